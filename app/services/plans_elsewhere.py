"""What holds people and seats outside one plan: sessions that were booked, and plans of other cohorts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.work import Work
from app.models.assignments import Assignment
from app.models.claims import SeatClaim
from app.models.plans import Plan
from app.models.sessions import Booking as SessionPlace
from app.models.sessions import BookingStatus, Session
from app.models.workstations import Workstation

Span = tuple[datetime, datetime]
"""From one instant up to another; the second is not in it."""


def sessions_of(work: Work, people: Iterable[UUID], start: datetime, end: datetime) -> list[Any]:
    """Sessions that these people booked between two instants: who, from when, until when."""
    booked = (
        select(col(SessionPlace.person_id), col(Session.starts_at), col(Session.ends_at))
        .join(Session, col(Session.id) == SessionPlace.session_id)
        .where(col(SessionPlace.person_id).in_(people), col(SessionPlace.status) == BookingStatus.BOOKED)
        .where(col(Session.starts_at) < end, col(Session.ends_at) > start)
    )
    return list(work.db.execute(booked))


def taken_seats(work: Work, plan: Plan, locations: Iterable[UUID]) -> dict[UUID, list[Span]]:
    """Seats of this production that plans of other cohorts hold. Whose they are is not read."""
    start, end = around(plan)
    held = work.db.execute(
        select(col(SeatClaim.workstation_id), col(SeatClaim.kept_from), col(SeatClaim.kept_until))
        .join(Workstation, col(Workstation.id) == SeatClaim.workstation_id)
        .join(Assignment, col(Assignment.id) == SeatClaim.assignment_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Workstation.location_id).in_(locations), col(Plan.cohort_id) != plan.cohort_id)
        .where(col(SeatClaim.kept_from) < end, col(SeatClaim.kept_until) > start)
    )
    taken: dict[UUID, list[Span]] = defaultdict(list)
    for seat, kept_from, kept_until in held:
        taken[seat].append((kept_from, kept_until))
    return dict(taken)


def around(plan: Plan) -> Span:
    """The days of a plan, with a day on each side, wherever the production is."""
    first, last = plan.first_day - timedelta(days=1), plan.last_day + timedelta(days=2)
    return datetime.combine(first, time(), tzinfo=UTC), datetime.combine(last, time(), tzinfo=UTC)
