"""What the rest of the house knows of encryption: text goes in with the place it belongs to, and comes out only there."""

from typing import Protocol
from uuid import UUID

from sqlalchemy import Dialect

from app.core.errors import HouseError
from app.core.words import N_

EVERY_ROW = UUID(int=0)
"""The row of text that an older version sealed to its column alone. Only sealing anew still knows it."""


class Vault(Protocol):
    """Seals text to one place. `open` raises `VaultClosed` when the text was moved, changed, or its key is gone."""

    def seal(self, text: str, *, table: str, column: str, row: UUID) -> str: ...

    def open(self, sealed: str, *, table: str, column: str, row: UUID) -> str: ...

    def mark(self, text: str) -> str:
        """A fingerprint that nobody can make or compare without the key of the audit log."""
        ...


class VaultClosed(HouseError):
    """The sealed text cannot be read here. `facts` name the place and the key, never the text."""

    status = 503
    default = N_("This page holds words that are locked, and we cannot open them right now. Nothing is lost.")


def vault_of(dialect: Dialect) -> Vault:
    """The database that this dialect speaks to was given a vault (`core.database`)."""
    vault: Vault = dialect.vault  # type: ignore[attr-defined]  # ours
    return vault
