"""Making a late link: whom it is for, until which day, and for how many people."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date
from app.rules.late_links import MOST_PEOPLE


class LateLinkForm(Form):
    asked_about = ("label",)

    label: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(
            label=N_("Who is this link for?"), hint=N_("A note for managers, for instance the name of a school."),
            missing=N_("Write who the link is for"), who_reads=N_("managers of this programme"),
        ),
    ]  # fmt: skip
    until: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Last day to send"), kind="date", hint=N_("The link works until the end of this day."),
            missing=N_("Write the last day"),
        ),
    ]  # fmt: skip
    most_people: Annotated[
        int,
        Field(ge=1, le=MOST_PEOPLE),
        Ask(label=N_("How many people can use it?"), kind="number", missing=N_("Write how many people")),
    ]
