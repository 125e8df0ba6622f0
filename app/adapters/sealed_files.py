"""Files that lie sealed in storage: AES-256-GCM piece by piece, under a key of their own that is kept elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.vault import VaultClosed

PIECE_BYTES = 256 * 1024
TAG_BYTES = 16
KEY_BYTES = 32

Stream = Callable[[int, int], Iterator[bytes]]


def seal(plain: Path, sealed: Path, key: bytes) -> int:
    """Write the sealed bytes and return how long the plain ones are. A key seals one file, so its pieces count as nonces."""
    length = plain.stat().st_size
    with plain.open("rb") as source, sealed.open("wb") as target:
        for number, piece in enumerate(iter(lambda: source.read(PIECE_BYTES), b"")):
            target.write(AESGCM(key).encrypt(_nonce(number), piece, _place(number, length)))
    return length


def opened(stored: Stream, key: bytes, length: int) -> Stream:
    """The plain bytes from one place up to another. Raises `VaultClosed` where a piece was changed, moved or cut off."""

    def stream(start: int, end: int) -> Iterator[bytes]:
        for number in range(start // PIECE_BYTES, -(-end // PIECE_BYTES)):
            first = number * PIECE_BYTES
            piece = _open(stored, key, number, length)
            yield piece[max(0, start - first) : end - first]

    return stream


def _open(stored: Stream, key: bytes, number: int, length: int) -> bytes:
    at = number * (PIECE_BYTES + TAG_BYTES)
    held = min(PIECE_BYTES, length - number * PIECE_BYTES) + TAG_BYTES
    try:
        return AESGCM(key).decrypt(_nonce(number), b"".join(stored(at, at + held)), _place(number, length))
    except (InvalidTag, ValueError) as problem:
        raise VaultClosed(f"piece {number} of a sealed file was changed") from problem


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)


def _place(number: int, length: int) -> bytes:
    return f"{number}|{length}".encode()
