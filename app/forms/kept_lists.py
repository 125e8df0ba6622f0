"""Keeping a list of the board under a name."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form


class NewName(Form):
    asked_about = ("name",)

    name: Annotated[
        str,
        StringConstraints(min_length=1, max_length=60),
        Ask(
            label=N_("Name of this list"),
            missing=N_("Give the list a name"),
            hint=N_("For example: Waits for a second review"),
            who_reads=N_("only you"),
        ),
    ]


class KeepList(NewName):
    """`query` is the board's own, carried from its page."""

    query: Annotated[str, StringConstraints(max_length=20_000), Ask(label="", kind="hidden")] = ""
