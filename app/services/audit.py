"""The audit log as a whole: tied together for entries of long ago, copied, and checked from its first entry on."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.adapters.safe import HEADS, Safe
from app.core.chain import AuditLink, Head, append, head_of, mark_of, wait_for_turn, words_mark_of
from app.core.events import AuditEntry
from app.core.vault import Vault
from app.core.work import Work
from app.models.audit import AuditCheck
from app.rules.audit import Finding

BATCH = 1000
ERASED = "erasures.erased"
WORDS_REMOVED = "audit.words_removed"


@dataclass(frozen=True)
class Checked:
    """`number` is how far the chain fits; `copied` the newest copied head that it was compared with."""

    number: int
    copied: int = 0
    broken_at: int | None = None
    finding: Finding | None = None


@dataclass
class _Walk:
    """What is known on the way: the link before, whose words may be gone, and the heads that were copied."""

    head: Head = field(default_factory=Head)
    last_entry: int = 0
    wordless: list[tuple[int, frozenset[UUID]]] = field(default_factory=list)
    erased: set[UUID] = field(default_factory=set)
    removed_up_to: int = 0


def complete(work: Work) -> int:
    """Tie entries of a version without a chain to it, in their order. Returns how many; safe to run twice."""
    wait_for_turn(work.db)
    missing = (
        select(AuditEntry)
        .outerjoin(AuditLink, col(AuditLink.entry) == AuditEntry.number)
        .where(col(AuditLink.number).is_(None))
        .order_by(col(AuditEntry.number))
    )
    entries = work.db.scalars(missing).all()
    append(work.db, entries, work.vault, work.entropy)
    return len(entries)


def copy_head(work: Work, safe: Safe) -> Head:
    """Write the newest link down in the safe, so that a log that was written anew, or cut, is told from this one."""
    head = head_of(work.db)
    if head.number and head.number != max((line["number"] for line in safe.lines(HEADS)), default=0):
        safe.add(HEADS, {"at": work.now.isoformat(), "number": head.number, "mark": head.mark})
    return head


def check(work: Work, safe: Safe) -> Checked:
    """Check the whole chain and write down what was found."""
    checked = verify(work.db, work.vault, safe)
    work.db.add(
        AuditCheck(
            id=work.new_id(), checked_at=work.now, number=checked.number, copied_number=checked.copied,
            broken_at=checked.broken_at, finding=checked.finding or "",
        )
    )  # fmt: skip
    return checked


def verify(db: Session, vault: Vault, safe: Safe) -> Checked:
    """Walk the chain from its first link to its last, then compare it with every head that was copied."""
    copies = {int(line["number"]): str(line["mark"]) for line in safe.lines(HEADS)}
    newest, walk = max(copies, default=0), _Walk()
    for link, entry in _pairs(db):
        finding = _look(vault, walk, link, entry)
        if finding is None and copies.pop(link.number, link.mark) != link.mark:
            finding = Finding.CUT
        if finding is not None:
            return Checked(walk.head.number, newest, walk.head.number + 1, finding)
        walk.head = Head(link.number, link.mark)
    return _look_at_end(db, walk, copies, newest)


def _pairs(db: Session) -> Iterator[tuple[AuditLink, AuditEntry | None]]:
    """Links in their order, each with its entry, some at a time."""
    after = 0
    while True:
        rows = db.execute(
            select(AuditLink, AuditEntry)
            .outerjoin(AuditEntry, col(AuditEntry.number) == AuditLink.entry)
            .where(col(AuditLink.number) > after)
            .order_by(col(AuditLink.number))
            .limit(BATCH)
            .execution_options(populate_existing=True)
        ).all()
        for link, entry in rows:
            yield link, entry
            after = link.number
            for seen in (link, entry):
                if seen is not None:
                    db.expunge(seen)  # a long log does not fit into the session
        if len(rows) < BATCH:
            return


def _look(vault: Vault, walk: _Walk, link: AuditLink, entry: AuditEntry | None) -> Finding | None:
    """What is wrong with this link, or None."""
    if link.number != walk.head.number + 1:
        return Finding.MISSING
    if entry is None:
        return Finding.ENTRY_GONE
    if link.mark != mark_of(vault, walk.head, entry, link.words_mark, link.form):
        return Finding.CHANGED
    if link.salt and link.words_mark != words_mark_of(vault, entry, link.salt):
        return Finding.WORDS_CHANGED
    if not link.salt and (entry.reason or entry.shown):
        return Finding.WORDS_CHANGED
    _remember(walk, link, entry)
    return None


def _remember(walk: _Walk, link: AuditLink, entry: AuditEntry) -> None:
    walk.last_entry = max(walk.last_entry, link.entry)
    if not link.salt:
        people = {entry.actor_id, entry.about, entry.subject_id, entry.on_behalf_of} - {None}
        walk.wordless.append((link.number, frozenset(each for each in people if each)))
    if entry.name == ERASED and entry.about:
        walk.erased.add(entry.about)
    if entry.name == WORDS_REMOVED:
        walk.removed_up_to = max(walk.removed_up_to, int(entry.facts.get("up_to") or 0))


def _look_at_end(db: Session, walk: _Walk, copies: dict[int, str], newest: int) -> Checked:
    """Words may be gone for somebody who was erased, or after their time; and the log may not end too early."""
    number = walk.head.number
    for wordless, people in walk.wordless:
        if wordless > walk.removed_up_to and not people & walk.erased:
            return Checked(number, newest, wordless, Finding.WORDS_GONE)
    if copies:
        return Checked(number, newest, min(copies), Finding.CUT)
    stray = (
        select(col(AuditEntry.number))
        .outerjoin(AuditLink, col(AuditLink.entry) == AuditEntry.number)
        .where(col(AuditLink.number).is_(None))
    )
    if db.scalars(stray.limit(1)).first() is not None:
        return Checked(number, newest, number + 1, Finding.UNLINKED)
    return Checked(number, newest)
