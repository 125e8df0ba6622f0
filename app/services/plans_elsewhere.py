"""What holds people and seats outside one plan: sessions that were booked, and plans of other cohorts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Elsewhere:
    """What plans of other cohorts hold at the places of a production. Whose it is is not read."""

    taken: Mapping[UUID, Sequence[Span]] = field(default_factory=dict)
    """For each seat when it is kept, for somebody or for whoever supports them."""
    seated: Mapping[tuple[UUID, UUID], Sequence[Span]] = field(default_factory=dict)
    """For each place and desk when somebody works there."""

    def is_taken(self, seat: UUID, start: datetime, end: datetime) -> bool:
        return not is_free(self.taken.get(seat, ()), start, end)

    def people_at(self, place: UUID, start: datetime, end: datetime) -> int:
        """At how many desks of a place somebody works at some time between these two."""
        return sum(at == place and not is_free(spans, start, end) for (at, _), spans in self.seated.items())


def held_elsewhere(work: Work, plan: Plan, locations: Iterable[UUID]) -> Elsewhere:
    start, end = around(plan)
    held = work.db.execute(
        select(
            col(SeatClaim.workstation_id),
            col(Workstation.location_id),
            col(SeatClaim.is_own),
            col(SeatClaim.starts_at),
            col(SeatClaim.ends_at),
            col(SeatClaim.kept_from),
            col(SeatClaim.kept_until),
        )
        .join(Workstation, col(Workstation.id) == SeatClaim.workstation_id)
        .join(Assignment, col(Assignment.id) == SeatClaim.assignment_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Workstation.location_id).in_(locations), col(Plan.cohort_id) != plan.cohort_id)
        .where(col(SeatClaim.kept_from) < end, col(SeatClaim.kept_until) > start)
    )
    taken: dict[UUID, list[Span]] = defaultdict(list)
    seated: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    for seat, place, is_own, starts_at, ends_at, kept_from, kept_until in held:
        taken[seat].append((kept_from, kept_until))
        if is_own:
            seated[place, seat].append((starts_at, ends_at))
    return Elsewhere(dict(taken), dict(seated))


def is_free(spans: Iterable[Span], start: datetime, end: datetime) -> bool:
    """Whether none of these times overlaps the one from `start` up to `end`."""
    return all(end <= other_start or other_end <= start for other_start, other_end in spans)


def around(plan: Plan) -> Span:
    """The days of a plan, with a day on each side, wherever the production is."""
    first, last = plan.first_day - timedelta(days=1), plan.last_day + timedelta(days=2)
    return datetime.combine(first, time(), tzinfo=UTC), datetime.combine(last, time(), tzinfo=UTC)
