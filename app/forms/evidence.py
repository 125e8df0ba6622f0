"""Adding a paper for an adviser: the file and a sentence about it. What the file may be is the service's to say."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.files import Fit


class Paper(Form):
    """`file` is the name that the browser gave; the bytes stand beside the form."""

    file: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("Choose a paper"), kind="file", missing=N_("Choose a paper"),
            hint=N_("A PDF, up to 20 MB. Or a picture of it: JPEG, PNG or WebP, up to 15 MB."),
        ),
    ]  # fmt: skip
    words: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(
            label=N_("What would you like to say about it?"), kind="long_text", rows=3,
            hint=N_("One sentence is enough."), who_reads=N_("only you, and the adviser named for this"),
        ),
    ] = ""  # fmt: skip


@dataclass(frozen=True)
class Coming:
    """What was looked into and may be kept. `waits` says whether a scanner has to look at it first."""

    fit: Fit | None
    waits: bool = False
