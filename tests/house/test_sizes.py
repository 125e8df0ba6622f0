"""Files stay under 300 lines and functions under 40, but for a short list with a reason for each."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "accessibility", "tests", "benchmarks")
MOST_LINES = 300
MOST_IN_TESTS = 600
"""One test file a noun asks the same questions of each of its routes; splitting it would hide what is not asked."""
MOST_IN_FUNCTION = 40

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def test_files_are_short() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in files()}

    assert lengths
    long = {name: count for name, count in lengths.items() if count > _most(name)}
    assert {name: count for name, count in long.items() if name not in LONG_FILES} == {}


def _most(name: str) -> int:
    return MOST_IN_TESTS if name.startswith("tests/") else MOST_LINES


def test_functions_are_short() -> None:
    long = {
        f"{path.relative_to(ROOT).as_posix()}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > MOST_IN_FUNCTION
    }

    assert {name: count for name, count in long.items() if name not in LONG_FUNCTIONS} == {}
