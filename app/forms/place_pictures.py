"""Adding a picture of a place, and changing what is said about it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.versions import SeenVersion
from app.models.place_pictures import PictureKind
from app.rules.place_pictures import KINDS

Kind = Annotated[
    PictureKind,
    Ask(
        label=N_("What does it show?"), kind="one_of", missing=N_("Choose what it shows"),
        options=[Option(kind.value, words) for kind, words in KINDS.items()],
    ),
]  # fmt: skip

Desk = Annotated[
    UUID | None,
    Ask(
        label=N_("Of which desk is it?"), kind="one_of",
        hint=N_("A picture of a seat or of a view belongs to one desk."),
    ),
]  # fmt: skip

Description = Annotated[
    str,
    StringConstraints(min_length=1, max_length=500),
    Ask(
        label=N_("What can be seen, in words?"), kind="long_text", rows=3,
        hint=N_("People read it who do not see the picture, or who hide pictures. Name nobody."),
        missing=N_("Say in words what can be seen"),
    ),
]  # fmt: skip


class NewPicture(Form):
    """`file` is the name that the browser gave; the bytes stand beside the form."""

    asked_about = ("description",)

    file: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("Choose a picture"), kind="file", missing=N_("Choose a picture"),
            hint=N_("JPEG, PNG or WebP, up to 15 MB. Nobody should be recognised in it."),
        ),
    ]  # fmt: skip
    kind: Kind
    desk: Desk = None
    description: Description


class PictureChange(Form):
    asked_about = ("description",)

    kind: Kind
    desk: Desk = None
    description: Description
    position: Annotated[
        int,
        Field(ge=1, le=99),
        Ask(
            label=N_("Its place among the pictures"),
            kind="number",
            hint=N_("1 comes first."),
            missing=N_("Write a number"),
        ),
    ]
    version: SeenVersion = 0
