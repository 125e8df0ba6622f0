"""One locked file from a folder, and the folder from the file: a tar that is encrypted piece by piece.

Each piece is bound to its number and to whether it is the last one, so that a file that was cut, or put together in
another order, stays closed (the STREAM construction of Hoang and others, 2015).
"""

import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.clock import RandomBytes

MARK = b"cleanplate-backup-1\n"
PIECE_BYTES = 1_000_000
SALT_BYTES = 7
TAG_BYTES = 16


class Locked(Exception):
    """This file is no backup of ours, was changed, or was locked with another key."""


def write(folder: Path, target: Path, key: bytes, random_bytes: RandomBytes) -> None:
    """Lock everything in `folder` into `target`, which appears whole or not at all."""
    part = target.with_name(target.name + ".part")
    with part.open("xb") as out:
        part.chmod(0o600)
        writer = _Writer(out, key, random_bytes(SALT_BYTES))
        with tarfile.open(fileobj=writer, mode="w|", bufsize=PIECE_BYTES) as tar:  # type: ignore[call-overload]  # it only writes
            for path in sorted(folder.rglob("*")):
                tar.add(path, arcname=str(path.relative_to(folder)), recursive=False)
        writer.finish()
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)


def read(source: Path, folder: Path, key: bytes) -> None:
    """Unlock `source` into `folder`. Raises `Locked`; what came out before that is not to be used."""
    with source.open("rb") as locked:
        try:
            with tarfile.open(fileobj=_Reader(locked, key), mode="r|", bufsize=PIECE_BYTES) as tar:
                for member in tar:
                    _take_out(tar, member, folder)
        except (InvalidTag, tarfile.TarError, EOFError) as problem:
            raise Locked from problem


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    """A file or a folder below this one, as `write` puts them in. Python's own filter for that came with 3.11.4."""
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts or not (member.isfile() or member.isdir()):
        raise Locked
    target = folder / path
    if member.isdir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    held = tar.extractfile(member)
    assert held  # noqa: S101 - tarfile gives none only for what is no file
    with held, target.open("xb") as out:
        shutil.copyfileobj(held, out, PIECE_BYTES)


class _Writer:
    def __init__(self, out: IO[bytes], key: bytes, salt: bytes) -> None:
        self._out, self._cipher, self._salt = out, AESGCM(key), salt
        self._waiting, self._number = bytearray(), 0
        out.write(MARK + salt)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > PIECE_BYTES:
            self._lock(bytes(self._waiting[:PIECE_BYTES]), is_last=False)
            del self._waiting[:PIECE_BYTES]
        return len(data)

    def finish(self) -> None:
        self._lock(bytes(self._waiting), is_last=True)

    def _lock(self, piece: bytes, *, is_last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._salt, self._number, is_last=is_last), piece, MARK))
        self._number += 1


class _Reader(io.RawIOBase):
    def __init__(self, locked: IO[bytes], key: bytes) -> None:
        if locked.read(len(MARK)) != MARK:
            raise Locked
        self._pieces = _opened(locked, AESGCM(key), locked.read(SALT_BYTES))
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._left) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        taken, self._left = (self._left, b"") if size < 0 else (self._left[:size], self._left[size:])
        return taken


def _opened(locked: IO[bytes], cipher: AESGCM, salt: bytes) -> Iterator[bytes]:
    number, piece = 0, locked.read(PIECE_BYTES + TAG_BYTES)
    while piece:
        following = locked.read(PIECE_BYTES + TAG_BYTES)
        yield cipher.decrypt(_nonce(salt, number, is_last=not following), piece, MARK)
        number, piece = number + 1, following
    if not number:
        raise Locked


def _nonce(salt: bytes, number: int, *, is_last: bool) -> bytes:
    return salt + number.to_bytes(4) + bytes([is_last])
