"""Changes inside somebody's notice: put off at publishing, then answered, overruled for safety only, or let go by the clock."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.forms.day_changes import SafetyReason
from app.forms.sign_ins import Nothing
from app.models.assignments import Assignment, AssignmentStatus
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.plans import Plan
from app.models.productions import Production
from app.rules.assignments import LIFE as DAYS
from app.rules.day_changes import LIFE, Notice
from app.services import absences, notice_windows
from app.services import day_changes_making as making
from app.services.plans_changes import Change

OVER = N_("One of these days has begun, so your days stay as they were.")


@dataclass(frozen=True)
class Asking:
    """What one person is asked first: about which days, by which promises of notice, and until when they can answer."""

    days: frozenset[date]
    notices: Sequence[Notice]
    begins_at: datetime


@dataclass(frozen=True)
class Turn:
    """From one version's days to the next: what changes for whom, and what of it is asked first."""

    changes: Mapping[UUID, Change]
    asked: Mapping[UUID, Asking]
    old: Sequence[Assignment]
    new: Sequence[Assignment]

    def waits(self, row: Assignment) -> bool:
        return row.person_id in self.asked and row.on_date in self.asked[row.person_id].days


def inside_notice(
    work: Work, plan: Plan, changes: Mapping[UUID, Change], rows: Iterable[Assignment]
) -> dict[UUID, Asking]:
    """What has to be asked of whom. `rows` are those of both versions.

    A day that somebody cannot come to, by their own word, is not asked about when it is taken out.
    """
    starts = _coming_starts(work, changes, rows)
    starts = {person: starts[person] for person in _still_there(work, plan, starts)}
    if not starts:
        return {}
    own_wish = absences.said_by_themselves(work, plan, starts)
    production = work.db.get_one(Production, plan.production_id)
    windows = notice_windows.window_of(work, production, starts)
    asked = {
        person: _asking(changes[person].without(changes[person].gone & own_wish[person]), days, windows[person])
        for person, days in starts.items()
    }
    return {person: asking for person, asking in asked.items() if asking is not None}


def put_off(work: Work, plan: Plan, turn: Turn) -> list[Assignment]:
    """Let the days from before hold for whoever is asked. Returns what the new version plans from now on,
    with rows that are not stored yet.
    """
    made = {person: _asked(work, plan, person, turn) for person in turn.asked}
    work.db.flush()
    waiting = [each for each in turn.new if turn.waits(each)]
    for each in waiting:
        each.is_planned, each.change_id = False, made[each.person_id].id
        DAYS.move(work, each, "wait", about=each.person_id)
    work.db.flush()
    kept = [_copied(work, each, plan, made[each.person_id]) for each in turn.old if turn.waits(each)]
    return [*(each for each in turn.new if each.is_planned), *kept]


def agree(work: Work, change: DayChange, _form: Nothing) -> None:
    """Say yes. The days change at once, or as soon as whoever has the desks now has answered as well."""
    if LIFE.allows(change, "agree") and not making.fits(work, change):
        raise Refused(making.UNFIT)
    _answer(work, change, "agree")
    making.settle(work, change)


def keep(work: Work, change: DayChange, _form: Nothing) -> None:
    """Say no, without a reason. The days stay as they were."""
    _answer(work, change, "keep")
    _let_go(work, [change])


def make_for_safety(work: Work, change: DayChange, form: SafetyReason) -> None:
    """Change the days without a yes, for a reason of safety that is written down. The promise counts as broken."""
    change = _locked(work, change)
    if change.begins_at <= work.now:
        raise Refused(OVER)
    if LIFE.allows(change, "make_for_safety") and not making.fits(work, change):
        raise Refused(making.UNFIT_FOR_SAFETY)
    change.safety, change.safety_words = form.safety, form.words
    facts = {**making.counts_of(work, change), "safety": form.safety.value}
    LIFE.move(work, change, "make_for_safety", about=change.person_id, facts=facts)
    change.answered_at = work.now
    if not making.is_made(work, change.plan_id, [change]):
        raise Refused(making.NOT_FREE)
    making.settle(work, change)


def lapse_due(work: Work) -> None:
    """Silence keeps the days: what was not answered ends when the first of its days begins."""
    due = select(DayChange).where(
        col(DayChange.status).in_([DayChangeStatus.WAITING, DayChangeStatus.AGREED]),
        col(DayChange.begins_at) <= work.now,
    )
    lapse(work, work.db.scalars(due.with_for_update(skip_locked=True)).all())


