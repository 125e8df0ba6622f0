"""What follows when somebody is enrolled: they are told."""

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.reactions.following import follows
from app.services import messages


@follows("applications.enrolled")
def tell_the_trainee(work: Work, event: OutboxEvent) -> None:
    application = work.db.get_one(Application, event.subject_id)
    person = work.db.get_one(Person, application.person_id)
    messages.write(work, "enrolled", to=person, event_id=event.id, path="/")
