"""What follows a file that was given up, or that became somebody's work: its pieces go."""

from app.adapters.parts import Parts
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.files import File
from app.reactions.following import follows
from app.rules.uploads import piece_name
from app.services import uploads


@follows("files.added")
def drop_what_was_in_part(work: Work, event: OutboxEvent) -> None:
    file = work.db.get(File, event.subject_id)
    if file is not None:  # it may be removed again by now
        uploads.drop_beside(work, file)


@follows("uploads.dropped", slow=True)
def remove_pieces(parts: Parts, event: OutboxEvent) -> None:
    for number in range(int(str(event.facts["pieces"]))):
        parts.storage.remove(piece_name(str(event.facts["stored_as"]), number))
