"""What follows a paper: it is scanned, its adviser is told that there is something new, and it goes with the decision."""

from collections.abc import Iterator

from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.events import OutboxEvent
from app.core.logs import log
from app.core.vault import VaultClosed
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.models.files import FileStatus
from app.models.people import Person
from app.reactions.following import follows
from app.rules.evidence import DECIDED
from app.services import evidence, evidence_scanning, messages, scanning
from app.services.evidence_opening import PLACE, unsealed


@follows("evidence.added")
@follows("evidence.cleared")
def tell_adviser(work: Work, event: OutboxEvent) -> None:
    """Once it can be opened. The message says that there is something new, and not what."""
    paper = work.db.get(Evidence, event.subject_id)
    if paper is None or paper.status is FileStatus.WAITING:
        return
    accommodation = work.db.get_one(Accommodation, paper.accommodation_id)
    adviser = work.db.get(Person, accommodation.adviser_id) if accommodation.adviser_id else None
    if adviser is not None:
        path = f"/adviser/adjustments/{accommodation.id}"
        messages.write(work, "adjustment_for_adviser", to=adviser, event_id=event.id, path=path)


@follows("evidence.harmful")
def tell_owner(work: Work, event: OutboxEvent) -> None:
    owner = work.db.get(Person, event.about) if event.about else None
    if owner is not None:
        path = f"/adjustments/{event.facts['accommodation']}"
        messages.write(work, "file_not_kept", to=owner, event_id=event.id, path=path)


@follows("evidence.removed", slow=True)
def remove_bytes(parts: Parts, event: OutboxEvent) -> None:
    parts.storage.remove(str(event.facts["stored_as"]))


@follows("evidence.added", slow=True)
def scan(parts: Parts, _event: OutboxEvent) -> None:
    scan_waiting(parts)


def remove_shown(work: Work, event: OutboxEvent) -> None:
    """There is a decision: what was shown for it goes, unless the person keeps it."""
    evidence.remove_after(work, event.subject_id, event.at)


for decided in DECIDED:
    follows(decided)(remove_shown)


def scan_waiting(parts: Parts) -> None:
    """Look into every paper that waits."""
    scanning.scan(parts, evidence_scanning.waiting, _content, evidence_scanning.clear)


def _content(parts: Parts, paper: Evidence) -> Iterator[bytes] | None:
    """One that cannot be opened goes on waiting and holds up no other. Whoever opens it is told, and so is the doctor."""
    try:
        opened = unsealed(parts.vault, parts.storage, paper)
    except (VaultClosed, Unavailable):
        log().error("vault_closed", place=PLACE, row=str(paper.id))
        return None
    return opened.stream(0, opened.bytes_long)
