"""What may be asked of a seat, and whether a measured seat meets it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Measured = bool | int | float | str | tuple[str, ...]


class Comparison(StrEnum):
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    IS = "is"
    ONE_OF = "one_of"


@dataclass(frozen=True)
class PlaceRule:
    """One thing that a seat must be, or had better be; `weight` counts only for wishes."""

    attribute: str
    comparison: Comparison
    value: Measured
    weight: int = 0

    def holds(self, attributes: Mapping[str, Measured]) -> bool:
        """Whether a seat meets the rule; what nobody has measured meets nothing."""
        measured = attributes.get(self.attribute)
        if measured is None:
            return False
        if self.comparison is Comparison.IS:
            return type(measured) is type(self.value) and measured == self.value
        if self.comparison is Comparison.ONE_OF:
            found = measured if isinstance(measured, tuple) else (measured,)
            return isinstance(self.value, tuple) and all(each in self.value for each in found)
        if not (_is_number(measured) and _is_number(self.value)):
            return False
        most = self.comparison is Comparison.AT_MOST
        return measured <= self.value if most else measured >= self.value  # type: ignore[operator]  # both are numbers


def _is_number(value: Measured) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
