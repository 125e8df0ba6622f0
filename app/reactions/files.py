"""What follows a file: it is scanned before others read it, and its bytes go once its row is gone for good."""

from collections.abc import Iterator

from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.events import OutboxEvent
from app.core.logs import log
from app.core.work import Work
from app.models.files import File
from app.models.people import Person
from app.reactions.following import follows
from app.services import files_scanning, messages, scanning


@follows("files.removed", slow=True)
def remove_bytes(parts: Parts, event: OutboxEvent) -> None:
    parts.storage.remove(str(event.facts["stored_as"]))


@follows("files.added", slow=True)
def scan(parts: Parts, _event: OutboxEvent) -> None:
    scan_waiting(parts)


@follows("files.harmful")
def tell_owner(work: Work, event: OutboxEvent) -> None:
    owner = work.db.get(Person, event.about) if event.about else None
    if owner is not None:
        messages.write(work, "file_not_kept", to=owner, event_id=event.id, path="/")


def scan_waiting(parts: Parts) -> None:
    """Look into every file that waits."""
    scanning.scan(parts, files_scanning.waiting, _content, files_scanning.clear)


def _content(parts: Parts, file: File) -> Iterator[bytes] | None:
    """Bytes that are lost are told to whoever runs this; the row stays, because they may come back with a copy."""
    try:
        return parts.storage.stream(file.stored_as)
    except Unavailable as problem:
        log().error("a file is lost", row=str(file.id), **{name: str(fact) for name, fact in problem.facts.items()})
        return None
