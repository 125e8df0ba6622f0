"""Reading what a browser sends: form fields and files, within limits, before the route begins."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from app.core.errors import Refused, TooLarge
from app.core.words import N_
from app.forms.files import Arrived
from app.rules.files import MOST_BYTES_SENT
from app.web.arriving import Arriving, Broken, FileLimit

MOST_FIELDS = 300
ORDINARY_BYTES = 1_000_000

SECRETS = ("password", "code")
NEVER_KEPT = ("csrf_token", "once", *SECRETS, "next")
"""Names of fields whose values are secret or ours; they are given back to nobody and stored nowhere."""

TYPED, WITH_FILES = "application/x-www-form-urlencoded", "multipart/form-data"
BROKEN = N_("This form arrived broken. Go back, check it and send it again.")


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
    uploads: Mapping[str, Arrived] = field(default_factory=dict)
    folder: Path | None = None
    """Where the files of this request are, and where more may be written; it goes with the request."""

    def one(self, name: str) -> str:
        return next(iter(self.typed.get(name, ())), "")

    @property
    def holds_secrets(self) -> bool:
        return any(name.startswith(SECRETS) for name in self.typed)

    @property
    def worth_keeping(self) -> list[Kept]:
        """What somebody typed or chose, in the order of the form; never a password, a code or a value of ours."""
        return [
            Kept(name, value)
            for name, values in self.typed.items()
            for value in values
            if value and not name.startswith(NEVER_KEPT)
        ]


def reader(*, takes_file: FileLimit | None) -> Callable[[Request], AsyncIterator[Body]]:
    """What reads the body of a page. Raises `TooLarge`, and `Refused` for a broken form.

    What arrived and was not handed on is gone when the request is over, however it ends.
    """
    most_bytes = MOST_BYTES_SENT if takes_file else ORDINARY_BYTES

    async def read(request: Request) -> AsyncIterator[Body]:
        kind = request.headers.get("content-type", "")
        counted = Request(request.scope, _counted(request, most_bytes))
        if kind.startswith(WITH_FILES):
            async with Arriving.at(request, takes_file=takes_file) as arriving:
                yield await _read_with_files(counted, kind, arriving)
        else:
            yield await _read_typed(counted) if kind.startswith(TYPED) else Body()  # without its form token

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


async def _read_typed(request: Request) -> Body:
    try:
        form = await request.form(max_fields=MOST_FIELDS)
    except HTTPException as problem:
        raise Refused(BROKEN) from problem
    return Body(_gathered((name, str(value)) for name, value in form.multi_items()))


async def _read_with_files(request: Request, kind: str, arriving: Arriving) -> Body:
    try:
        fields, files = await arriving.read(request.stream(), kind)
    except Broken as problem:
        raise Refused(BROKEN) from problem
    return Body(_gathered(fields), {_whole(name): file for name, file in files}, arriving.folder)


def _gathered(fields: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    typed: dict[str, list[str]] = {}
    for name, value in fields:
        typed.setdefault(_whole(name), []).append(_whole(value))
    return typed


def _whole(text: str) -> str:
    """Text that can be written out again: half of a character, which some encodings let through, becomes "?"."""
    return text.encode("utf-8", "replace").decode()
