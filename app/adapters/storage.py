"""Uploaded bytes through obstore: a folder by default, a bucket by URL. Names are random and never a person's words.

A local folder is written without obstore, because obstore does not wait for the disk before it renames (UPL-06).
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import ObjectStore, from_url

from app.core.errors import Unavailable

PIECE_BYTES = 256 * 1024
PART = ".part"
"""The ending of a file that is being written; nothing under such a name is ever read."""


@dataclass(frozen=True)
class Stored:
    name: str
    written_at: datetime


class Storage:
    def __init__(self, url: str) -> None:
        self._folder: Path | None = None
        if url.startswith("file:"):
            self._folder = Path(unquote(urlsplit(url).path))
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._store: ObjectStore = from_url(url)

    def keep(self, name: str, content: Path) -> None:
        """Take a copy of this file in whole or not at all; in a folder it is on the disk when this returns.

        The file itself stays where it is, so that the same work can be tried again.
        """
        try:
            if self._folder is None:
                obstore.put(self._store, name, content)
            else:
                _keep_in(self._folder, name, content)
        except (OSError, obstore.exceptions.BaseError) as problem:
            raise Unavailable(storage=str(problem)) from problem

    def stream(self, name: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from `start` up to and without `end`, a piece at a time. A lost file is `Unavailable` at once."""
        try:
            length = obstore.head(self._store, name)["size"]
        except FileNotFoundError as problem:
            raise Unavailable(storage=f"{name} is missing") from problem
        return self._pieces(name, start, length if end is None else min(end, length))

    def read(self, name: str) -> bytes:
        """The whole file at once; for small ones."""
        return b"".join(self.stream(name))

    def names(self) -> Iterator[str]:
        return (stored.name for stored in self.listed())

    def listed(self) -> Iterator[Stored]:
        for batch in obstore.list(self._store):
            yield from (Stored(entry["path"], entry["last_modified"]) for entry in batch)

    def remove(self, name: str) -> None:
        """Remove it; once more does nothing."""
        with suppress(FileNotFoundError):
            obstore.delete(self._store, name)

    def _pieces(self, name: str, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, PIECE_BYTES):
            yield bytes(obstore.get_range(self._store, name, start=at, end=min(at + PIECE_BYTES, end)))


def _keep_in(folder: Path, name: str, content: Path) -> None:
    """Written aside, waited for, renamed, and the folder waited for: a name in it always has its whole content."""
    if Path(name).name != name or name.startswith("."):
        raise ValueError(f"{name} is no name for a file, it may not lead elsewhere with .. or /")
    part = folder / (name + PART)
    part.unlink(missing_ok=True)
    try:
        os.link(content, part)
    except OSError as problem:
        if problem.errno not in {errno.EXDEV, errno.EPERM, errno.ENOTSUP}:
            raise
        shutil.copyfile(content, part)
    part.chmod(0o600)
    _wait_for_disk(part)
    part.replace(folder / name)
    part.unlink(missing_ok=True)  # renaming one name of a file over another of its names does nothing (POSIX)
    _wait_for_disk(folder)


def _wait_for_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
