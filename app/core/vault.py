"""What the rest of the house knows of encryption: text goes in with the place it belongs to, and comes out only there."""

from typing import Protocol
from uuid import UUID


class Vault(Protocol):
    """Seals text to one place. `open` raises `VaultClosed` when the text was moved, changed, or its key is gone."""

    def seal(self, text: str, *, table: str, column: str, row: UUID) -> str: ...

    def open(self, sealed: str, *, table: str, column: str, row: UUID) -> str: ...

    def mark(self, text: str) -> str:
        """A fingerprint that nobody can make or compare without the key of the audit log."""
        ...


class VaultClosed(Exception):
    """The sealed text cannot be read here."""
