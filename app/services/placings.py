"""Changes of a draft by hand: move somebody, take them out, put somebody in, put a change back, keep a cell.

Each change is read at once against every rule. It is refused only for what must hold, and nobody changes over a change
that they have not seen.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from app.core.errors import Conflict, Missing, Refused
from app.core.events import Event
from app.core.words import N_, Sentence
from app.core.work import Work
from app.forms.placings import Edit, Keeping, Seating, Target, What
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment, AssignmentStatus
from app.models.placings import Pin, Placing
from app.models.plans import Plan, PlanStatus
from app.rules.placings import SENTENCES
from app.services import plans_changes
from app.services.placings_board import Board, board_of
from app.services.placings_figures import recount
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, PlanFacts, gather

NO_DRAFT = N_("This plan is not a draft now, so nothing in it is changed. Make a draft of it first.")
SEEN_OTHER = N_(
    "Somebody else changed this draft while you had it open. You see it as it is now, with what you chose. "
    "If it is still right, press again."
)
GONE = N_("Somebody moved this person while you had it open. Open the plan to see where they are now.")
KEPT = N_("This is kept for the next plan. Let it go first, then move it.")
SAME = N_("This is where they are now. Choose another day, other hours or another desk.")
BACK_ALREADY = N_("This change was put back already.")
BREAKS = N_("Something else in this plan would not hold after this change. Choose another way.")


def move(work: Work, plan: Plan, assignment: Assignment, form: Target) -> None:
    """To another day, other hours or another desk. The row stays, so its address does too."""
    facts = _open(work, plan, form.edits)
    before = booking_of(assignment)
    after = Booking(assignment.person_id, form.day, form.block, form.desk)
    if before == after:
        raise Refused(SAME)
    _refuse_kept(work, plan, before, after)
    _change(work, facts, before, after)


def take_out(work: Work, plan: Plan, assignment: Assignment, form: Edit) -> None:
    facts = _open(work, plan, form.edits)
    before = booking_of(assignment)
    _refuse_kept(work, plan, before, None)
    _change(work, facts, before, None)


def seat(work: Work, plan: Plan, cell: Booking, form: Seating) -> None:
    """Put somebody into a free cell; `cell` says where, whoever its person is."""
    facts = _open(work, plan, form.edits)
    _change(work, facts, None, Booking(form.person, cell.on_date, cell.block, cell.workstation_id))


def put_back(work: Work, plan: Plan, placing: Placing, form: Edit) -> None:
    """Undo one change. It is a change too, and read against every rule as any other."""
    facts = _open(work, plan, form.edits)
    if placing.put_back_at is not None:
        raise Refused(BACK_ALREADY)
    before, after = ends_of(placing)
    if after is not None:
        _refuse_kept(work, plan, after, before)
    _change(work, facts, after, before)
    placing.put_back_at = work.now


def pin(work: Work, plan: Plan, assignment: Assignment, form: Keeping) -> None:
    """Keep the time, or the time and the desk, in every plan that is made from now on."""
    unpin(work, plan, assignment, Nothing())
    work.db.add(
        Pin(
            id=work.new_id(),
            production_id=plan.production_id,
            person_id=assignment.person_id,
            on_date=assignment.on_date,
            block=assignment.block,
            workstation_id=assignment.workstation_id if form.what is What.SEAT else None,
            pinned_by=work.actor.person_id or assignment.person_id,
            pinned_at=work.now,
        )
    )
    work.record(Event("placings.kept", plan.id, about=assignment.person_id, facts={"what": form.what.value}))


def unpin(work: Work, plan: Plan, assignment: Assignment, _form: Nothing) -> None:
    """Let it go: the next plan may move it. Safe to run twice."""
    work.db.execute(
        delete(Pin).where(
            col(Pin.production_id) == plan.production_id,
            col(Pin.person_id) == assignment.person_id,
            col(Pin.on_date) == assignment.on_date,
            col(Pin.block) == assignment.block,
        )
    )


def copy(work: Work, plan: Plan, _form: Nothing) -> Plan:
    """A new draft with what this version says, to be changed by hand and published as any other."""
    if plan.status is not PlanStatus.PUBLISHED:
        raise Refused(N_("Only the published version is copied. Open that one."))
    draft = Plan(
        id=work.new_id(),
        production_id=plan.production_id,
        cohort_id=plan.cohort_id,
        status=PlanStatus.DRAFT,
        first_day=plan.first_day,
        last_day=plan.last_day,
        figures=dict(plan.figures),
        explanations=list(plan.explanations),
        asked_by=work.actor.person_id or plan.asked_by,
        asked_at=work.now,
        made_at=work.now,
    )
    work.db.add(draft)
    work.db.flush()
    facts = gather(work, draft)
    bookings = plans_changes.bookings_of(work, plan)
    work.db.add_all(proposed(work, facts, each) for each in bookings)
    recount(draft, facts, bookings, bookings)
    work.record(Event("plans.copied", draft.id, facts={"from": str(plan.id)}))
    return draft


def newest_draft(work: Work, plan: Plan) -> Plan:
    """The draft that was asked for last, for the same days and people."""
    drafts = select(Plan).where(
        col(Plan.production_id) == plan.production_id,
        col(Plan.cohort_id) == plan.cohort_id,
        col(Plan.first_day) == plan.first_day,
        col(Plan.status) == PlanStatus.DRAFT,
    )
    return work.db.scalars(drafts.order_by(col(Plan.asked_at).desc(), col(Plan.id).desc())).first() or plan


def pins_of(work: Work, plan: Plan) -> Sequence[Pin]:
    """What a plan for these days has to keep."""
    return work.db.scalars(
        select(Pin)
        .where(col(Pin.production_id) == plan.production_id, col(Pin.on_date).between(plan.first_day, plan.last_day))
        .order_by(col(Pin.on_date), col(Pin.block), col(Pin.id))
    ).all()


def cell_of(work: Work, plan: Plan, assignment_id: UUID) -> Assignment:
    row = work.db.get(Assignment, assignment_id)
    if row is None or row.plan_id != plan.id:
        raise Missing
    return row


def change_of(work: Work, plan: Plan, placing_id: UUID) -> Placing:
    placing = work.db.get(Placing, placing_id)
    if placing is None or placing.plan_id != plan.id:
        raise Missing
    return placing


def booking_of(row: Assignment) -> Booking:
    return Booking(row.person_id, row.on_date, row.block, row.workstation_id)


def ends_of(placing: Placing) -> tuple[Booking | None, Booking | None]:
    """Where a change began and where it led."""
    return (
        _end(placing.person_id, placing.from_day, placing.from_block, placing.from_desk_id),
        _end(placing.person_id, placing.to_day, placing.to_block, placing.to_desk_id),
    )


def sentences_against(board: Board, booking: Booking) -> list[str]:
    return [SENTENCES[each] for each in board.against(booking)]


def _end(person: UUID, day: date | None, block: int | None, desk: UUID | None) -> Booking | None:
    return Booking(person, day, block, desk) if day is not None and block is not None and desk is not None else None


def _open(work: Work, plan: Plan, edits: int) -> PlanFacts:
    """Hold the plan for this change alone. Refuses when it is no draft, or when there is a change that was not seen."""
    work.db.scalars(select(Plan).where(col(Plan.id) == plan.id).with_for_update()).one()
    work.db.refresh(plan)
    if plan.status is not PlanStatus.DRAFT:
        raise Conflict(NO_DRAFT)
    if plan.edits != edits:
        raise Refused(SEEN_OTHER)
    return gather(work, plan)


def _refuse_kept(work: Work, plan: Plan, before: Booking, after: Booking | None) -> None:
    for each in pins_of(work, plan):
        if (each.person_id, each.on_date, each.block) != (before.person_id, before.on_date, before.block):
            continue
        same_time = after is not None and (after.on_date, after.block) == (each.on_date, each.block)
        if not same_time or each.workstation_id is not None:
            raise Refused(KEPT)


def _change(work: Work, facts: PlanFacts, before: Booking | None, after: Booking | None) -> None:
    plan = facts.plan
    was = plans_changes.bookings_of(work, plan)
    if before is not None and before not in was:
        raise Refused(GONE)
    rest = board_of(facts, was).without(before)
    if before is not None and before.on_date < facts.first_open:
        raise Refused(N_("This time is over. It stays as it was."))
    if after is not None and (against := rest.against(after)):
        raise Refused(Sentence(SENTENCES[against[0]]), faults=", ".join(against))
    now = [*rest.bookings, after] if after else list(rest.bookings)
    if broken := set(faults(facts, now)) - set(faults(facts, was)):
        raise Refused(BREAKS, faults="; ".join(sorted(broken)))
    _write(work, facts, before, after)
    recount(plan, facts, was, now)
    plan.edits += 1
    _note(work, plan, before, after)


def _write(work: Work, facts: PlanFacts, before: Booking | None, after: Booking | None) -> None:
    row = _row(work, facts.plan, before) if before else None
    if row is None and after is not None:
        work.db.add(proposed(work, facts, after))
    elif row is not None and after is not None:
        row.on_date, row.block, row.workstation_id = after.on_date, after.block, after.workstation_id
        row.starts_at, row.ends_at = _instants(facts, after)
    elif row is not None:
        work.db.delete(row)


def _row(work: Work, plan: Plan, booking: Booking) -> Assignment:
    return work.db.scalars(
        select(Assignment).where(
            col(Assignment.plan_id) == plan.id,
            col(Assignment.person_id) == booking.person_id,
            col(Assignment.on_date) == booking.on_date,
            col(Assignment.block) == booking.block,
        )
    ).one()


def _note(work: Work, plan: Plan, before: Booking | None, after: Booking | None) -> None:
    end = before or after
    if end is None:
        return
    work.db.add(
        Placing(
            id=work.new_id(),
            plan_id=plan.id,
            person_id=end.person_id,
            from_day=before.on_date if before else None,
            from_block=before.block if before else None,
            from_desk_id=before.workstation_id if before else None,
            to_day=after.on_date if after else None,
            to_block=after.block if after else None,
            to_desk_id=after.workstation_id if after else None,
            made_by=work.actor.person_id or plan.asked_by,
            made_at=work.now,
        )
    )
    work.record(Event("placings.changed", plan.id, about=end.person_id, facts={"edits": plan.edits}))


def _instants(facts: PlanFacts, booking: Booking) -> tuple[datetime, datetime]:
    return facts.instants(booking.on_date, booking.block, facts.desks[booking.workstation_id].location_id)


def proposed(work: Work, facts: PlanFacts, booking: Booking) -> Assignment:
    """The row of a booking in a draft, at the hours of its place on that day."""
    starts_at, ends_at = _instants(facts, booking)
    return Assignment(
        id=work.new_id(),
        plan_id=facts.plan.id,
        person_id=booking.person_id,
        workstation_id=booking.workstation_id,
        on_date=booking.on_date,
        block=booking.block,
        starts_at=starts_at,
        ends_at=ends_at,
        status=AssignmentStatus.PROPOSED,
    )
