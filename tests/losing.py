"""A product that has lost the key of everything sealed so far: it goes on, and those words stay closed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from uuid import UUID

from fastapi import FastAPI

from app.adapters.cipher import KeyRing
from app.adapters.parts import Parts
from app.core.vault import Vault, VaultClosed, vault_of
from tests.building import on

OTHER_KEY = f"other:{'ee' * 32}"


class Lost(KeyRing):
    """A ring without the key of before. `missed` is what it would have opened, so that a test knows what to look for."""

    before: Vault
    missed: list[str]

    def open(self, sealed: str, *, table: str, column: str, row: UUID) -> str:
        with suppress(VaultClosed):
            self.missed.append(self.before.open(sealed, table=table, column=column, row=row))
        return super().open(sealed, table=table, column=column, row=row)


class Noting(KeyRing):
    """The ring of these parts, and whether anything was asked of it since the last look."""

    was_asked = False

    @classmethod
    def within(cls, parts: Parts) -> "tuple[Noting, Parts]":
        """From now on these parts ask it, and so does their database."""
        noting = cls.of(parts.settings, parts.entropy.random_bytes)
        assert isinstance(noting, Noting)
        parts.database.engine.dialect.vault = noting  # type: ignore[attr-defined]  # ours
        return noting, replace(parts, vault=noting)

    def seal(self, text: str, *, table: str, column: str, row: UUID) -> str:
        self.was_asked = True
        return super().seal(text, table=table, column=column, row=row)

    def open(self, sealed: str, *, table: str, column: str, row: UUID) -> str:
        self.was_asked = True
        return super().open(sealed, table=table, column=column, row=row)

    def mark(self, text: str) -> str:
        self.was_asked = True
        return super().mark(text)


@contextmanager
def without_the_key(web: FastAPI, parts: Parts) -> Iterator[Lost]:
    """The application on the same rows meanwhile, with a ring that holds another key alone."""
    settings = parts.settings.model_copy(update={"cipher_keys": OTHER_KEY})
    lost = Lost.of(settings, parts.entropy.random_bytes)
    assert isinstance(lost, Lost)
    with parts.database.session(writes=False) as db:
        dialect = db.get_bind().dialect
    lost.before, lost.missed = vault_of(dialect), []
    dialect.vault = lost  # type: ignore[attr-defined]  # ours
    try:
        with on(web, replace(parts, vault=lost)):
            yield lost
    finally:
        dialect.vault = lost.before  # type: ignore[attr-defined]  # ours
