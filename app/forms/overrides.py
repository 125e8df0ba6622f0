"""Asking somebody whether a desk may be used although it does not meet one thing that was agreed with them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date


class OverrideWish(Form):
    asked_about = ("reason",)

    need: Annotated[
        UUID,
        Ask(label=N_("What does this desk not meet?"), kind="one_of", missing=N_("Choose what you ask about")),
    ]
    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("Why do you ask?"),
            hint=N_("Say it so that they can decide. For instance: the other desks are rewired until May."),
            kind="long_text",
            rows=4,
            missing=N_("Say why you ask"),
            who_reads=N_("the person whom you ask, and coordinators of this production"),
        ),
    ]
    last_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Until which day?"),
            kind="date",
            hint=N_("That day counts too. Half a year from now at most."),
            missing=N_("Write the last day"),
        ),
    ]
