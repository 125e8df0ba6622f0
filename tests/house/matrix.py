"""Print the matrix of routes and roles as it is now: `python -m tests.house.matrix`. Read the difference before keeping it."""

import sys
import tempfile
from pathlib import Path

import yaml

from app.core.actors import Role
from tests.house.conftest import looked_at, played_in
from tests.house.visiting import visit


def main() -> None:
    rows = {}
    with tempfile.TemporaryDirectory() as folder, played_in(Path(folder)) as played:
        with looked_at(played) as demonstration:
            pages = demonstration.pages
        for page in pages:
            with looked_at(played) as demonstration:
                rows[page.name] = {role.value: visit(demonstration, page, role).status for role in Role}
    yaml.safe_dump(rows, sys.stdout, sort_keys=True, default_flow_style=None, width=400)


if __name__ == "__main__":
    main()
