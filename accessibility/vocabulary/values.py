"""Values in the words of the vocabulary: what kinds there are, which are accepted and how each is said."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | bool | Sequence[str]
Say = Callable[[str], str]
"""Translates one message; the application passes its own, and without one the words stand as written."""

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def as_written(message: str) -> str:
    return message


class Kind(StrEnum):
    STEPS = "steps"
    ONE_OF = "one_of"
    SOME_OF = "some_of"
    YES_NO = "yes_no"
    NUMBER = "number"
    TIME = "time"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Scale:
    """What may be said and how it is shown. `step` is the smallest difference of a number that counts."""

    kind: Kind
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    unit_of_one: str = ""
    step: float = 1
    least: float | None = None
    most: float | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(choice.value for choice in self.choices)

    def accepts(self, value: object) -> bool:
        match self.kind:
            case Kind.STEPS | Kind.ONE_OF:
                return isinstance(value, str) and value in self.codes
            case Kind.SOME_OF:
                return isinstance(value, list | tuple) and all(each in self.codes for each in value)
            case Kind.YES_NO:
                return isinstance(value, bool)
            case Kind.NUMBER:
                return self._accepts_number(value)
            case Kind.TIME:
                return isinstance(value, str) and CLOCK.fullmatch(value) is not None
            case _:
                return isinstance(value, str) and (self.most is None or len(value) <= self.most)

    def _accepts_number(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return (
            math.isfinite(value)
            and (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
        )

    def rank(self, value: Value) -> int:
        """The whole number that stands for a value of an ordered scale, so that a solver can compare."""
        if self.kind is Kind.STEPS and isinstance(value, str) and value in self.codes:
            return self.codes.index(value) + 1
        if self.kind is Kind.NUMBER and isinstance(value, int | float) and not isinstance(value, bool):
            return round(value / self.step)
        raise ValueError(f"{value!r} has no rank on this scale")

    def words(self, value: Value, say: Say = as_written) -> str:
        if isinstance(value, bool):
            return say("yes") if value else say("no")
        if isinstance(value, int | float):
            return f"{value:g} {say(self.unit_of_one if value == 1 else self.unit)}".strip()
        if isinstance(value, str):
            return time_in_words(value) if self.kind is Kind.TIME else self._label(value, say)
        return ", ".join(self._label(each, say) for each in value)

    def _label(self, value: str, say: Say) -> str:
        return next((say(choice.label) for choice in self.choices if choice.value == value), value)


def time_in_words(clock: str) -> str:
    """14:05 becomes 2:05pm, the way times are written everywhere else."""
    hour, minute = clock.split(":")
    half = "am" if int(hour) < 12 else "pm"  # noqa: PLR2004 - noon
    return f"{(int(hour) + 11) % 12 + 1}:{minute}{half}"
