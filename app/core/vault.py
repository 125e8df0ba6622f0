"""What the rest of the house knows of encryption: text goes in with the place it belongs to, and comes out only there."""

from typing import Protocol
from uuid import UUID

from sqlalchemy import Dialect

from app.core.errors import HouseError
from app.core.logs import log
from app.core.words import N_

LOCKED = N_("These words cannot be read now. Nothing is lost, and the people who run Cleanplate were told.")
"""Stands on a page in place of what cannot be opened, so that one broken text takes nothing else away with it."""

EVERY_ROW = UUID(int=0)
"""The row of text that an older version sealed to its column alone. Only sealing anew still knows it."""


class Vault(Protocol):
    """Seals text to one place. `open` raises `VaultClosed` when the text was moved, changed, or its key is gone.

    `told` is what the log knows already of what stays closed.
    """

    told: set[tuple[str, ...]]

    def seal(self, text: str, *, table: str, column: str, row: UUID) -> str: ...

    def open(self, sealed: str, *, table: str, column: str, row: UUID) -> str: ...

    def mark(self, text: str) -> str:
        """A fingerprint that nobody can make or compare without the key of the audit log."""
        ...


class VaultClosed(HouseError):
    """The sealed text cannot be read here. `facts` name the place and the key, never the text."""

    status = 503
    default = N_(
        "Words that this needs cannot be read now. Nothing is lost, and the people who run Cleanplate were told."
    )


def found(vault: Vault, sealed: str, *, table: str, column: str, row: UUID) -> str | None:
    """What was sealed, or None where it stays closed: for code that acts upon it. The log is told."""
    try:
        return vault.open(sealed, table=table, column=column, row=row)
    except VaultClosed as problem:
        sound_alarm(vault, problem)
        return None


def readable(vault: Vault, sealed: str, *, table: str, column: str, row: UUID) -> str:
    """What a page shows of sealed words: nothing where nothing was written, `LOCKED` where they stay closed."""
    if not sealed:
        return ""
    words = found(vault, sealed, table=table, column=column, row=row)
    return LOCKED if words is None else words


def sound_alarm(vault: Vault, problem: VaultClosed) -> None:
    """Tell the log once what stays closed, however often it is read: each column for a key that is missing, and each
    text that was moved or changed. The doctor and the check of every day count them all.
    """
    facts = {name: str(fact) for name, fact in problem.facts.items()}
    which = facts.get("no_key") or facts.get("row", "")
    alarm = (facts.get("table", ""), facts.get("column", ""), which)
    if alarm not in vault.told:
        vault.told.add(alarm)
        log().error("vault_closed", **facts)


def vault_of(dialect: Dialect) -> Vault:
    """The database that this dialect speaks to was given a vault (`core.database`)."""
    vault: Vault = dialect.vault  # type: ignore[attr-defined]  # ours
    return vault
