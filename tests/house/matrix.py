"""Print the matrix of routes and roles as it is now: `python -m tests.house.matrix`. Read the difference before keeping it."""

import sys
import tempfile
from pathlib import Path

import yaml

from app.core.actors import Role
from app.core.logs import configure
from tests.house.conftest import looked_at, played_in
from tests.house.visiting import visit
from tests.stories import Stories


def main() -> None:
    configure(as_json=True, least="warning")
    rows = {}
    with tempfile.TemporaryDirectory() as folder, played_in(Path(folder), Stories(Path(folder))) as played:
        with looked_at(played) as demonstration:
            pages = demonstration.pages
        for page in pages:
            with looked_at(played) as demonstration:
                rows[page.name] = {role.value: visit(demonstration, page, role).status for role in Role}
    sys.stdout.write(yaml.safe_dump(rows, sort_keys=True, default_flow_style=None, width=400))


if __name__ == "__main__":
    main()
