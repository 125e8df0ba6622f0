"""Sharing items of a passport: which ones, with whom, and until when."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.dates import sensible_date


class ShareForm(Form):
    """The page offers the person's own items and readers; the service says whether a choice stands."""

    items: Annotated[
        list[UUID],
        Field(min_length=1),
        Ask(
            label=N_("What do you want to share?"),
            kind="some_of",
            missing=N_("Choose at least one thing to share"),
            hint=N_("They read these words and nothing else. They never read why."),
        ),
    ]
    reader: Annotated[str, Ask(label=N_("Who should read it?"), kind="one_of", missing=N_("Choose who should read it"))]
    until: Annotated[
        date,
        BeforeValidator(sensible_date),
        Ask(
            label=N_("Until which day?"),
            kind="date",
            hint=N_("Such as 6 May 2027. You can end it at any time."),
            missing=N_("Write the last day on which they can read it"),
        ),
    ]


class ItemChoice(Form):
    """The one item that a link named; none, or one that is not theirs, chooses nothing."""

    item: Annotated[UUID | None, Ask(label="", kind="hidden")] = None
    reader: Annotated[str, StringConstraints(max_length=60), Ask(label="", kind="hidden")] = ""


class ReaderChoice(Form):
    """The reader whose page is looked at from the other side."""

    reader: Annotated[str, StringConstraints(max_length=60), Ask(label="", kind="hidden")] = ""


class Confirmation(Form):
    """The fingerprint of the words on the page, so that a yes counts for what was read and nothing else."""

    words: Annotated[str, StringConstraints(max_length=64), Ask(label="", kind="hidden")] = ""


class OlderShares(Form):
    """The share after which the history goes on; without it, the newest."""

    older: Annotated[UUID | None, Ask(label="", kind="hidden")] = None
