"""What follows a wish to be erased, and taking it back: the person is told at once, in case it was not them."""

from app.adapters.wordings import moment
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.erasures import Erasure
from app.models.people import Person
from app.reactions.following import follows
from app.services import messages


@follows("erasures.asked")
def tell_the_day(work: Work, event: OutboxEvent) -> None:
    wish, person = work.db.get_one(Erasure, event.subject_id), work.db.get_one(Person, event.about)
    facts = {"day": moment(wish.runs_at, person.time_zone)}
    messages.write(work, "erasure_asked", to=person, event_id=event.id, facts=facts, path="/erasure")


@follows("erasures.taken_back")
def tell_that_all_stays(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, "erasure_taken_back", to=person, event_id=event.id, path="/erasure")
