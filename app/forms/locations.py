"""Describing a place, and the hours in which it can be used."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.hours import AnySpan
from app.forms.versions import SeenVersion

THEY_READ_IT = N_("coordinators, and trainees who have a day there")
NEEDED = N_("You can leave this empty now. It is needed before a plan is published.")


class PlaceForm(Form):
    asked_about = ("name", "address", "way_there", "what_you_do", "what_could_change")

    name: Annotated[
        str,
        StringConstraints(min_length=1, max_length=160),
        Ask(label=N_("Name of the place"), missing=N_("Write a name for the place"), who_reads=THEY_READ_IT),
    ]
    address: Annotated[
        str,
        StringConstraints(min_length=1, max_length=300),
        Ask(label=N_("Address"), missing=N_("Write the address"), who_reads=THEY_READ_IT),
    ]
    way_there: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(label=N_("How to get there"), kind="long_text", hint=NEEDED, who_reads=THEY_READ_IT),
    ] = ""
    what_you_do: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(label=N_("What trainees do there"), kind="long_text", hint=NEEDED, who_reads=THEY_READ_IT),
    ] = ""
    what_could_change: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(label=N_("What could change"), kind="long_text", hint=NEEDED, who_reads=THEY_READ_IT),
    ] = ""
    supervisor: Annotated[
        UUID,
        Ask(
            label=N_("Who looks after trainees there?"),
            kind="one_of",
            missing=N_("Choose who looks after trainees"),
            hint=N_("People who work for this production."),
        ),
    ]
    capacity: Annotated[
        int,
        Field(ge=1, le=60),
        Ask(label=N_("Most trainees at a time"), kind="number", missing=N_("Write a number, such as 4")),
    ] = 4
    buffer_minutes: Annotated[
        int,
        Field(ge=0, le=120),
        Ask(
            label=N_("Minutes kept free before and after each block"),
            kind="number",
            hint=N_("For setting up and packing away. Write 0 for none."),
        ),
    ] = 0
    version: SeenVersion = 0


def _weekday(label: str) -> Ask:
    return Ask(label=label, hint=N_("Such as 8am to 6pm. Empty means closed."))


class HoursForm(Form):
    """Empty on every weekday means that the place is open whenever it has a day."""

    monday: Annotated[AnySpan, _weekday(N_("Monday"))] = None
    tuesday: Annotated[AnySpan, _weekday(N_("Tuesday"))] = None
    wednesday: Annotated[AnySpan, _weekday(N_("Wednesday"))] = None
    thursday: Annotated[AnySpan, _weekday(N_("Thursday"))] = None
    friday: Annotated[AnySpan, _weekday(N_("Friday"))] = None
    saturday: Annotated[AnySpan, _weekday(N_("Saturday"))] = None
    sunday: Annotated[AnySpan, _weekday(N_("Sunday"))] = None
    version: SeenVersion = 0


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
