"""Giving a new day for late results, and the reason that applicants read."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date


class NewDay(Form):
    new_on: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("New day for the results"),
            kind="date",
            missing=N_("Give the new day"),
            hint=N_("For example 6 May 2027. Choose a day that you can keep."),
        ),
    ]
    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("Why do the results come later?"),
            kind="long_text",
            rows=3,
            missing=N_("Say why the results come later"),
            hint=N_("Applicants get these words by mail. Nothing about a person or their health."),
            who_reads=N_("everybody who still waits for a result"),
        ),
    ]
