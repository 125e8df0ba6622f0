"""Dates as people write them: in words, with strokes or dots, day first as in Australia, or as computers do."""

import re
from datetime import date

from app.core.words import N_
from app.forms.mistakes import mistake

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s*[-/. ]\s*(?P<month>\d{1,2})\s*[-/. ]\s*(?P<year>\d{4})")
_IN_WORDS = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"
)


def sensible_date(value: object) -> object:
    """A date from any of the ways people write one. What is not text is left to the field's own check."""
    if not isinstance(value, str):
        return value
    for shape in (_YEAR_FIRST, _DAY_FIRST, _IN_WORDS):
        found = shape.fullmatch(value.strip())
        if found:
            return _date(found["year"], found["month"], found["day"])
    raise mistake(N_("Write the date as day, month, year, such as 6 May 2027"))


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month) if month.isdigit() else _month(month), int(day))
    except ValueError as problem:
        raise mistake(N_("There is no such day. Check the day and the month")) from problem


def _month(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1
