"""Keeping what was typed when a sign-in ends before the form is sent, and giving it back after signing in again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col

from app.core.errors import Missing
from app.core.vault import found
from app.core.words import N_
from app.core.work import Work
from app.models.kept_forms import KeptForm
from app.rules.kept_forms import KEPT_FOR

TABLE, COLUMN = "kept_forms", "sealed_words"

Words = Sequence[tuple[str, str]]
"""Names of fields with what was typed in them, in the order of the form."""


@dataclass(frozen=True)
class Sending:
    """A form that could not be sent yet. `once` is the key it was drawn with, so that it still works only once.

    `is_closed` says that what was typed cannot be read now.
    """

    path: str
    words: Words
    once: str = ""
    had_files: bool = False
    is_closed: bool = False


def keep(work: Work, person_id: UUID, sending: Sending) -> UUID:
    """Seal what was typed and return the id to find it by."""
    kept_id = work.new_id()
    text = json.dumps({"once": sending.once, "words": [list(pair) for pair in sending.words]})
    sealed = work.vault.seal(text, table=TABLE, column=COLUMN, row=kept_id)
    work.db.add(
        KeptForm(
            id=kept_id,
            person_id=person_id,
            path=sending.path,
            sealed_words=sealed,
            had_files=sending.had_files,
            kept_at=work.now,
        )
    )
    return kept_id


def unseal(work: Work, kept: KeptForm) -> Sending:
    """What was typed. Raises `Missing` once the day is over."""
    if work.now >= kept.kept_at + KEPT_FOR:
        raise Missing(N_("What you typed was kept for 24 hours. That time is over, and it is removed."))
    text = found(work.vault, kept.sealed_words, table=TABLE, column=COLUMN, row=kept.id)
    if text is None:
        return Sending(kept.path, (), had_files=kept.had_files, is_closed=True)
    held = json.loads(text)
    return Sending(kept.path, [(name, value) for name, value in held["words"]], held["once"], kept.had_files)


def sweep(work: Work) -> None:
    """Remove every form whose day is over."""
    work.db.execute(delete(KeptForm).where(col(KeptForm.kept_at) <= work.now - KEPT_FOR))
