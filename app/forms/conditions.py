"""Writing down a condition of an offer, and saying how it stands."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.dates import sensible_date
from app.forms.versions import SeenVersion
from app.models.conditions import ConditionStatus, Doer
from app.rules.conditions import DOERS, LIFE

THEY_READ_IT = N_("the applicant and programme managers")

Note = Annotated[
    str,
    StringConstraints(max_length=1000),
    Ask(
        label=N_("Note for the applicant"),
        kind="long_text",
        rows=3,
        hint=N_("For example: send it by e-mail, or bring it on the first day."),
        who_reads=THEY_READ_IT,
    ),
]

DueDay = Annotated[
    date | None,
    BeforeValidator(sensible_date),
    Ask(
        label=N_("By which day?"),
        kind="date",
        hint=N_("For example 6 May 2027. A day that passes changes nothing by itself."),
    ),
]


class NewCondition(Form):
    asked_about = ("words", "note")

    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=500),
        Ask(
            label=N_("What is still needed?"),
            kind="long_text",
            rows=2,
            missing=N_("Say what is still needed"),
            hint=N_("The applicant reads these words. Nothing about health."),
            who_reads=THEY_READ_IT,
        ),
    ]
    doer: Annotated[
        Doer,
        Ask(
            label=N_("Who does it?"),
            kind="one_of",
            missing=N_("Choose who does it"),
            options=[Option(doer.value, words) for doer, words in DOERS.items()],
        ),
    ]
    due_on: DueDay = None
    note: Note = ""


class ConditionChange(Form):
    asked_about = ("note",)

    status: Annotated[
        ConditionStatus,
        Ask(
            label=N_("How does it stand?"),
            kind="one_of",
            missing=N_("Choose how it stands"),
            options=[Option(status.value, LIFE.words[status].staff) for status in ConditionStatus],
        ),
    ]
    due_on: DueDay = None
    note: Note = ""
    version: SeenVersion = 0
