"""Asking an applicant for information, answering, and noting a try to reach somebody."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date


class InquiryForm(Form):
    asked_about = ("words",)

    questions: Annotated[
        list[str],
        Field(max_length=60),
        Ask(
            label=N_("Which answers should they look at again?"),
            kind="some_of",
            hint=N_("These open for changes. All others stay as they are."),
        ),
    ] = []
    words: Annotated[
        str,
        StringConstraints(max_length=2000),
        Ask(
            label=N_("What do you want to know?"),
            kind="long_text",
            hint=N_("The applicant reads exactly what you write. One question at a time is easiest to answer."),
            who_reads=N_("the applicant and programme managers"),
        ),
    ] = ""
    answer_by: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("Answer by"), kind="date", missing=N_("Give the day"), hint=N_("It ends at 5pm on that day.")),
    ]


class Reply(Form):
    reply: Annotated[
        str,
        StringConstraints(max_length=8000),
        Ask(
            label=N_("Your answer"),
            kind="long_text",
            rows=8,
            longest=8000,
            who_reads=N_("you and programme managers"),
        ),
    ] = ""


class NeededReply(Reply):
    """The answer to a question in the manager's own words; without one there is nothing to send."""

    reply: Annotated[
        str,
        StringConstraints(min_length=1, max_length=8000),
        Ask(
            label=N_("Your answer"),
            kind="long_text",
            rows=8,
            longest=8000,
            missing=N_("Write your answer"),
            who_reads=N_("you and programme managers"),
        ),
    ]


class ContactForm(Form):
    asked_about = ("result",)

    made_on: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(label=N_("When did you try?"), kind="date", missing=N_("Give the day")),
    ]
    result: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("What came of it?"),
            kind="long_text",
            rows=3,
            missing=N_("Say what came of it"),
            hint=N_("For example: left a message, no answer yet."),
            who_reads=N_("programme managers, nobody else"),
        ),
    ]


class SettingAside(Form):
    asked_about = ("reason",)

    reason: Annotated[
        str,
        StringConstraints(min_length=1, max_length=1000),
        Ask(
            label=N_("What do you note about it?"),
            kind="long_text",
            rows=3,
            missing=N_("Write a note"),
            who_reads=N_("programme managers, nobody else"),
        ),
    ]
