"""Adding a file: the file and a sentence about it. What the file itself may be is the service's to say."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form


class Attachment(Form):
    """`file` is the name that the browser gave; the bytes stand beside the form.

    `upload` names a file that arrived piece by piece before; the script fills it in.
    """

    file: Annotated[
        str,
        StringConstraints(max_length=300),
        Ask(
            label=N_("Choose a file"), kind="file", missing=N_("Choose a file"),
            hint=N_(
                "A picture: JPEG, PNG or WebP, up to 15 MB. A PDF: up to 20 MB. "
                "A video: MP4 or WebM, up to 200 MB and 6 minutes."
            ),
        ),
    ]  # fmt: skip
    description: Annotated[
        str,
        StringConstraints(max_length=500),
        Ask(
            label=N_("What can be seen and heard in it?"), kind="long_text", rows=3,
            hint=N_("One sentence is enough. It helps people who do not see or hear it. People read it with your work."),
        ),
    ] = ""  # fmt: skip
    upload: Annotated[str, StringConstraints(max_length=40), Ask(label=N_("Pieces"), kind="hidden")] = ""


@dataclass(frozen=True)
class Arrived:
    """A file as it came. `name` and `media_type` are what the browser said, not yet believed.

    `path` is None when it was not kept: too long, of no kind that we take, no room left, or nobody signed in.
    """

    name: str
    media_type: str
    bytes_long: int
    sha256: str
    path: Path | None


@dataclass(frozen=True)
class Fit:
    """A file that was looked into and may be kept, under a name that is safe to show and to download.

    `seconds` is how long it runs, zero for what stands still.
    """

    name: str
    media_type: str
    path: Path
    seconds: int = 0
