"""AES-256-GCM for health and adjustment text, each sealed to its table, column, row and key (KEY-02)."""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.core.clock import RandomBytes
from app.core.settings import Settings
from app.core.vault import VaultClosed

NONCE_BYTES = 12
KEY_BYTES = 32
NAME = re.compile(r"[\w-]{1,40}")
"""The name of a key; what is longer is no sealed text at all, and must not come into a log."""


class KeyRing:
    """Keys by id, newest first: the first one seals, all of them open. `marks_with` is the key of the audit log."""

    def __init__(self, keys: Mapping[str, bytes], random_bytes: RandomBytes, *, marks_with: bytes = b"") -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("CIPHER_KEYS needs at least one key of 64 hexadecimal characters, written id:hex")
        self._keys = dict(keys)
        self._newest = next(iter(keys))
        self._random_bytes = random_bytes
        self._marks_with = marks_with
        self.told: set[tuple[str, ...]] = set()

    @property
    def newest(self) -> str:
        """The id of the key that seals."""
        return self._newest

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._keys)

    @classmethod
    def of(cls, settings: Settings, random_bytes: RandomBytes) -> "KeyRing":
        """The ring named in the settings; the demonstration derives one from its sample secret."""
        marks_with = key_of(settings.audit_key, "audit", settings)
        if settings.cipher_keys:
            pairs = (entry.strip().split(":", 1) for entry in settings.cipher_keys.split(","))
            keys = {key_id: bytes.fromhex(key) for key_id, key in pairs}
        else:
            keys = {"demonstration": hashlib.sha256(settings.secret_key.encode()).digest()}
        return cls(keys, random_bytes, marks_with=marks_with)

    def mark(self, text: str) -> str:
        return hmac.new(self._marks_with, text.encode(), hashlib.sha256).hexdigest()

    def seal(self, text: str, *, table: str, column: str, row: UUID) -> str:
        nonce = self._random_bytes(NONCE_BYTES)
        place = _place(table, column, row, self._newest)
        sealed = AESGCM(self._keys[self._newest]).encrypt(nonce, text.encode(), place)
        return f"{self._newest}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, sealed: str, *, table: str, column: str, row: UUID) -> str:
        key_id, _, body = sealed.partition(".")
        if key_id not in self._keys:
            raise VaultClosed(table=table, column=column, row=row, no_key=key_id if NAME.fullmatch(key_id) else "")
        try:
            raw = base64.urlsafe_b64decode(body)
            place = _place(table, column, row, key_id)
            return AESGCM(self._keys[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place).decode()
        except (InvalidTag, ValueError) as problem:
            raise VaultClosed(table=table, column=column, row=row, key=key_id) from problem


def key_of(written: str, purpose: str, settings: Settings) -> bytes:
    """The key as it is written, or, in the demonstration, one for this purpose from its sample secret."""
    if written:
        return bytes.fromhex(written)
    return hashlib.sha256(f"{purpose}:{settings.secret_key}".encode()).digest()


def _place(table: str, column: str, row: UUID, key_id: str) -> bytes:
    return "|".join((table, column, str(row), key_id)).encode()
