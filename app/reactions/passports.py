"""What follows when somebody shares from their passport: the readers are told that there is something to read."""

from sqlmodel import col, select

from app.core.actors import Role
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person, RoleGrant
from app.reactions.following import follows
from app.services import messages
from app.services.passports import target_of


@follows("passports.shared")
def tell_readers(work: Work, event: OutboxEvent) -> None:
    person_id, production_id = target_of(str(event.facts["reader"]))
    readers = select(Person).where(col(Person.id) == person_id)
    path = "/mentoring"
    if production_id is not None:
        readers = (
            select(Person)
            .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
            .where(col(RoleGrant.production_id) == production_id, col(RoleGrant.role) == Role.COORDINATOR)
        )
        path = "/productions"
    for reader in work.db.scalars(readers):
        messages.write(work, "instruction_shared", to=reader, event_id=event.id, path=path)
