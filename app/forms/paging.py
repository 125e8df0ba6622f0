"""Pages by key: where the next page of a list begins."""

from typing import Annotated
from uuid import UUID

from app.forms.asking import Ask, Form


class Older(Form):
    """The key of the last row seen; absent on the first page, and a broken one shows the first page again."""

    older: Annotated[UUID | None, Ask(label="", kind="hidden")] = None
