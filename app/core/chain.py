"""The chain over the audit log: each entry is tied to the one before it, in the transaction that wrote it.

A link holds a gapless number and a fingerprint, made with a key that the database does not have, over the entry and the
fingerprint before. What an entry says in words is tied in through a fingerprint of its own with a salt, so that words
about somebody who left can be taken out, and nobody can guess them from what stays.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, event, insert, inspect, select, text
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from app.core.clock import Entropy
from app.core.events import AuditEntry
from app.core.vault import Vault

UNLINKED = "unlinked_audit_entries"
ADVISORY_LOCK = 7_301_945
"""Any number that nothing else on the server uses; on PostgreSQL whoever commits entries waits here for a turn."""

BEGINNING = ""
"""The fingerprint before the first link."""

SALT_BYTES = 16

FIRST_FORM, FORM = 1, 2
"""In which form an entry is written to be marked, and the one of today. Form 1 knew no origin and no request; its links
stay as they are and are checked as they were made, because making them anew would be what the chain is there to show.
"""


class AuditLink(SQLModel, table=True):
    """One link for one entry. Never removed; only the salt may go, together with the words of the entry."""

    __tablename__ = "audit_links"

    number: int = Field(sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    entry: int = Field(
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), unique=True, nullable=False, autoincrement=False)
    )
    salt: str = Field(max_length=32)
    words_mark: str = Field(max_length=64)
    mark: str = Field(max_length=64)
    form: int = Field(default=FIRST_FORM)


@dataclass(frozen=True)
class Head:
    """The newest link: what the whole chain before it can be compared with."""

    number: int = 0
    mark: str = BEGINNING


def note(db: Session, entry: AuditEntry, vault: Vault, entropy: Entropy) -> None:
    """This entry is to be linked when the transaction commits, and not before: then nobody waits for long."""
    db.info.setdefault(UNLINKED, []).append((entry, vault, entropy))


def follow(kind: type[Session] = Session) -> None:
    """From now on every session of this kind links its entries. Listeners that hold other rows must come before."""
    event.listen(kind, "before_commit", _link)


def head_of(db: Session) -> Head:
    found = db.execute(
        select(col(AuditLink.number), col(AuditLink.mark)).order_by(col(AuditLink.number).desc()).limit(1)
    ).first()
    return Head(*found) if found else Head()


def wait_for_turn(db: Session) -> None:
    """On SQLite there is one writer anyway."""
    if db.get_bind().dialect.name != "sqlite":
        db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ADVISORY_LOCK})


def append(db: Session, entries: Sequence[AuditEntry], vault: Vault, entropy: Entropy) -> None:
    """Tie these entries to the chain, in this order. The caller has waited for the turn."""
    links = list(_links(head_of(db), entries, vault, entropy))
    if links:
        db.execute(insert(AuditLink), links)


def mark_of(vault: Vault, before: Head, entry: AuditEntry, words_mark: str, form: int = FORM) -> str:
    return vault.mark(f"{before.mark}\n{canonical(before.number + 1, entry, words_mark, form)}")


def words_mark_of(vault: Vault, entry: AuditEntry, salt: str) -> str:
    return vault.mark(f"{salt}\n{json.dumps([entry.reason, entry.shown])}")


def canonical(number: int, entry: AuditEntry, words_mark: str, form: int = FORM) -> str:
    """The entry as text that is the same on every database: sorted, without spaces, in ASCII.

    What form 1 does not say is empty in its entries, and is said when it is not: added later, it breaks the chain.
    """
    said: dict[str, Any] = {
        "number": number,
        "entry": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": _plain(entry.actor_id),
        "on_behalf_of": _plain(entry.on_behalf_of),
        "name": entry.name,
        "subject": _plain(entry.subject_id),
        "about": _plain(entry.about),
        "programme": _plain(entry.programme_id),
        "facts": dict(entry.facts),
        "words": words_mark,
    }
    if form != FIRST_FORM or entry.origin or entry.request_id:
        said |= {"form": form, "origin": entry.origin, "request": entry.request_id}
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def _link(db: Session) -> None:
    if db.in_nested_transaction() or not db.info.get(UNLINKED):
        return
    db.flush()
    noted = [each for each in db.info.pop(UNLINKED) if inspect(each[0]).persistent]  # others were rolled back
    if noted:
        wait_for_turn(db)
        append(db, [entry for entry, _, _ in noted], noted[0][1], noted[0][2])


def _links(head: Head, entries: Sequence[AuditEntry], vault: Vault, entropy: Entropy) -> Iterator[dict[str, Any]]:
    for entry in sorted(entries, key=lambda entry: entry.number or 0):
        salt = entropy.random_bytes(SALT_BYTES).hex()
        words_mark = words_mark_of(vault, entry, salt)
        head = Head(head.number + 1, mark_of(vault, head, entry, words_mark))
        yield {
            "number": head.number, "entry": entry.number, "salt": salt, "words_mark": words_mark, "mark": head.mark,
            "form": FORM,
        }  # fmt: skip


def _plain(value: object) -> str | None:
    return None if value is None else str(value)
