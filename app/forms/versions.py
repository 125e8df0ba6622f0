"""What a page carries about itself in hidden fields: the version that somebody had open, and marks that we wrote."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from app.forms.asking import Ask, Form
from app.forms.filling import Filled, FilledField

LONGEST_NUMBER = 9
LONGEST_MARK = 64


def _number(value: object) -> int:
    """Whatever is not a version is no version: the service then says that the page was old."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0


def _short(mark: str) -> str:
    """A longer mark was not written by us, and marks nothing."""
    return mark if len(mark) <= LONGEST_MARK else ""


SeenVersion = Annotated[int, BeforeValidator(_number), Ask(label="", kind="hidden")]
"""An older page never overwrites newer words in silence."""

Mark = Annotated[str, AfterValidator(_short), Ask(label="", kind="hidden")]


class Seen(Form):
    version: SeenVersion = 0


def seen_version(version: int) -> FilledField:
    """The hidden field to draw: always what is stored now, also when the form is drawn again with an error."""
    return Filled.blank(Seen, version=version).field("version")
