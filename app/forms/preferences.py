"""How screens look, and when messages come."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.times import sensible_time
from app.rules.delivery import AT_ONCE
from app.rules.preferences import CHOICES


def _choices(name: str) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in CHOICES[name].items())


def _ask(name: str, label: str, hint: str = "") -> Ask:
    return Ask(label=label, hint=hint, kind="one_of", options=_choices(name))


class LookForm(Form):
    """Every choice has a value, so that the form says exactly how the page will look."""

    palette: Annotated[
        Literal["device", "light", "dark", "cream", "soft", "hc-light", "hc-dark", "none"],
        _ask("palette", N_("Colours")),
    ]
    size: Annotated[Literal["100", "87.5", "94", "112.5", "125", "150", "175", "200"], _ask("size", N_("Text size"))]
    font: Annotated[Literal["device", "atkinson", "lexend"], _ask("font", N_("Font"))]
    spacing: Annotated[
        Literal["normal", "roomy", "very-roomy"],
        _ask("spacing", N_("Space between letters, words and lines")),
    ]
    density: Annotated[Literal["comfortable", "compact"], _ask("density", N_("Space around things"))]
    images: Annotated[Literal["on", "off"], _ask("images", N_("Pictures"))]
    icons: Annotated[Literal["on", "off"], _ask("icons", N_("Icons"))]
    fills: Annotated[Literal["on", "off"], _ask("fills", N_("Colour fills"))]
    questions: Annotated[Literal["one", "all"], _ask("questions", N_("Questions"))]
    schedule: Annotated[Literal["list", "grid"], _ask("schedule", N_("Schedules"))]


_DIGESTS = (
    Option("09:00", N_("At 9:00am")),
    Option("13:00", N_("At 1:00pm")),
    Option("16:30", N_("At 4:30pm")),
    Option(AT_ONCE, N_("At once")),
)


class DeliveryForm(Form):
    """When mail comes. Messages are always on the messages page at once, whatever is chosen here."""

    digest_times: Annotated[
        list[Literal["09:00", "13:00", "16:30", "at once"]],
        Field(min_length=1),
        Ask(
            label=N_("When should mail come?"),
            kind="some_of",
            options=_DIGESTS,
            hint=N_("On working days. Choose one or more."),
            missing=N_("Choose at least one time for mail"),
        ),
    ]
    quiet_from: Annotated[
        time | None,
        BeforeValidator(sensible_time),
        Ask(label=N_("No mail from"), hint=N_("Such as 19:00. Leave it empty for no quiet hours.")),
    ] = None
    quiet_until: Annotated[
        time | None, BeforeValidator(sensible_time), Ask(label=N_("No mail until"), hint=N_("Such as 08:00."))
    ] = None
    notice_hours: Annotated[
        Literal["24", "48", "72", "120"],
        Ask(
            label=N_("How long before a change of your days must we ask you?"),
            kind="one_of",
            options=(
                Option("48", N_("2 days")),
                Option("24", N_("1 day")),
                Option("72", N_("3 days")),
                Option("120", N_("5 days")),
            ),
        ),
    ]
    wants_reminders: Annotated[
        bool,
        Ask(
            label=N_("Do you want reminders?"),
            kind="yes_no",
            hint=N_("Such as: you have a draft. Results, promises and mail about signing in come in any case."),
            missing=N_("Choose yes or no"),
        ),
    ]
