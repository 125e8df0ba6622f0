"""What follows an opening in an emergency: the person and the privacy auditors are told at once."""

from sqlmodel import col, select

from app.core.actors import Role
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person, RoleGrant
from app.reactions.following import follows
from app.services import messages


@follows("emergencies.opened")
def tell_person_and_auditors(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    messages.write(work, "emergency_opened", to=person, event_id=event.id, path="/who-looked")
    auditors = (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.role) == Role.AUDITOR, col(Person.id) != person.id)
        .order_by(col(Person.id))
        .distinct()
    )
    for auditor in work.db.scalars(auditors).all():
        messages.write(work, "emergency_to_look_at", to=auditor, event_id=event.id, path="/emergencies")
