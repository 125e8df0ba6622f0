"""Confirming a mentor from a day on, and ending a match with or without a reason."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date


class Confirmation(Form):
    starts_on: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("From which day do they work together?"),
            kind="date",
            hint=N_("Such as 6 May 2027."),
            missing=N_("Write the first day"),
        ),
    ]


class Ending(Form):
    asked_about = ("because",)

    because: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(
            label=N_("Do you want to say why?"),
            kind="long_text",
            hint=N_("You need no reason."),
            who_reads=N_("your programme's managers, and not the other person"),
        ),
    ] = ""
