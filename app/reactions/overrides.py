"""What follows a question about a desk: its person is asked, and coordinators of the production hear the answer."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date
from app.core.actors import Role
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.overrides import Override
from app.models.people import Person, RoleGrant
from app.models.productions import Production
from app.models.workstations import Workstation
from app.reactions.following import follows
from app.services import messages


@follows("overrides.asked")
def ask(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "override_asked")


@follows("overrides.withdrawn")
def tell_that_it_is_withdrawn(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "override_withdrawn")


@follows("overrides.agreed")
def tell_yes(work: Work, event: OutboxEvent) -> None:
    _tell_coordinators(work, event, "override_agreed")


@follows("overrides.declined")
def tell_no(work: Work, event: OutboxEvent) -> None:
    _tell_coordinators(work, event, "override_declined")


@follows("overrides.taken_back")
def tell_that_it_is_taken_back(work: Work, event: OutboxEvent) -> None:
    _tell_coordinators(work, event, "override_taken_back")


@follows("overrides.ending")
def tell_that_it_ends(work: Work, event: OutboxEvent) -> None:
    _tell_person(work, event, "override_ends")
    _tell_coordinators(work, event, "override_ends")


def _tell_person(work: Work, event: OutboxEvent, template: str) -> None:
    override = work.db.get(Override, event.subject_id)
    if override is not None:
        person = work.db.get_one(Person, override.person_id)
        _write(work, event, template, [person], f"/my-desk-questions/{override.id}")


def _tell_coordinators(work: Work, event: OutboxEvent, template: str) -> None:
    override = work.db.get(Override, event.subject_id)
    if override is None:
        return
    coordinators = (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.role) == Role.COORDINATOR, col(RoleGrant.production_id) == override.production_id)
        .order_by(col(Person.id))
        .distinct()
    )
    path = f"/productions/{override.production_id}/desk-questions"
    _write(work, event, template, work.db.scalars(coordinators).all(), path)


def _write(work: Work, event: OutboxEvent, template: str, people: Sequence[Person], path: str) -> None:
    """No word of what the question is about, nor of why it was asked."""
    override = work.db.get_one(Override, event.subject_id)
    facts = {
        "production": work.db.get_one(Production, override.production_id).title,
        "desk": work.db.get_one(Workstation, override.workstation_id).name,
        "person": work.db.get_one(Person, override.person_id).name,
        "day": full_date(override.last_day),
    }
    for person in people:
        messages.write(work, template, to=person, event_id=event.id, facts=facts, path=path)
