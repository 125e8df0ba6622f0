"""Writing down what access cost in a month. No field takes words, so that none can say for whom."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic import Field as Limits

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import MONTHS
from app.forms.mistakes import mistake
from app.forms.versions import SeenVersion
from app.models.access_costs import CostKind
from app.rules.access_costs import CURRENCIES, KINDS, MINOR, MOST

_IN_NUMBERS = re.compile(r"(?:(?P<month>\d{1,2})[-/. ](?P<year>\d{4})|(?P<year_first>\d{4})-(?P<month_last>\d{1,2}))")
_IN_WORDS = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_AMOUNT = re.compile(r"(?P<whole>\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(?P<part>\d{1,2}))?")
EARLIEST, LATEST = 2000, 2100


def sensible_month(value: object) -> object:
    """The first day of a month: March 2027, 03/2027 or 2027-03."""
    if not isinstance(value, str):
        return value
    found = _IN_NUMBERS.fullmatch(value.strip()) or _IN_WORDS.fullmatch(value.strip())
    if found:
        parts = found.groupdict()
        year, month = int(parts.get("year") or parts["year_first"]), str(parts["month"] or parts["month_last"])
        number = int(month) if month.isdigit() else _number(month)
        if EARLIEST <= year <= LATEST and 1 <= number <= len(MONTHS):
            return date(year, number, 1)
    raise mistake(N_("Write the month and the year, such as March 2027"))


def sensible_amount(value: object) -> object:
    """Cents, from an amount as people write it: 120, 1,200 or 120.50."""
    if not isinstance(value, str):
        return value
    found = _AMOUNT.fullmatch(value.strip())
    if found is None:
        raise mistake(N_("Write the amount in numbers, such as 120 or 120.50"))
    return int(found["whole"].replace(",", "")) * MINOR + int((found["part"] or "").ljust(2, "0"))


def _number(word: str) -> int:
    short = word[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


class CostForm(Form):
    month: Annotated[
        date,
        BeforeValidator(sensible_month),
        Ask(label=N_("Which month?"), hint=N_("Such as March 2027."), missing=N_("Write the month")),
    ]
    kind: Annotated[
        CostKind,
        Ask(
            label=N_("What was it for?"),
            kind="one_of",
            missing=N_("Choose what it was for"),
            options=[Option(kind.value, words) for kind, words in KINDS.items()],
        ),
    ]
    amount: Annotated[
        int,
        Limits(ge=0, le=MOST),
        BeforeValidator(sensible_amount),
        Ask(label=N_("How much?"), hint=N_("Such as 120 or 120.50."), missing=N_("Write the amount")),
    ]
    currency: Annotated[
        Literal["AUD", "NZD", "GBP", "EUR", "USD"],
        Ask(
            label=N_("In which currency?"),
            kind="one_of",
            missing=N_("Choose a currency"),
            options=[Option(code, code) for code in CURRENCIES],
        ),
    ]


class CostChange(CostForm):
    version: SeenVersion = 0
