"""Saying who should not read an application, by its applicant; and saying beforehand whom one knows, by a reviewer."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.models.reviews import Tie
from app.rules.ties import TIES

LONGEST_WORDS = 254
SHORTEST_WORDS = 3


class NameReaders(Form):
    readers: Annotated[
        list[UUID],
        Field(max_length=200),
        Ask(
            label=N_("Who should not read your application?"),
            kind="some_of",
            hint=N_("You do not need to say why. Nobody on this list is told."),
            who_reads=N_("programme managers, who see only that you asked"),
        ),
    ] = []


class KnowPerson(Form):
    asked_about = ("words",)

    words: Annotated[
        str,
        StringConstraints(min_length=SHORTEST_WORDS, max_length=LONGEST_WORDS),
        Ask(
            label=N_("Name or e-mail address of somebody you know"),
            missing=N_("Write a name or an e-mail address"),
            hint=N_("As they write it themselves. An e-mail address is surer than a name."),
            who_reads=N_("only you"),
        ),
    ]
    tie: Annotated[
        Tie,
        Ask(
            label=N_("How do you know this person?"),
            kind="one_of",
            options=[Option(tie.value, words) for tie, words in TIES.items()],
            missing=N_("Choose how you know this person"),
            who_reads=N_("only you"),
        ),
    ]
