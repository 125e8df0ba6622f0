"""Making a production for a programme, asking somebody to coordinate it, and saying when it ends."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date
from app.forms.productions import MOST_DAYS, days_of_notice
from app.forms.sign_ins import Address
from app.forms.versions import Mark


class NewProduction(Form):
    asked_about = ("title",)

    programme: Annotated[UUID, Ask(label=N_("For which programme?"), kind="one_of", missing=N_("Choose the programme"))]
    title: Annotated[
        str,
        StringConstraints(min_length=1, max_length=160),
        Ask(label=N_("Title"), hint=N_("Trainees read it on their days."), missing=N_("Write the title")),
    ]
    region: Annotated[
        str,
        StringConstraints(min_length=1, max_length=30),
        Ask(
            label=N_("Where is it made?"),
            kind="one_of",
            hint=N_("Public holidays there do not count as working days."),
            missing=N_("Choose where it is made"),
        ),
    ]
    zone: Annotated[
        str,
        StringConstraints(min_length=1, max_length=60),
        Ask(
            label=N_("Which time zone do its hours use?"),
            kind="one_of",
            hint=N_("Named after its largest town."),
            missing=N_("Choose the time zone"),
        ),
    ]
    first_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("First day"), kind="date", hint=N_("Such as 6 May 2027."), missing=N_("Write the first day")),
    ]
    last_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Last day"),
            kind="date",
            hint=N_("Such as 30 July 2027. You can change it later."),
            missing=N_("Write the last day"),
        ),
    ]
    notice_book_days: Annotated[
        int, Field(ge=0, le=MOST_DAYS), days_of_notice(N_("Inside how many days does a new day need a yes?"))
    ] = 2
    notice_days: Annotated[
        int, Field(ge=0, le=MOST_DAYS), days_of_notice(N_("Inside how many days does a change need a yes?"))
    ] = 2
    notice_cancel_days: Annotated[
        int, Field(ge=0, le=MOST_DAYS), days_of_notice(N_("Inside how many days does a cancelled day need a yes?"))
    ] = 2
    coordinator: Annotated[
        UUID | None,
        Ask(label=N_("Who coordinates it?"), kind="one_of", hint=N_("They plan days and desks, and are told.")),
    ] = None


class CoordinatorWish(Form):
    email: Annotated[
        Address,
        Ask(
            label=N_("Their e-mail address"),
            kind="email",
            autocomplete="off",
            missing=N_("Write their e-mail address"),
        ),
    ]
    name: Annotated[
        str,
        StringConstraints(min_length=1, max_length=120),
        Ask(label=N_("Name"), hint=N_("Used only for somebody who is new here."), missing=N_("Write the name")),
    ]


class EndForm(Form):
    last_day: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Which is its last day?"),
            kind="date",
            hint=N_("Today or later, such as 30 July 2027. It can be later than it was."),
            missing=N_("Write the last day"),
        ),
    ]


class ConfirmedEnd(EndForm):
    """`seen` names the days of people that the page listed. Where they are others now, the page is read again first."""

    seen: Mark = ""
