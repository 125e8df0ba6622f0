"""Reading what a browser sends: form fields and files, within limits, before the route begins."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from app.core.errors import Refused, TooLarge
from app.core.words import N_

MOST_FIELDS = 300
MOST_FILES = 5
LONGEST_FIELD_BYTES = 1_000_000

NEVER_KEPT = ("csrf_token", "once", "password", "code", "next")
"""Names of fields whose values are secret or ours; they are given back to nobody and stored nowhere."""

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True)
class Upload:
    """One file as it arrived. `name` and `media_type` are what the browser said, not yet believed."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Kept:
    """One thing that was typed and is not saved."""

    name: str
    value: str

    @property
    def label(self) -> str:
        return self.name.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Body:
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return next(iter(self.typed.get(name, ())), "")

    @property
    def worth_keeping(self) -> list[Kept]:
        """What somebody typed or chose, in the order of the form; never a password, a code or a value of ours."""
        return [
            Kept(name, value)
            for name, values in self.typed.items()
            for value in values
            if value and not name.startswith(NEVER_KEPT)
        ]


def reader(most_bytes: int) -> Callable[[Request], Awaitable[Body]]:
    """What reads the body of a page that takes so many bytes. Raises `TooLarge`, and `Refused` for a broken form."""

    async def read(request: Request) -> Body:
        if not request.headers.get("content-type", "").startswith(FORM_TYPES):
            return Body()  # and so without its form token
        return await _read(Request(request.scope, _counted(request, most_bytes)))

    return read


def _counted(request: Request, most_bytes: int) -> Receive:
    """The same bytes, until there are too many: first by what the browser announces, then by what arrives."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > most_bytes:
        raise TooLarge
    arrived = 0

    async def receive() -> Message:
        nonlocal arrived
        message = await request.receive()
        arrived += len(message.get("body", b""))
        if arrived > most_bytes:
            raise TooLarge
        return message

    return receive


async def _read(request: Request) -> Body:
    try:
        form = await request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES, max_part_size=LONGEST_FIELD_BYTES)
    except HTTPException as problem:
        raise Refused(N_("This form arrived broken. Go back, check it and send it again.")) from problem
    typed: dict[str, list[str]] = {}
    uploads: dict[str, Upload] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                uploads[_whole(name)] = Upload(_whole(value.filename), value.content_type or "", await value.read())
        else:
            typed.setdefault(_whole(name), []).append(_whole(value))
    await form.close()
    return Body(typed, uploads)


def _whole(text: str) -> str:
    """Text that can be written out again: half of a character, which some encodings let through, becomes "?"."""
    return text.encode("utf-8", "replace").decode()
