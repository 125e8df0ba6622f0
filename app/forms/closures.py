"""Closing a place, or a whole production, for some days."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date
from app.forms.versions import Mark

WHOLE = "all"


class ClosureForm(Form):
    asked_about = ("reason",)

    place: Annotated[
        str,
        StringConstraints(min_length=1, max_length=40),
        Ask(label=N_("What is closed?"), kind="one_of", missing=N_("Choose what is closed")),
    ]
    first_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("First closed day"), kind="date", hint=N_("Such as 6 May 2027."), missing=N_("Write the first day")
        ),
    ]
    last_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("Last closed day"), kind="date", hint=N_("Such as 7 May 2027."), missing=N_("Write the last day")),
    ]
    reason: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(label=N_("Why, in a few words"), hint=N_("Only coordinators read it.")),
    ] = ""


class ConfirmedClosure(ClosureForm):
    """`seen` names the days of people that the page listed. Where they are others now, the page is read again first."""

    seen: Mark = ""
