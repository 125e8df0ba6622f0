"""What is known of a person everywhere, put right by a manager because the person said that it is wrong."""

from app.core.events import Event
from app.core.work import Work
from app.models.people import Channel, Person


def correct(work: Work, person: Person, field: str, value: str) -> None:
    """`field` is one of `rules.corrections.OF_A_PERSON`. An address is no such field: the person confirms it themselves."""
    setattr(person, field, Channel(value) if field == "channel" else value)
    work.audit(Event("people.corrected", person.id, about=person.id, facts={"field": field}))
