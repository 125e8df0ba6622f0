"""Reading JSON strictly: each value knows its place, and says in one sentence what is wrong there."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn


class ContractError(ValueError):
    """The input breaks the contract: `place` says where, for instance `trainees[3].must`, and `sentence` says what."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}" if place else sentence)
        self.place = place
        self.sentence = sentence


@dataclass(frozen=True)
class Node:
    value: object
    place: str = ""

    def refuse(self, sentence: str) -> NoReturn:
        raise ContractError(self.place, sentence)

    def at(self, step: str | int) -> str:
        if isinstance(step, int):
            return f"{self.place}[{step}]"
        return f"{self.place}.{step}" if self.place else step

    def members(self, *names: str, optional: Iterable[str] = ()) -> dict[str, "Node"]:
        """The named members; a missing or unknown one is refused, so that a misspelt rule cannot be lost."""
        if not isinstance(self.value, dict):
            self.refuse(f"An object is needed here, not {_kind(self.value)}.")
        allowed = {*names, *optional}
        for name in names:
            if name not in self.value:
                raise ContractError(self.at(name), "This is missing.")
        for name in self.value:
            if name not in allowed:
                raise ContractError(self.at(str(name)), "The contract does not know this name.")
        return {name: Node(value, self.at(name)) for name, value in self.value.items()}

    def pairs(self) -> dict[str, "Node"]:
        if not isinstance(self.value, dict):
            self.refuse(f"An object is needed here, not {_kind(self.value)}.")
        return {str(name): Node(value, self.at(str(name))) for name, value in self.value.items()}

    def items(self) -> list["Node"]:
        if not isinstance(self.value, list | tuple):
            self.refuse(f"A list is needed here, not {_kind(self.value)}.")
        return [Node(value, self.at(index)) for index, value in enumerate(self.value)]

    def maybe(self) -> "Node | None":
        return None if self.value is None else self

    def whole(self, lowest: int, highest: int) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.refuse(f"A whole number is needed here, not {_kind(self.value)}.")
        if not lowest <= self.value <= highest:
            self.refuse(f"{self.value} is outside {lowest} to {highest}.")
        return self.value

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            self.refuse(f"A text is needed here, not {_kind(self.value)}.")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse(f"True or false is needed here, not {_kind(self.value)}.")
        return self.value


def from_json(source: "str | bytes | dict[str, object]") -> Node:
    """The root of a text or of values that are already read."""
    if isinstance(source, dict):
        return Node(source)
    try:
        return Node(json.loads(source, object_pairs_hook=_once_each, parse_constant=_no_constant))
    except RecursionError:
        raise ContractError("", "The lists are nested too deeply to read.") from None
    except json.JSONDecodeError as broken:
        raise ContractError(f"line {broken.lineno}", "This is not JSON from here on.") from None
    except UnicodeDecodeError:
        raise ContractError("", "The file is not UTF-8 text.") from None
    except ContractError:
        raise
    except ValueError:
        raise ContractError("", "A number in this file has too many digits.") from None


def _once_each(members: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in members:
        if name in found:
            raise ContractError(name, "This name is there twice in one object.")
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise ContractError("", f"{name} is not a number that JSON knows.")


_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number with a fraction",
    str: "a text",
    list: "a list",
    dict: "an object",
}


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if value == "":
        return "an empty text"
    return _KINDS.get(type(value), "something else")
