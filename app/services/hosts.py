"""Who holds sessions of a programme, and for whom: what pages, choices and messages ask about hosts."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session as Db
from sqlmodel import col, select

from app.core.actors import Role
from app.models.people import Person, RoleGrant
from app.models.sessions import Booking, Session
from app.rules.hosts import holds_for


def hosts_of(db: Db, programme_id: UUID) -> Sequence[tuple[UUID, str]]:
    """Everybody who can hold sessions of this programme, by name."""
    rows = db.execute(
        select(col(Person.id), col(Person.name))
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.role) == Role.HOST, col(RoleGrant.programme_id) == programme_id)
        .order_by(col(Person.name), col(Person.id))
        .distinct()
    )
    return [(host_id, name) for host_id, name in rows]


def hosts_for(db: Db, person_id: UUID, now: datetime) -> Sequence[tuple[UUID, str, str]]:
    """Who holds a session that this person has a place in and that is not over: id, name, and its title."""
    rows = db.execute(
        select(col(Person.id), col(Person.name), col(Session.title))
        .join(Session, col(Session.host_id) == Person.id)
        .join(Booking, col(Booking.session_id) == Session.id)
        .where(col(Booking.person_id) == person_id, col(Person.id) != person_id, *holds_for(now))
        .order_by(col(Person.name), col(Person.id), col(Session.starts_at))
    )
    return [(host_id, name, title) for host_id, name, title in rows]
