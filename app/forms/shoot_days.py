"""Days of work: one of them, a series of them, and cancelling one."""

from datetime import date, time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.hours import MOST_BLOCKS, DayBlocks
from app.forms.times import sensible_time
from app.forms.versions import Mark, SeenVersion
from app.models.productions import DayKind
from app.rules.units import DAY_KINDS

WHICH = (
    Option("earlier", N_("The first time, before the clock goes back")),
    Option("later", N_("The second time, after the clock went back")),
)
WEEKDAY_OPTIONS = (
    Option("0", N_("Monday")),
    Option("1", N_("Tuesday")),
    Option("2", N_("Wednesday")),
    Option("3", N_("Thursday")),
    Option("4", N_("Friday")),
    Option("5", N_("Saturday")),
    Option("6", N_("Sunday")),
)
TRAINEES_READ = N_("coordinators, and trainees who have this day")

Place = Annotated[UUID, Ask(label=N_("Place"), kind="one_of", missing=N_("Choose a place"))]
Kind = Annotated[
    DayKind,
    Ask(
        label=N_("Kind of day"),
        kind="one_of",
        options=[Option(kind.value, words) for kind, words in DAY_KINDS.items()],
        missing=N_("Choose a kind of day"),
    ),
]
AnyUnit = Annotated[UUID | None, Ask(label=N_("Unit"), kind="one_of")]
CallTime = Annotated[
    time | None,
    BeforeValidator(sensible_time),
    Ask(label=N_("Call time"), hint=N_("When the unit begins, such as 6:30am.")),
]
What = Annotated[
    str,
    StringConstraints(max_length=300),
    Ask(label=N_("What happens there"), hint=N_("Such as: scenes in the garden are filmed."), who_reads=TRAINEES_READ),
]
Which = Annotated[
    Literal["earlier", "later"] | None,
    Ask(label=N_("This hour comes twice on that day. Which one is meant?"), kind="one_of", options=WHICH),
]


class DayForm(Form):
    asked_about = ("what",)

    place: Place
    day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("Day"), kind="date", hint=N_("Such as 6 May 2027."), missing=N_("Write the day")),
    ]
    kind: Kind = DayKind.SHOOT
    unit: AnyUnit = None
    call_time: CallTime = None
    works_from: Annotated[
        time | None,
        BeforeValidator(sensible_time),
        Ask(label=N_("Work begins at"), hint=N_("Leave it empty if the usual blocks hold.")),
    ] = None
    works_until: Annotated[
        time | None,
        BeforeValidator(sensible_time),
        Ask(label=N_("Work ends at"), hint=N_("Only blocks that lie wholly between the two are open.")),
    ] = None
    blocks: Annotated[
        DayBlocks,
        Ask(
            label=N_("Blocks of this day alone"),
            kind="things",
            most=MOST_BLOCKS,
            hint=N_("Such as 7am to 10am. Empty means the usual blocks."),
        ),
    ] = []
    what: What = ""
    which: Which = None
    version: SeenVersion = 0


class SeriesForm(Form):
    asked_about = ("what",)

    place: Place
    weekdays: Annotated[
        list[Literal["0", "1", "2", "3", "4", "5", "6"]],
        Field(min_length=1),
        Ask(label=N_("On which weekdays?"), kind="some_of", options=WEEKDAY_OPTIONS, missing=N_("Choose a weekday")),
    ]
    first_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("From"), kind="date", hint=N_("Such as 6 May 2027."), missing=N_("Write the first day")),
    ]
    last_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("Until"), kind="date", hint=N_("Such as 6 July 2027."), missing=N_("Write the last day")),
    ]
    kind: Kind = DayKind.SHOOT
    unit: AnyUnit = None
    call_time: CallTime = None
    what: What = ""
    which: Which = None


class Cancellation(Form):
    """`seen` names the days of people that the page listed."""

    seen: Mark = ""
