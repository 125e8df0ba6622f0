"""Lost authenticators: how somebody made sure who asks, and whom a colleague asks for."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.models.resets import Known
from app.rules.resets import KNOWN_WORDS

WAYS = tuple(Option(known, words) for known, words in KNOWN_WORDS.items())


class Confirmation(Form):
    known_by: Annotated[
        Known,
        Ask(
            label=N_("How did you make sure that it is them?"),
            kind="one_of",
            options=WAYS,
            hint=N_("A mail or a chat is not enough. Whoever has their mailbox could write it."),
            missing=N_("Choose how you made sure"),
        ),
    ]


class ColleagueWanted(Form):
    """A part of a name; with none of it nobody is listed."""

    name: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(label=N_("Who lost their authenticator?"), hint=N_("Write a part of the name, at least two letters.")),
    ] = ""
