"""What follows when somebody is asked for help: both sides are told how it goes on, at the times that they chose."""

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person
from app.models.supporters import Supporter
from app.reactions.following import follows
from app.rules.applications_paths import application_path
from app.services import messages


@follows("supporters.accepted")
def tell_the_yes(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "supporter_answered")


@follows("supporters.declined")
def tell_the_no(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "supporter_answered")


@follows("supporters.left")
def tell_who_left(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "supporter_left")


@follows("supporters.ended")
def tell_the_end(work: Work, event: OutboxEvent) -> None:
    support = work.db.get_one(Supporter, event.subject_id)
    supporter = work.db.get(Person, support.supporter_id) if support.supporter_id else None
    if supporter is not None:
        messages.write(work, "support_ended", to=supporter, event_id=event.id, path="/supporting")


@follows("supporters.answer_written")
def tell_what_was_written(work: Work, event: OutboxEvent) -> None:
    path = application_path(event.subject_id, f"texts/{event.facts['questions']}")
    messages.write(work, "supporter_wrote", to=work.db.get_one(Person, event.about), event_id=event.id, path=path)


def _tell_person(work: Work, event: OutboxEvent, template: str) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, template, to=person, event_id=event.id, path=f"/supporters/{event.subject_id}")
