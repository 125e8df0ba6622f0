"""A body with files while it arrives: fields are gathered, a file goes to the disk and is counted on the way."""

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from app.adapters.aside import close
from app.adapters.multiparts import Broken, Multipart
from app.forms.files import Arrived
from app.services import files, sign_ins
from app.web.cookies import SIGN_IN

WRITTEN_AT_ONCE = 1_000_000
MOST_FILES = 5

FileLimit = Callable[[str], int]
"""How many bytes a file of this name may have."""

__all__ = ("Arriving", "Broken", "FileLimit")


@dataclass
class Sink:
    """One file on its way to `path`. Once it is longer than it may be, its bytes are read past and not kept."""

    name: str
    media_type: str
    path: Path
    most_bytes: int
    bytes_long: int = 0
    waiting: bytearray = field(default_factory=bytearray)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    @property
    def is_kept(self) -> bool:
        return 0 < self.bytes_long <= self.most_bytes

    def take(self, data: bytes) -> None:
        self.bytes_long += len(data)
        if self.is_kept:
            self.waiting += data
        else:
            self.waiting.clear()

    def write(self) -> None:
        """Bring what waits to the disk, and take back what was too much."""
        if self.is_kept:
            self.digest.update(self.waiting)
            self.path.touch(mode=0o600)
            with self.path.open("ab") as file:
                file.write(self.waiting)
        else:
            self.path.unlink(missing_ok=True)
        self.waiting.clear()

    @property
    def arrived(self) -> Arrived:
        path = self.path if self.is_kept else None
        return Arrived(self.name, self.media_type, self.bytes_long, self.digest.hexdigest(), path)


@dataclass
class Arriving:
    """The files of one request. `folder` is theirs alone; `room` is how many bytes this person may still add.

    `longest_for` is what the page takes.
    """

    folder: Path | None
    room: int
    longest_for: FileLimit
    sinks: list[tuple[str, Sink]] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def at(cls, request: Request, *, takes_file: FileLimit | None) -> AsyncIterator["Arriving"]:
        """With a folder for whoever is signed in, where the page takes a file; otherwise files are read past."""
        room = await run_in_threadpool(_room, request) if takes_file else 0
        folder = request.app.state.front.parts.aside.open() if room else None
        try:
            yield cls(folder, room, takes_file or _nothing)
        finally:
            if folder is not None:
                await run_in_threadpool(close, folder)

    async def read(
        self, stream: AsyncIterator[bytes], content_type: str
    ) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, Arrived]]]:
        """Fields and files. Raises `Broken` when it is no whole form, also when the browser went away."""
        parser = Multipart(content_type, self._open)
        try:
            async for chunk in stream:
                parser.write(chunk)
                await self._write(WRITTEN_AT_ONCE)
        except ClientDisconnect as problem:
            raise Broken from problem
        parser.finish()
        await self._write(0)
        return parser.fields, [(field, sink.arrived) for field, sink in self.sinks if sink.name]

    def _open(self, field: str, name: str, media_type: str) -> Sink:
        if len(self.sinks) == MOST_FILES:
            raise Broken
        most_bytes = min(self.longest_for(name), self.room) if self.folder else 0
        path = (self.folder or Path()) / str(len(self.sinks))
        sink = Sink(name.encode("utf-8", "replace").decode(), media_type, path, most_bytes)
        self.sinks.append((field, sink))
        return sink

    async def _write(self, at_least: int) -> None:
        for _, sink in self.sinks:
            if len(sink.waiting) > at_least or (sink.bytes_long and not sink.is_kept and not at_least):
                await run_in_threadpool(sink.write)


def _nothing(_name: str) -> int:
    return 0


def _room(request: Request) -> int:
    """How many bytes whoever is signed in may still add; none for nobody."""
    front = request.app.state.front
    with front.parts.database.session(writes=False) as db:
        token = front.cookies.read(request, SIGN_IN)
        signed = sign_ins.who_is(db, token, front.parts.clock()) if token else None
        return files.room_of(db, signed.person.id) if signed and signed.person else 0
