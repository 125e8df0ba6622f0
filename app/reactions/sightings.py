"""Telling people that somebody looked, where they want to be told. The message names nobody and nothing."""

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person
from app.reactions.following import follows
from app.services import messages


@follows("sightings.due")
def tell_person(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, "somebody_looked", to=person, event_id=event.id, path="/who-looked")
