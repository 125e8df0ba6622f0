"""Choosing a quieter desk, or another way through a hard day."""

from typing import Annotated
from uuid import UUID

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.rules.swaps import WAYS, Way


class DeskChoice(Form):
    """The page offers the desks; the service looks again whether one is still free."""

    desk: Annotated[
        UUID, Ask(label=N_("Which desk do you want?"), kind="one_of", missing=N_("Choose one of the desks"))
    ]


class OtherWay(Form):
    way: Annotated[
        Way,
        Ask(
            label=N_("What would help?"),
            kind="one_of",
            missing=N_("Choose what would help"),
            options=[Option(way.value, words) for way, words in WAYS.items()],
        ),
    ]
