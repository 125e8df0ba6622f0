"""Saying what is wrong and what it should say, and answering that."""

from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, create_model

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.mistakes import mistake
from app.forms.versions import Mark
from app.models.cohorts import EnrolmentStatus
from app.models.people import Channel
from app.models.sessions import BookingStatus
from app.rules.cohorts import STANDINGS


class CorrectionForm(Form):
    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=4000),
        Ask(
            label=N_("What is wrong, and what should it say?"),
            hint=N_("Use your own words. You need no proof. You need not write about your health."),
            kind="long_text",
            missing=N_("Write what is wrong, and what it should say"),
            who_reads=N_("you and managers of your programme"),
        ),
    ]


class CorrectionAnswer(Form):
    asked_about = ("answer",)

    result: Annotated[
        Literal["correct", "refuse"],
        Ask(
            label=N_("Is it corrected?"),
            kind="one_of",
            missing=N_("Choose if it is corrected"),
            options=(
                Option("correct", N_("Yes, it is corrected")),
                Option("refuse", N_("No, it stays as it is"), N_("Their words then stand beside it.")),
            ),
        ),
    ]
    answer: Annotated[
        str,
        StringConstraints(min_length=1, max_length=4000),
        Ask(
            label=N_("Your answer"),
            hint=N_("Say what you did, or the reason why it stays."),
            kind="long_text",
            missing=N_("Write your answer"),
            who_reads=N_("the person who asked, and managers"),
        ),
    ]


class Correcting(Form):
    """The base of each form with one thing to put right, its `value`. `seen` marks what stood there on the page."""

    seen: Mark = ""


class TooLate(Correcting):
    """What was typed for a thing that cannot be changed any more, whatever it was: it is read to be shown again."""

    value: Annotated[list[str], Ask(label="", kind="hidden")] = Field(default_factory=list)


def correcting_form(field: Any) -> type[Correcting]:
    """`field` is the annotated type of the value. What is no answer at all is a mistake of the form."""
    return create_model("Correcting", __base__=Correcting, value=(field, ...))


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise mistake(N_("Write a time zone by its name, such as Australia/Adelaide"))
    return zone


NEEDED = N_("Write what it should say")
CHANNELS = (
    Option(Channel.EMAIL.value, N_("By e-mail")),
    Option(Channel.MESSAGE.value, N_("By text message")),
    Option(Channel.PHONE.value, N_("By phone call")),
)
ATTENDANCES = (
    Option(BookingStatus.BOOKED.value, N_("They had a place")),
    Option(BookingStatus.HELD.value, N_("They took part")),
)
ATTENDANCE: Any = Annotated[
    Literal[BookingStatus.BOOKED, BookingStatus.HELD],
    Ask(label=N_("Did they take part?"), kind="one_of", options=ATTENDANCES, missing=N_("Choose one")),
]
STANDING: Any = Annotated[
    EnrolmentStatus,
    Ask(
        label=N_("How do they stand in the cohort?"), kind="one_of", missing=N_("Choose how they stand"),
        options=[Option(status.value, words) for status, words in STANDINGS.items()],
    ),
]  # fmt: skip
A_DAY: Any = Annotated[
    date,
    BeforeValidator(sensible_date),
    Ask(label=N_("Which day is right?"), kind="date", missing=N_("Give the day"), hint=N_("For example 6 May 2027.")),
]
OF_A_PERSON: dict[str, Any] = {
    "name": Annotated[
        str, StringConstraints(min_length=1, max_length=120), Ask(label=N_("What is their name?"), missing=NEEDED)
    ],
    "phone": Annotated[
        str,
        StringConstraints(min_length=1, max_length=40),
        Ask(label=N_("What is their phone number?"), kind="tel", autocomplete="off", missing=NEEDED),
    ],
    "channel": Annotated[
        Channel,
        Ask(
            label=N_("How do they like to be reached?"), kind="one_of", options=CHANNELS,
            missing=N_("Choose how they like to be reached"),
        ),
    ],
    "time_zone": Annotated[
        str,
        StringConstraints(min_length=1, max_length=60),
        AfterValidator(_known_zone),
        Ask(label=N_("What is their time zone?"), hint=N_("For example Australia/Adelaide."), missing=NEEDED),
    ],
}  # fmt: skip


def a_text(longest: int, rows: int = 5) -> Any:
    """Words of ours that the person reads."""
    ask = Ask(label=N_("What should it say?"), kind="long_text", rows=rows, longest=longest, missing=NEEDED)
    return Annotated[str, StringConstraints(min_length=1, max_length=longest), ask]
