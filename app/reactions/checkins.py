"""What follows check-ins: the reader whom the author chose learns that there is something to read, never what."""

from uuid import UUID

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.checkins import Checkin
from app.models.matches import Match
from app.models.people import Person
from app.reactions.following import follows
from app.services import messages


@follows("checkins.shared")
def tell_mentor(work: Work, event: OutboxEvent) -> None:
    match = _match(work, event)
    path = f"/matches/{match.id}/checkins"
    _tell(work, event, "checkin_shared", match.mentor_person_id, path)


@follows("checkins.copied")
def tell_trainee(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "checkin_copy", _match(work, event).trainee_id, "/checkins")


def _tell(work: Work, event: OutboxEvent, template: str, reader_id: UUID, path: str) -> None:
    author, reader = work.db.get_one(Person, event.about), work.db.get_one(Person, reader_id)
    messages.write(work, template, to=reader, event_id=event.id, facts={"author": author.name}, path=path)


def _match(work: Work, event: OutboxEvent) -> Match:
    return work.db.get_one(Match, work.db.get_one(Checkin, event.subject_id).match_id)
