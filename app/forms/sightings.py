"""Whether a person wants a message when somebody looked, and which page of the list is asked for."""

from typing import Annotated

from pydantic import Field

from app.core.words import N_
from app.forms.asking import Ask, Form


class TellWish(Form):
    tell: Annotated[
        bool,
        Ask(
            label=N_("Do you want a message when somebody looked?"),
            kind="yes_no",
            hint=N_("It comes with your other messages, once for several reads. You can always read the list here."),
            missing=N_("Choose yes or no"),
        ),
    ]


class Older(Form):
    """Where the list goes on; without it, the newest."""

    older: Annotated[int | None, Field(ge=1, le=2**62), Ask(label="", kind="hidden")] = None
