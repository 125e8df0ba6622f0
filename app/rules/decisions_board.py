"""The law of the board: which orders and choices there are, and what a line says of its application.

Everything here is a fixed list. What is not on it can be neither filtered nor ordered by, whatever is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.words import N_
from app.models.decisions_board import Reading
from app.rules.sign_ins import Limit

MOST_COUNTED = 1000
MOST_EXPORTED = 10_000
NO_SCORE = 101


class Order(StrEnum):
    REFERENCE = ""
    SCORE = "score"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Ordering:
    """`columns` of the line, all rising or all falling, and the words for a choice and for what is shown."""

    columns: tuple[str, ...]
    choice: str
    told: str
    is_falling: bool = False


ORDERINGS: Mapping[Order, Ordering] = {
    Order.REFERENCE: Ordering(("place",), N_("By reference"), N_("Ordered by reference.")),
    Order.SCORE: Ordering(
        ("below_top", "place"), N_("By score, highest first"), N_("Ordered by score, highest first.")
    ),
    Order.NEWEST: Ordering(
        ("sent_at", "place"), N_("By the day they were sent, newest first"), N_("Ordered by day, newest first."), True
    ),
    Order.OLDEST: Ordering(
        ("sent_at", "place"), N_("By the day they were sent, oldest first"), N_("Ordered by day, oldest first.")
    ),
}

FOUND = Ordering(("id",), "", N_("Ordered by when they were sent, newest first."), is_falling=True)
"""The order of a search: the other orders would have to look at everything that has a common word."""

READINGS: Mapping[Reading, str] = {
    Reading.FEW: N_("Reviewers are missing"),
    Reading.WAITING: N_("Reviews are still to come"),
    Reading.COMPLETE: N_("All reviews are given"),
}


def place_of(reference: str) -> str:
    """LUM-0042 as LUM-000000042: text in the order of numbers. Anything that is no reference has no place."""
    prefix, _, number = reference.partition("-")
    return f"{prefix}-{int(number):09}" if number.isascii() and number.isdecimal() and len(number) < 10 else ""  # noqa: PLR2004 - nine digits


def below_top(score: int | None) -> int:
    return NO_SCORE if score is None else 100 - score


def reading_of(expected: int, written: int, wanted: int) -> Reading:
    if written >= max(wanted, 1):
        return Reading.COMPLETE
    return Reading.FEW if expected < wanted else Reading.WAITING


BY_SEARCH = Limit("search", 120, 300)
BY_EXPORT = Limit("export", 30, 3600)
"""A person reads what they found; only a program asks more often."""


def search_limit(query: Mapping[str, str]) -> Limit | None:
    """A list without words is not counted. Each page of what was found is a search of its own, or a script that always
    asks for a next page would search without a limit.
    """
    return BY_SEARCH if query.get("words") else None


def export_limit(_query: Mapping[str, str]) -> Limit:
    return BY_EXPORT
