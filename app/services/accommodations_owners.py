"""Who looks after an adjustment: an adviser with a name from the first day, and somebody else when a date passes."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.actors import Role
from app.core.events import AuditEntry
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.models.people import Person, RoleGrant
from app.rules.accommodations import DEALINGS, SECOND_LOOK_ASKED, WAITS_FOR_ADVISER


def advisers_of(db: Session, programme_id: UUID) -> Sequence[Person]:
    """Everybody who can read what is sent in this programme: those whom `visible_to` lets in, by name."""
    return _holders(db, programme_id, Role.ADVISER)


def managers_of(db: Session, programme_id: UUID) -> Sequence[Person]:
    """Who is asked for help with a date that passed. They learn the date, and never whom or what it is about."""
    return _holders(db, programme_id, Role.MANAGER)


def next_owner(work: Work, accommodation: Accommodation) -> UUID | None:
    """The adviser with the least to do who may take it on: not the person, not who has it now. None where nobody may."""
    taken = {accommodation.person_id, accommodation.adviser_id}
    if accommodation.status is Status.LOOKING_AGAIN:
        taken |= involved_before(work, accommodation)
    free = [adviser.id for adviser in advisers_of(work.db, accommodation.programme_id) if adviser.id not in taken]
    waiting = _waiting_for(work, free)
    return min(free, key=lambda adviser_id: waiting.get(adviser_id, 0), default=None)


def involved_before(work: Work, accommodation: Accommodation) -> set[UUID]:
    """Everybody who dealt with it before the person asked for a second look, from the audit log."""
    asked = select(func.max(AuditEntry.number)).where(
        col(AuditEntry.subject_id) == accommodation.id, col(AuditEntry.name) == SECOND_LOOK_ASKED
    )
    rows = work.db.scalars(
        select(col(AuditEntry.actor_id))
        .where(
            col(AuditEntry.subject_id) == accommodation.id,
            col(AuditEntry.name).in_(DEALINGS),
            col(AuditEntry.number) < asked.scalar_subquery(),
        )
        .distinct()
    )
    return {actor_id for actor_id in rows if actor_id is not None}


def _holders(db: Session, programme_id: UUID, role: Role) -> Sequence[Person]:
    return db.scalars(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.programme_id) == programme_id, col(RoleGrant.role) == role)
        .order_by(col(Person.name), col(Person.id))
    ).all()


def _waiting_for(work: Work, adviser_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many adjustments wait for each of these advisers."""
    rows = work.db.execute(
        select(col(Accommodation.adviser_id), func.count())
        .where(col(Accommodation.adviser_id).in_(adviser_ids), col(Accommodation.status).in_(WAITS_FOR_ADVISER))
        .group_by(col(Accommodation.adviser_id))
    )
    return {adviser_id: number for adviser_id, number in rows if adviser_id is not None}
