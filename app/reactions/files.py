"""What follows a file: it is scanned before others read it, and its bytes go once its row is gone for good."""

from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.events import OutboxEvent
from app.core.logs import log
from app.core.work import Work
from app.models.people import Person
from app.reactions.following import follows
from app.services import files_scanning, messages


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
    """Look into every file that waits. While the scanner is down they go on waiting, and the clock tries again."""
    if parts.scanner is None:
        return
    with parts.work(writes=False) as work:
        found = [(file.id, file.stored_as) for file in files_scanning.waiting(work)]
    for file_id, stored_as in found:
        try:
            harm = parts.scanner.harm_in(parts.storage.stream(stored_as))
        except Unavailable as problem:
            log().warning("files wait for the scanner", **{name: str(fact) for name, fact in problem.facts.items()})
            return
        with parts.work() as work:
            files_scanning.clear(work, file_id, harm)
