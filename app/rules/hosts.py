"""The law of hosts: whoever holds a session reads who has a place in it, and what these people share with them.

A host scores nothing and reads no answers. Once the session is over, or the place is given back, there is nothing to read.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlmodel import col

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.people import RoleGrant
from app.models.sessions import Booking, BookingStatus, Session


def holds_for(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """The conditions for a place in a session whose host may read about it: beside a statement on both of them."""
    return (*holds(now), col(Booking.status) == BookingStatus.BOOKED)


def holds(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Published, not over, and its host still holds the role in that programme."""
    grant: Any = RoleGrant
    has_role = exists().where(
        col(grant.person_id) == Session.host_id,
        col(grant.role) == Role.HOST,
        col(grant.programme_id) == Session.programme_id,
    )
    return col(Session.published_at).is_not(None), col(Session.ends_at) > now, has_role


LIST = Policy("hosts.list", {Role.HOST: always}, N_("This page is for people who hold sessions."))