def hold_open(work: Work, plan: Plan | None) -> None:
    """Hold what is asked about this version, before the production is held: an answer takes both in this order."""
    if plan is not None:
        held = _open_of(plan).order_by(col(DayChange.id)).with_for_update()
        work.db.scalars(held.execution_options(populate_existing=True)).all()


def lapse_of(work: Work, plan: Plan) -> None:
    """A newer version asks anew for what it still changes."""
    lapse(work, work.db.scalars(_open_of(plan)).all())


def _open_of(plan: Plan) -> SelectOfScalar[DayChange]:
    open_ones = col(DayChange.status).in_([DayChangeStatus.WAITING, DayChangeStatus.AGREED])
    return select(DayChange).where(col(DayChange.plan_id) == plan.id, open_ones)


def lapse(work: Work, changes: Sequence[DayChange]) -> None:
    for change in changes:
        LIFE.move(work, change, "lapse", about=change.person_id)
        change.answered_at = work.now
    _let_go(work, changes)


def _coming_starts(
    work: Work, changes: Mapping[UUID, Change], rows: Iterable[Assignment]
) -> dict[UUID, dict[date, datetime]]:
    """For each person the days that change, each with its first block that has not begun."""
    starts: dict[UUID, dict[date, datetime]] = defaultdict(dict)
    for each in rows:
        if each.starts_at > work.now and each.on_date in changes[each.person_id].felt_days:
            of_day = starts[each.person_id]
            of_day[each.on_date] = min(each.starts_at, of_day.get(each.on_date, each.starts_at))
    return dict(starts)


def _asking(change: Change, starts: Mapping[date, datetime], window: Mapping[Notice, datetime]) -> Asking | None:
    """One question about everything that changes, so that no day is moved by half; of days that only come, or only go,
    it is about those inside the notice, and the others take effect at once.
    """
    coming = {day: start for day, start in starts.items() if day in change.felt_days}
    inside = frozenset(day for day, start in coming.items() if start < window[change.notice_of(day)])
    if not inside:
        return None
    days = change.felt_days if change.has_halves else inside
    notices = sorted({change.notice_of(day) for day in inside}, key=list(Notice).index)
    return Asking(days, notices, min(start for day, start in coming.items() if day in days))


def _still_there(work: Work, plan: Plan, people: Iterable[UUID]) -> Sequence[UUID]:
    """Whoever left the group is not asked: nothing of theirs goes on."""
    people = list(people)
    if not people:
        return []
    enrolled = select(col(Enrolment.person_id)).where(
        col(Enrolment.cohort_id) == plan.cohort_id,
        col(Enrolment.person_id).in_(people),
        col(Enrolment.status) == EnrolmentStatus.ENROLLED,
    )
    return work.db.scalars(enrolled).all()


def _asked(work: Work, plan: Plan, person: UUID, turn: Turn) -> DayChange:
    made = DayChange(
        id=work.new_id(),
        plan_id=plan.id,
        person_id=person,
        status=DayChangeStatus.WAITING,
        begins_at=turn.asked[person].begins_at,
        asked_at=work.now,
    )
    work.db.add(made)
    asked = turn.changes[person].only(turn.asked[person].days)
    work.record(asked.event("day_changes.asked", made.id, person))
    return made


def _copied(work: Work, row: Assignment, plan: Plan, change: DayChange) -> Assignment:
    return Assignment(
        id=work.new_id(),
        plan_id=plan.id,
        person_id=row.person_id,
        workstation_id=row.workstation_id,
        on_date=row.on_date,
        block=row.block,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        status=AssignmentStatus.PROPOSED,
        change_id=change.id,
    )


def _answer(work: Work, change: DayChange, move: str) -> None:
    locked = _locked(work, change)
    if locked.begins_at <= work.now:
        raise Refused(OVER)
    LIFE.move(work, locked, move, about=locked.person_id, facts={"plan": str(locked.plan_id)})
    locked.answered_at = work.now


def _locked(work: Work, change: DayChange) -> DayChange:
    """Answers of one production follow one another, so that two who swap desks are never both told to wait, and two
    groups never take the last licence both. The order is the same everywhere: change, production, plan.
    """
    held = select(col(Plan.production_id)).where(col(Plan.id) == change.plan_id)
    work.db.scalars(select(Production).where(col(Production.id).in_(held)).with_for_update()).one()
    work.db.get_one(Plan, change.plan_id, with_for_update=True)
    work.db.refresh(change)
    return change


def _let_go(work: Work, changes: Sequence[DayChange]) -> None:
    for each in making.rows_of(work, changes):
        if each.status is AssignmentStatus.WAITING_FOR_YES:
            DAYS.move(work, each, "let_go", about=each.person_id)
