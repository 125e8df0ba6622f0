"""Reading the files of the standard strictly: every mistake is told with its file, its key and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import yaml


class EntryError(ValueError):
    """A file of the standard is not what it should be."""


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""In C it reads the vocabulary ten times as fast, and every start of the product reads it."""


class _UniqueKeys(_LOADER):  # type: ignore[misc]  # the loader is one of two
    """YAML keeps the last of two equal keys in silence; no word may be lost that way."""

    def __init__(self, text: str, name: str) -> None:
        stream = StringIO(text)
        stream.name = name  # what a mistake in the text is told with
        super().__init__(stream)
        self.name = name


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    pairs = [(loader.construct_object(key), loader.construct_object(value, deep=True)) for key, value in node.value]
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            line = node.start_mark.line + 1
            raise EntryError(f"{loader.name}, line {line}: the key {key!r} is written twice")
    return dict(pairs)


_UniqueKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(frozen=True)
class Entry:
    """One mapping of a file, with the key at which it stands."""

    file: str
    key: str
    values: Mapping[str, Any]

    def wrong(self, name: str, sentence: str) -> EntryError:
        place = ", ".join(part for part in (self.file, self._at(name)) if part)
        return EntryError(f"{place}: {sentence}")

    def only(self, *names: str) -> None:
        for name in self.values:
            if name not in names:
                raise self.wrong(name, f"this key is not known; the known keys are {', '.join(names)}")

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if value is None:
            raise self.wrong(name, "this key is missing")
        if not isinstance(value, str):
            raise self.wrong(name, f"{value!r} is not text; put quotes around it")
        if not value.strip() and default != "":
            raise self.wrong(name, "this text is empty")
        return value

    def flag(self, name: str) -> bool:
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, f"{value!r} is neither true nor false")
        return value

    def number(self, name: str) -> float | None:
        value = self.values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.wrong(name, f"{value!r} is not a number")
        return value

    def items(self, name: str) -> tuple[Any, ...]:
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise self.wrong(name, "this is not a list")
        return tuple(value)

    def entry(self, name: str) -> "Entry":
        return self.around(name, self.values.get(name, {}))

    def around(self, name: str, value: object) -> "Entry":
        if not isinstance(value, dict):
            raise self.wrong(name, "this is not a mapping of names")
        for key in value:
            if not isinstance(key, str):
                raise self.wrong(name, f"the key {key!r} is not text; put quotes around it")
        return Entry(self.file, self._at(name), value)

    def entries(self, name: str) -> Iterator[tuple[str, "Entry"]]:
        inner = self.entry(name)
        for key in inner.values:
            yield key, inner.entry(key)

    def texts(self, name: str) -> dict[str, str]:
        inner = self.entry(name)
        return {key: inner.text(key) for key in inner.values}

    def _at(self, name: str) -> str:
        return ".".join(part for part in (self.key, name) if part)


def read(path: Path) -> Entry:
    text = path.read_text(encoding="utf-8")
    loader = _UniqueKeys(text, path.name)
    try:
        values = loader.get_single_data()
    except yaml.YAMLError as problem:
        raise EntryError(f"{path.name}: this is not YAML. {problem}") from problem
    return Entry(path.name, "", {}).around("", values)
