"""What follows a correction: the programme is told that somebody asks, and the person that it is answered."""

from datetime import datetime

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.services import messages


@follows("corrections.asked")
def tell_the_programme(work: Work, event: OutboxEvent) -> None:
    programme = work.db.get_one(Programme, event.programme_id)
    if programme.contact_id is None:
        return
    to = work.db.get_one(Person, programme.contact_id)
    day = full_date(datetime.fromisoformat(str(event.facts["due_at"])).date())
    messages.write(work, "correction_asked", to=to, event_id=event.id, facts={"day": day}, path="/corrections/waiting")


@follows("corrections.made")
def tell_made(work: Work, event: OutboxEvent) -> None:
    _tell(work, event)


@follows("corrections.refused")
def tell_refused(work: Work, event: OutboxEvent) -> None:
    _tell(work, event)


def _tell(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, "correction_answered", to=person, event_id=event.id, path="/corrections")
