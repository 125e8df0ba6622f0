"""Saying on which days a desk cannot be used."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.offering import unseen
from app.forms.versions import Mark
from app.models.breakdowns import BreakdownKind
from app.rules.breakdowns import KINDS


class BreakdownForm(Form):
    """`seen` marks the days that the second page listed; the first page sends none."""

    asked_about = ("words",)

    kind: Annotated[
        BreakdownKind,
        Ask(
            label=N_("What is it?"), kind="one_of", missing=N_("Choose what it is"),
            options=[Option(kind.value, words) for kind, words in KINDS.items()],
        ),
    ]  # fmt: skip
    first_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("From which day?"), kind="date", hint=N_("Such as 6 May 2027."),
            missing=N_("Write the first day on which it cannot be used"),
        ),
    ]  # fmt: skip
    last_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Until which day?"), kind="date",
            hint=N_("The last day on which it cannot be used. If it works sooner, you can say so."),
            missing=N_("Write the last day on which it cannot be used"),
        ),
    ]  # fmt: skip
    words: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("What happened, in a few words?"), hint=N_("Such as: the screen stays black."),
            who_reads=N_("the coordinators of this production"),
        ),
    ] = ""  # fmt: skip
    seen: Mark = ""


ASKED = ("kind", "first_day", "last_day", "words")


def read_form() -> type[BreakdownForm]:
    """The same for the page that asks nothing any more, so that no error points at a field that is not there."""
    form = BreakdownForm
    for name in ASKED:
        form = unseen(form, name)
    return form
