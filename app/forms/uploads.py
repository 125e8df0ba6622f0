"""What the small script says about a file that it sends piece by piece. People see none of these fields."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form

BROKEN = N_("This file could not be sent. Choose it again")
LARGEST = 2**31 - 1


class Beginning(Form):
    name: Annotated[str, StringConstraints(max_length=300), Ask(label=N_("Name"), kind="hidden", missing=BROKEN)]
    media_type: Annotated[str, StringConstraints(max_length=100), Ask(label=N_("Kind"), kind="hidden", missing=BROKEN)]
    bytes_long: Annotated[int, Field(ge=1, le=LARGEST), Ask(label=N_("Length"), kind="hidden", missing=BROKEN)]


class Piece(Form):
    """`offset` is how many bytes the browser believes to be here already."""

    offset: Annotated[int, Field(ge=0, le=LARGEST), Ask(label=N_("Place"), kind="hidden", missing=BROKEN)]
