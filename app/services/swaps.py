"""Changing to a quieter desk on the day, by the person's own wish. It holds at once and needs no reason."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from app.adapters.wordings import spoken
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.assignments import Wish
from app.forms.swaps import DeskChoice, OtherWay
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.swaps import Swap
from app.models.workstations import Workstation
from app.rules.assignments import LIFE
from app.rules.swaps import FROM, MOST_OFFERED, WISHES
from app.services import assignments, claims
from app.services.arrivals import production_of
from app.services.plans_changes import bookings_of
from app.services.plans_checks import excess, faults
from app.services.plans_facts import Booking, PlanFacts, gather

NOT_MEASURED = 99
"""A desk that nobody measured is never the quieter one."""
TAKEN = N_("This desk is not free any more. These are the desks that are free now.")
MOVED_ON = N_("This day changed while you had the page open. Open your days to see how it is now.")


@dataclass(frozen=True)
class QuietDesk:
    desk: Workstation
    place: Location
    is_same_place: bool


def is_near(work: Work, production: Production, assignment: Assignment) -> bool:
    """Whether the day is today or tomorrow, where the production works."""
    today = work.now.astimezone(ZoneInfo(production.time_zone)).date()
    return assignment.on_date - FROM <= today


def quieter_desks(work: Work, assignment: Assignment) -> list[QuietDesk]:
    """At most five desks of the same production that are free in every block that is left of this day, quieter than
    where the person sits, and meet all that must hold for them. The same place comes first.
    """
    blocks = _left(work, assignment)
    if not blocks:
        return []
    facts = replace(gather(work, work.db.get_one(Plan, assignment.plan_id)), first_open=assignment.on_date)
    here = {facts.desks[each.workstation_id].location_id for each in blocks}
    limit = min(_noise(facts.desks[each.workstation_id]) for each in blocks)
    taken = _taken(work, facts, blocks)
    quieter = [desk for desk in facts.desks.values() if desk.id not in taken and _noise(desk) < limit]
    before = [each for each in bookings_of(work, facts.plan) if each.on_date == assignment.on_date]
    fitting = [desk for desk in quieter if _holds(facts, before, blocks, desk)]
    found = [QuietDesk(desk, facts.locations[desk.location_id], desk.location_id in here) for desk in fitting]
    found.sort(key=lambda each: (not each.is_same_place, _noise(each.desk), each.desk.name))
    return found[:MOST_OFFERED]


def swap(work: Work, assignment: Assignment, form: DeskChoice) -> None:
    """Sit at the chosen desk for what is left of the day. The production is held, as when a version is published."""
    production = production_of(work, assignment)
    work.db.execute(select(col(Production.id)).where(col(Production.id) == production.id).with_for_update())
    work.db.refresh(assignment)
    if not assignment.is_live or not is_near(work, production, assignment):
        raise Refused(MOVED_ON)
    chosen = next((each.desk for each in quieter_desks(work, assignment) if each.desk.id == form.desk), None)
    if chosen is None:
        raise Refused(TAKEN, field="desk")
    blocks = _left(work, assignment)
    before = work.db.get_one(Workstation, blocks[0].workstation_id)
    try:
        with work.db.begin_nested():
            for each in blocks:
                _move(work, each, chosen.id)
            work.db.flush()
            claims.hold(work, blocks)
    except (IntegrityError, Refused) as problem:
        raise Refused(TAKEN, field="desk") from problem
    for each in blocks:
        if each.status in {AssignmentStatus.PROPOSED, AssignmentStatus.SEEN}:
            LIFE.move(work, each, "agree", about=each.person_id, programme_id=production.programme_id)
    work.record(_told(assignment, production, before, chosen))


def wish(work: Work, assignment: Assignment, form: OtherWay) -> None:
    """Ask for a way without a desk. The place is kept, as with any wish."""
    assignments.ask_to_change(work, assignment, Wish(words=spoken(WISHES[form.way])))


def _left(work: Work, assignment: Assignment) -> list[Assignment]:
    """The blocks of the day that are not over."""
    return [each for each in assignments.day_of(work, assignment) if each.ends_at > work.now]


def _noise(desk: Workstation) -> int:
    level = str(desk.profile.get("noise_level", ""))
    return int(level) if level.isdigit() else NOT_MEASURED


def _taken(work: Work, facts: PlanFacts, blocks: Sequence[Assignment]) -> set[UUID]:
    """Desks at which anybody of any plan sits in one of these blocks."""
    first, last = min(each.starts_at for each in blocks), max(each.ends_at for each in blocks)
    rows = work.db.scalars(
        select(Assignment).where(
            col(Assignment.is_live),
            col(Assignment.workstation_id).in_(facts.desks),
            col(Assignment.starts_at) > first - timedelta(days=1),
            col(Assignment.starts_at) < last,
        )
    ).all()
    return {
        row.workstation_id
        for row in rows
        if any(row.starts_at < each.ends_at and each.starts_at < row.ends_at for each in blocks)
    }


def _holds(facts: PlanFacts, before: Sequence[Booking], blocks: Sequence[Assignment], desk: Workstation) -> bool:
    """Whether the day would break no rule that it does not break already, and fill nothing further that is too full."""
    moved = {(each.person_id, each.block) for each in blocks}
    after = [replace(each, workstation_id=desk.id) if _key(each) in moved else each for each in before]
    if excess(facts, after) - excess(facts, before):
        return False
    return set(faults(facts, after)) <= set(faults(facts, before))


def _key(booking: Booking) -> tuple[UUID, int]:
    return booking.person_id, booking.block


def _move(work: Work, assignment: Assignment, desk_id: UUID) -> None:
    """The one place where a desk is freed and another held."""
    work.db.add(
        Swap(
            id=work.new_id(),
            assignment_id=assignment.id,
            person_id=assignment.person_id,
            from_workstation_id=assignment.workstation_id,
            to_workstation_id=desk_id,
            at=work.now,
        )
    )
    assignment.workstation_id = desk_id


def _told(assignment: Assignment, production: Production, before: Workstation, now: Workstation) -> Event:
    return Event(
        "swaps.made",
        assignment.id,
        about=assignment.person_id,
        programme_id=production.programme_id,
        facts={"before": before.name, "now": now.name, "day": assignment.on_date.isoformat()},
    )
