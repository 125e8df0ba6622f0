"""Adding a file: the file and a sentence about it. What the file itself may be is the service's to say."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form


class Attachment(Form):
    """`file` is the name that the browser gave; the bytes stand beside the form."""

    file: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("Choose a file"), kind="file", missing=N_("Choose a file"),
            hint=N_("A picture (JPEG, PNG or WebP, up to 15 MB) or a PDF (up to 20 MB)."),
        ),
    ]  # fmt: skip
    description: Annotated[
        str,
        StringConstraints(max_length=500),
        Ask(
            label=N_("What can be seen in it?"), kind="long_text", rows=3,
            hint=N_("One sentence is enough. It helps people who do not see the picture."),
        ),
    ] = ""  # fmt: skip


@dataclass(frozen=True)
class Arrived:
    """A file as it came. `name` and `media_type` are what the browser said, not yet believed."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Fit:
    """A file that was looked into and may be kept, under a name that is safe to show and to download."""

    name: str
    media_type: str
    content: bytes
