"""What is said about days on which somebody cannot come. There is no field for a reason."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date

SensibleDate = Annotated[date, BeforeValidator(sensible_date)]


class AwayPerson(Form):
    """The choices are the trainees of the production."""

    person: Annotated[UUID, Ask(label=N_("Who is away?"), kind="one_of", missing=N_("Choose a person"))]
    first_day: Annotated[
        SensibleDate,
        Ask(
            label=N_("From which day?"),
            hint=N_("For instance 9 March 2027."),
            kind="date",
            missing=N_("Write the first day"),
        ),
    ]
    last_day: Annotated[
        SensibleDate,
        Ask(
            label=N_("To which day?"),
            hint=N_("The last day away. It can be the same day."),
            kind="date",
            missing=N_("Write the last day"),
        ),
    ]


class Away(Form):
    last_day: Annotated[
        SensibleDate | None,
        Ask(
            label=N_("To which day?"),
            hint=N_("The last day on which you cannot come. Leave it empty for this day only."),
            kind="date",
        ),
    ] = None
