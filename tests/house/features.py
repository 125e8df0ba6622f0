"""What the product promises to do, feature by feature, with the tests that show it and the routes where it is met.

`python -m tests.house.features` writes docs/features.md anew. A test shows a feature when its name carries the number:
`test_f07_…` or `test_n36_…`.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).with_name("features.yaml")
PAGE = ROOT / "docs/features.md"
SHOWS = re.compile(r"test((?:_[fn]\d{2,3})+)_")
HEAD = """<!-- Made by `python -m tests.house.features`. Change tests/house/features.yaml or the tests instead. -->
# Features, the tests that show them, and where they are met

| number | what is true | shown by | routes |
|---|---|---|---|
"""


@dataclass(frozen=True)
class Feature:
    """One sentence that is true, and the names of the routes where it is met."""

    number: str
    says: str
    routes: Sequence[str]


def features() -> list[Feature]:
    written: Mapping[str, Mapping[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [Feature(number, entry["says"], str(entry["routes"]).split()) for number, entry in written.items()]


@cache
def shown_by_feature() -> dict[str, list[str]]:
    """Number → ids of the tests that carry it, in the order of their files."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (shows := SHOWS.match(node.name)):
                for number in shows[1].upper().split("_")[1:]:
                    found[number].append(f"{file.relative_to(ROOT).as_posix()}::{node.name}")
    return found


def page() -> str:
    shown = shown_by_feature()
    return HEAD + "".join(_line(feature, shown[feature.number]) for feature in features())


def _line(feature: Feature, tests: Sequence[str]) -> str:
    named = "<br>".join(f"`{test}`" for test in tests)
    return f"| {feature.number} | {feature.says} | {named} | {', '.join(feature.routes)} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
