"""Holding seats for published days and freeing them. The database refuses whoever comes second; here it is said in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.claims import DESK_TAKEN, PERSON_BUSY, SeatClaim
from app.models.people import Person
from app.models.productions import Location
from app.models.workstations import Workstation
from app.services import placing
from app.services.placing_agreed import agreed_with

BUSY = N_("Somebody in this draft is busy then. The draft is kept. Ask for a new draft.")
TAKEN = N_("A desk of this draft is taken at one of these times. The draft is kept. Ask for a new draft.")

_SAID = {PERSON_BUSY: BUSY, DESK_TAKEN: TAKEN}


def buffer_of(location: Location) -> timedelta:
    """How long a desk of this place stays free between two people."""
    return timedelta(minutes=location.buffer_minutes)


def hold(work: Work, assignments: Sequence[Assignment]) -> None:
    """Hold every seat of these live assignments, anew where some were held already.

    Refuses, with nothing held, when one of the desks is taken or one of the people is busy: by whom and for what is
    nobody's to read. People and desks are locked in one order, so that two who hold many seats do not block each other.
    """
    _queue(work, assignments)
    try:
        with work.db.begin_nested():
            free(work, assignments)
            work.db.add_all(_claims(work, assignments))
            work.db.flush()
    except IntegrityError as problem:
        known = next((said for name, said in _SAID.items() if name in str(problem.orig)), None)
        if known is None:
            raise
        raise Refused(known) from problem


def free(work: Work, assignments: Iterable[Assignment]) -> None:
    """Give the seats of these assignments back. Harmless where none is held."""
    ids = [each.id for each in assignments]
    work.db.execute(delete(SeatClaim).where(col(SeatClaim.assignment_id).in_(ids)))


def _queue(work: Work, assignments: Sequence[Assignment]) -> None:
    people, desks = {each.person_id for each in assignments}, {each.workstation_id for each in assignments}
    work.db.scalars(
        select(col(Person.id)).where(col(Person.id).in_(people)).order_by(col(Person.id)).with_for_update()
    ).all()
    work.db.scalars(
        select(col(Workstation.id))
        .where(col(Workstation.id).in_(desks))
        .order_by(col(Workstation.id))
        .with_for_update()
    ).all()


def _claims(work: Work, assignments: Sequence[Assignment]) -> Iterator[SeatClaim]:
    desks = _desks(work, {each.workstation_id for each in assignments})
    agreed = agreed_with(work, sorted({each.person_id for each in assignments}))
    kept = _kept(assignments, {desk: buffer_of(place) for desk, (_, place) in desks.items()})
    for each in assignments:
        yield _claim(work, each, each.workstation_id, kept[each.id], is_own=True)
        beside = desks[each.workstation_id][0].beside_id
        if beside is not None and placing.needs_seat_beside(agreed[each.person_id]):
            yield _claim(work, each, beside, kept[each.id], is_own=False)


def _desks(work: Work, ids: Iterable[UUID]) -> dict[UUID, tuple[Workstation, Location]]:
    rows = work.db.execute(
        select(Workstation, Location)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Workstation.id).in_(ids))
    )
    return {desk.id: (desk, place) for desk, place in rows}


def _kept(
    assignments: Sequence[Assignment], buffers: Mapping[UUID, timedelta]
) -> dict[UUID, tuple[datetime, datetime]]:
    """From when until when each desk is kept: the time between two people counts before the second of them.

    Nobody needs time between two blocks of their own at one desk.
    """
    ends = {
        each.id: [
            each.starts_at - buffers[each.workstation_id],
            each.ends_at,
        ]
        for each in assignments
    }
    in_order = sorted(assignments, key=lambda each: (str(each.workstation_id), str(each.person_id), each.starts_at))
    for first, then in pairwise(in_order):
        same = (first.workstation_id, first.person_id) == (then.workstation_id, then.person_id)
        if same and ends[first.id][1] > ends[then.id][0]:
            ends[first.id][1] = ends[then.id][0] = then.starts_at
    return {key: (start, end) for key, (start, end) in ends.items()}


def _claim(
    work: Work, assignment: Assignment, seat: UUID, kept: tuple[datetime, datetime], *, is_own: bool
) -> SeatClaim:
    return SeatClaim(
        id=work.new_id(),
        assignment_id=assignment.id,
        workstation_id=seat,
        person_id=assignment.person_id,
        is_own=is_own,
        starts_at=assignment.starts_at,
        ends_at=assignment.ends_at,
        kept_from=kept[0],
        kept_until=kept[1],
    )
