"""What coordinators change in a draft by hand. `edits` is the number of changes that they saw when they opened it."""

from datetime import date
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.core.words import N_
from app.forms.asking import Ask, Form, Option

Edits = Annotated[int, Field(ge=0, le=1_000_000), Ask(label="", kind="hidden")]
Day = Annotated[date, Ask(label=N_("Which day?"), kind="one_of", missing=N_("Choose a day"))]
Block = Annotated[int, Field(ge=0, le=50), Ask(label=N_("Which hours?"), kind="one_of", missing=N_("Choose the hours"))]
Desk = Annotated[UUID, Ask(label=N_("Which desk?"), kind="one_of", missing=N_("Choose a desk"))]


class Edit(Form):
    edits: Edits


class Target(Form):
    """Where somebody goes. The choices are those of the plan."""

    day: Day
    block: Block
    desk: Desk
    edits: Edits


class Seating(Form):
    person: Annotated[UUID, Ask(label=N_("Who sits here?"), kind="one_of", missing=N_("Choose a person"))]
    edits: Edits


class What(StrEnum):
    TIME = "time"
    SEAT = "seat"


class Keeping(Form):
    what: Annotated[
        What,
        Ask(
            label=N_("What does the next plan keep?"),
            kind="one_of",
            options=(
                Option(What.TIME.value, N_("The time. The desk may change")),
                Option(What.SEAT.value, N_("The time and the desk")),
            ),
            missing=N_("Choose what to keep"),
        ),
    ]


class Near(Form):
    """A cell or a person that another page leads here with, so that it is chosen already."""

    day: Annotated[date | None, Ask(label="", kind="hidden")] = None
    block: Annotated[int | None, Ask(label="", kind="hidden")] = None
    desk: Annotated[UUID | None, Ask(label="", kind="hidden")] = None
    person: Annotated[UUID | None, Ask(label="", kind="hidden")] = None
