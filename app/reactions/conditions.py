"""What follows a change of a condition: the applicant reads of it, once the offer is theirs to know."""

from uuid import UUID

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.applications_paths import application_path
from app.services import messages


@follows("conditions.added")
@follows("conditions.changed")
@follows("conditions.met")
@follows("conditions.waived")
@follows("conditions.not_met")
@follows("conditions.reopened")
def tell_the_applicant(work: Work, event: OutboxEvent) -> None:
    if not event.facts["is_known"]:
        return
    application = work.db.get_one(Application, UUID(str(event.facts["application"])))
    messages.write(
        work,
        "condition_changed",
        to=work.db.get_one(Person, application.person_id),
        event_id=event.id,
        facts={
            "reference": application.reference,
            "programme": work.db.get_one(Programme, application.programme_id).name,
        },
        path=application_path(application.id, "result"),
    )
