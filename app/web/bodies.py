"""Reading what a browser sends: form fields and files, within limits, before the route begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from app.core.errors import Refused
from app.core.words import N_

MOST_FIELDS = 300
MOST_FILES = 5
LONGEST_FIELD_BYTES = 1_000_000

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class Upload:
    """One file as it arrived. `name` and `media_type` are what the browser said, not yet believed."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Body:
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return next(iter(self.typed.get(name, ())), "")


async def read_body(request: Request) -> Body:
    """The fields and files of a form. Anything else has an empty body, which then misses its form token."""
    if not request.headers.get("content-type", "").startswith(FORM_TYPES):
        return Body()
    try:
        form = await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LONGEST_FIELD_BYTES)
    except HTTPException as problem:
        if problem.status_code == 413:  # noqa: PLR2004 - the body limit keeps its own status
            raise
        raise Refused(N_("This form arrived broken. Go back, check it and send it again.")) from problem
    typed: dict[str, list[str]] = {}
    uploads: dict[str, Upload] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                uploads[name] = Upload(value.filename, value.content_type or "", await value.read())
        else:
            typed.setdefault(name, []).append(value)
    await form.close()
    return Body(typed, uploads)
