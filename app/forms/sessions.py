"""Planning a session: when, where, how many seats, and everything that people read before they book."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BeforeValidator, StringConstraints
from pydantic import Field as Limits

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.times import sensible_time

NEEDED_TO_PUBLISH = N_("You can leave this empty now. It is needed before people can book.")

KIND_OPTIONS = (
    Option("orientation", N_("Orientation")),
    Option("induction", N_("Induction")),
    Option("craft", N_("Craft session")),
    Option("talk", N_("Talk")),
    Option("group", N_("Group meeting")),
)


class SessionForm(Form):
    asked_about = (
        "title",
        "place",
        "way_there",
        "what_it_is_like",
        "who_is_there",
        "what_happens",
        "what_is_asked",
        "what_could_change",
    )

    title: Annotated[
        str,
        StringConstraints(min_length=1, max_length=160),
        Ask(label=N_("Name of the session"), missing=N_("Write a name for the session")),
    ]
    kind: Annotated[
        Literal["orientation", "induction", "craft", "talk", "group"],
        Ask(label=N_("Kind of session"), kind="one_of", options=KIND_OPTIONS, missing=N_("Choose a kind of session")),
    ]
    day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("Day"), kind="date", hint=N_("Such as 6 May 2027."), missing=N_("Write the day")),
    ]
    starts: Annotated[
        time,
        BeforeValidator(sensible_time),
        Ask(label=N_("Starts at"), hint=N_("Such as 10:30am."), missing=N_("Write when it starts")),
    ]
    minutes: Annotated[
        int,
        Limits(ge=10, le=480),
        Ask(label=N_("Length in minutes"), kind="number", missing=N_("Write how many minutes it takes")),
    ]
    host: Annotated[
        str,
        StringConstraints(max_length=40),
        Ask(
            label=N_("Who holds it"),
            kind="one_of",
            hint=N_(
                "They read who has a place, and what these people share with them. Without a choice it is whoever plans it."
            ),
        ),
    ] = ""
    seats: Annotated[
        int,
        Limits(ge=1, le=200),
        Ask(label=N_("Places"), kind="number", missing=N_("Write how many people can take part")),
    ]
    place: Annotated[str, StringConstraints(max_length=300), Ask(label=N_("Where it is"), hint=NEEDED_TO_PUBLISH)] = ""
    way_there: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(label=N_("How to get there"), kind="long_text", hint=NEEDED_TO_PUBLISH),
    ] = ""
    what_it_is_like: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(
            label=N_("What the place is like"),
            kind="long_text",
            hint=N_("Light, sound, people and ways out. It is needed before people can book."),
        ),
    ] = ""
    who_is_there: Annotated[
        str, StringConstraints(max_length=1000), Ask(label=N_("Who is there"), kind="long_text", hint=NEEDED_TO_PUBLISH)
    ] = ""
    what_happens: Annotated[
        str, StringConstraints(max_length=2000), Ask(label=N_("What happens"), kind="long_text", hint=NEEDED_TO_PUBLISH)
    ] = ""
    what_is_asked: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(label=N_("What people are asked to do"), kind="long_text", hint=NEEDED_TO_PUBLISH),
    ] = ""
    what_could_change: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(label=N_("What could change"), kind="long_text", hint=NEEDED_TO_PUBLISH),
    ] = ""
