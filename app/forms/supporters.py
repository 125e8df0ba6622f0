"""Asking somebody for help: who, until when, and with which sections. And what a supporter writes."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, create_model

from app.core.words import N_
from app.forms.accommodations import LONGEST_WORDS
from app.forms.applications import Answers, answers_form
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date
from app.forms.sign_ins import Email
from app.forms.versions import SeenVersion
from app.rules.blueprints import Question

LONGEST_KEY = 120
MOST_SECTIONS = 100

Keys = Annotated[list[Annotated[str, StringConstraints(max_length=LONGEST_KEY)]], Field(max_length=MOST_SECTIONS)]

LastDay = Annotated[
    date,
    BeforeValidator(sensible_date),
    Ask(
        label=N_("Last day of the help"), kind="date",
        hint=N_("Such as 6 May 2027. At most 90 days from today. You can end it sooner, or choose a later day again."),
        missing=N_("Write the last day"),
    ),
]  # fmt: skip


class Asking(Form):
    name: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(
            label=N_("What do you call this person?"), hint=N_("Only you read this name until they say yes."),
            missing=N_("Write a name for this person"),
        ),
    ]  # fmt: skip
    email: Annotated[
        Email,
        Ask(
            label=N_("Their e-mail address"), kind="email",
            hint=N_("They sign in with this address, so nobody else can use the invitation."),
            missing=N_("Write their e-mail address"),
        ),
    ]  # fmt: skip
    until: LastDay


class Sharing(Form):
    """The sections. The page offers the person's own; the service says whether a choice stands."""

    reading: Annotated[
        Keys,
        Field(min_length=1),
        Ask(
            label=N_("What may they read?"), kind="some_of", missing=N_("Choose at least one thing that they may read"),
            hint=N_("They see what you choose here, and nothing else."),
        ),
    ]  # fmt: skip
    filling: Annotated[
        Keys,
        Ask(
            label=N_("What may they help you fill in?"), kind="some_of",
            hint=N_("They write a text for you. It counts only when you say so."),
        ),
    ] = []  # fmt: skip
    speaking: Annotated[
        bool,
        Ask(
            label=N_("May they write to your adviser for you?"), kind="yes_no",
            hint=N_("Your adviser sees who writes, and for whom. You read each word too."),
            missing=N_("Choose yes or no"),
        ),
    ]  # fmt: skip
    version: SeenVersion = 0


class LastDayForm(Form):
    until: LastDay


class Spoken(Form):
    """What a supporter says for the person."""

    words: Annotated[
        str,
        StringConstraints(max_length=LONGEST_WORDS, min_length=1),
        Ask(
            label=N_("What do you want to write?"), kind="long_text", rows=4, missing=N_("Write what you want to say"),
            who_reads=N_("the person you help, and their adviser"),
        ),
    ]  # fmt: skip


PREPARED = "prepared"


class Taken(Answers):
    """The person's own answer, begun from what a supporter wrote; `prepared` is the version of that text."""

    prepared: SeenVersion = 0


def writing_form(question: Question) -> type[Answers]:
    """A supporter's text for one question. Its version is that of the text, not of the answer."""
    return answers_form([question])


def taking_form(question: Question) -> type[Taken]:
    asked = answers_form([question])
    fields: dict[str, Any] = {
        name: (Annotated[(info.annotation, *info.metadata)], ... if info.is_required() else info.default)
        for name, info in asked.model_fields.items()
    }
    return create_model("Taken", __base__=Taken, **fields)
