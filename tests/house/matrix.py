"""Print the matrix of routes and roles as it is now: `python -m tests.house.matrix`."""

import sys
import tempfile
from pathlib import Path

import pytest

PRINTER = """
import yaml
from app.core.actors import Role
from tests.house.conftest import *
from tests.house.visiting import visit

def test_print(demonstration):
    rows = {{p.name: {{r.value: visit(demonstration, p, r).status for r in Role}} for p in demonstration.pages}}
    with open({target!r}, "w", encoding="utf-8") as file:
        yaml.safe_dump(rows, file, sort_keys=True, default_flow_style=None, width=400)
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "matrix.yaml"
        test = Path(__file__).with_name("test_zz_printed.py")
        test.write_text(PRINTER.format(target=str(target)), encoding="utf-8")
        try:
            failed = pytest.main(["-q", "-p", "no:randomly", str(test)])
        finally:
            test.unlink()
        if target.exists():
            sys.stdout.write(target.read_text(encoding="utf-8"))
        return int(failed)


if __name__ == "__main__":
    sys.exit(main())
