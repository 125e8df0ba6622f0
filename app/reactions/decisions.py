"""What follows when a result is released or changes: the person is told that it waits for them."""

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.reactions.following import follows
from app.services import messages


@follows("applications.offered")
@follows("applications.put_on_waiting_list")
@follows("applications.told_not_yet")
@follows("applications.not_offered")
def tell_the_applicant(work: Work, event: OutboxEvent) -> None:
    """The same words for every result: what it is stands behind the sign-in."""
    _tell(work, event, "result_ready")


@follows("applications.offered_again")
@follows("applications.offered_after_all")
def tell_of_the_change(work: Work, event: OutboxEvent) -> None:
    _tell(work, event, "result_changed")


def _tell(work: Work, event: OutboxEvent, template: str) -> None:
    application = work.db.get_one(Application, event.subject_id)
    person = work.db.get_one(Person, application.person_id)
    messages.write(
        work,
        template,
        to=person,
        event_id=event.id,
        path=f"/applications/{application.id}",
    )
