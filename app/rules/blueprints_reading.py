"""Reading data from a file so that a mistake is told by file, line and one sentence."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from app.rules.blueprints_checks import Mistake

D = TypeVar("D", bound=BaseModel)

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where there is one: every start reads these files, and the other takes half a second for them."""


class BrokenBlueprint(Exception):
    """A blueprint cannot be used; the text names the file, the line and what is wrong."""


def read_data(path: Path, kind: type[D], mistakes: Callable[[D], Iterator[Mistake]]) -> D:
    """The data in this file. Raises `BrokenBlueprint` at the first mistake: of writing, of shape, of meaning."""
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=LOADER)
        for line, said in (*_written_twice(node), *_no_such_days(node)):
            raise BrokenBlueprint(f"{path.name}, line {line}: {said}.")
        data = kind.model_validate(yaml.load(text, Loader=LOADER))  # noqa: S506 - a safe loader, in C or in Python
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BrokenBlueprint(f"{path.name}, line {line}: this is not readable as YAML.") from problem
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        said = f"{where}: {_what(first['type'], first['msg'])}"
        raise BrokenBlueprint(f"{path.name}, line {_line_of(node, first['loc'])}: {said}") from problem
    for mistake in mistakes(data):
        raise BrokenBlueprint(f"{path.name}, line {_line_of(node, mistake.place)}: {mistake.sentence}.")
    return data


def _line_of(node: Any, steps: Sequence[int | str]) -> int:
    """The line at which the deepest step that exists begins, counted from 1. An empty file has no node."""
    if node is None:
        return 1
    line: int = node.start_mark.line + 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _written_twice(node: Any) -> Iterator[tuple[int, str]]:
    """Names that stand twice in one mapping, where YAML itself silently takes the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if str(key.value) in seen:
                yield key.start_mark.line + 1, f"{key.value}: this is written twice"
            seen.add(str(key.value))
            yield from _written_twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _written_twice(value)


def _no_such_days(node: Any) -> Iterator[tuple[int, str]]:
    """Dates that look like one and are none, at which YAML itself would stop without a line."""
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:timestamp":
        try:
            yaml.SafeLoader("").construct_yaml_timestamp(node)
        except ValueError:
            yield node.start_mark.line + 1, f"{node.value}: there is no such day"
    elif isinstance(node, yaml.CollectionNode):
        pairs = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        for part in pairs:
            yield from _no_such_days(part)


def _what(kind: str, message: str) -> str:
    known = {"missing": "this is missing.", "extra_forbidden": "nothing by this name is known here."}
    return known.get(kind, message.removeprefix("Value error, ") + ".")
