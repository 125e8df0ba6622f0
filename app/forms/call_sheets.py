"""What is pressed and chosen on day sheets."""

from typing import Annotated, Literal
from uuid import UUID

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.versions import Mark


class SheetShape(Form):
    """How a person's own sheet is drawn: words alone, or with a drawing for each part."""

    shape: Annotated[Literal["text", "pictures"], Ask(label="", kind="hidden")] = "text"


class Tick(Form):
    """One thing to provide for one person, by the fingerprint of the words that were read."""

    person: Annotated[UUID, Ask(label="", kind="hidden", missing=N_("Press the button beside one of the lines"))]
    words: Mark = ""
