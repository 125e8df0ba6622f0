"""Opening a sent application for changes, and asking for it."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date


class OpeningForm(Form):
    asked_about = ("reason",)

    until: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Last day for changes"),
            kind="date",
            hint=N_("It ends at 5pm on that day. For example 6 May 2027."),
            missing=N_("Give the last day"),
        ),
    ]
    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("Why is it opened?"),
            kind="long_text",
            rows=3,
            missing=N_("Say why it is opened"),
            hint=N_("The applicant reads exactly what you write."),
            who_reads=N_("the applicant and programme managers"),
        ),
    ]


class MoreTime(Form):
    words: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(
            label=N_("What would you like to change, and by when?"),
            kind="long_text",
            rows=3,
            hint=N_("You do not need to say why."),
            who_reads=N_("you and programme managers"),
        ),
    ] = ""
