"""Opening a sealed paper: looked through to its end before the first byte leaves, or not shown at all."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.adapters import sealed_files
from app.adapters.sealed_files import Stream
from app.adapters.storage import Storage
from app.core.errors import Unavailable
from app.core.events import Event
from app.core.logs import log
from app.core.vault import Vault, VaultClosed, found
from app.core.work import Work
from app.models.evidence import Evidence
from app.rules.sightings import PAPER
from app.services import sightings
from app.services.evidence import TABLE

NOBODY = UUID(int=0)
PLACE = "evidence.stored_as"


@dataclass(frozen=True)
class Opened:
    """`stream` gives the plain bytes from one place up to another."""

    bytes_long: int
    stream: Stream


def read(work: Work, storage: Storage, paper: Evidence) -> Opened | None:
    """Open it for the actor; whoever it belongs to sees that somebody else did. None where it stays closed."""
    paper_read = opened(work, storage, paper)
    if paper_read is not None:
        note_read(work, paper)
    return paper_read


def note_read(work: Work, paper: Evidence) -> None:
    sightings.note(work, PAPER, [paper.person_id], subject_id=paper.id)


def opened(work: Work, storage: Storage, paper: Evidence) -> Opened | None:
    """The paper, or None where it was changed, swapped or lost, or its key is gone. That is reported (KEY-02)."""
    try:
        return unsealed(work.vault, storage, paper)
    except (VaultClosed, Unavailable) as problem:
        facts = {name: str(fact) for name, fact in problem.facts.items()}
        log().error("vault_closed", **{**facts, "place": PLACE, "row": str(paper.id)})
        work.audit(Event("vault.closed", NOBODY, facts={"place": PLACE, "texts": 1}))
        return None


def unsealed(vault: Vault, storage: Storage, paper: Evidence) -> Opened:
    """Raises `VaultClosed` and `Unavailable` here and not in the middle of an answer: every piece is tried first."""
    written = vault.open(paper.sealed_key, table=TABLE, column="sealed_key", row=paper.id)
    try:
        key = bytes.fromhex(written)
    except ValueError as problem:
        raise VaultClosed(row=paper.id) from problem
    stream = sealed_files.opened(partial(storage.stream, paper.stored_as), key, paper.bytes_long)
    deque(stream(0, paper.bytes_long), maxlen=0)
    return Opened(paper.bytes_long, stream)


def closed_papers(db: Session, vault: Vault, storage: Storage) -> Iterator[str]:
    """The ids of all whose bytes cannot be opened, for the doctor."""
    for paper in db.scalars(select(Evidence).order_by(col(Evidence.id))):
        try:
            unsealed(vault, storage, paper)
        except (VaultClosed, Unavailable):
            yield str(paper.id)


def name_of(work: Work, paper: Evidence) -> str | None:
    """As the person called it, cleaned; None where it stays closed."""
    return _opened_text(work, paper, "sealed_name", paper.sealed_name)


def words_of(work: Work, paper: Evidence) -> str | None:
    return _opened_text(work, paper, "sealed_words", paper.sealed_words)


def _opened_text(work: Work, paper: Evidence, column: str, sealed: str) -> str | None:
    return found(work.vault, sealed, table=TABLE, column=column, row=paper.id) if sealed else ""
