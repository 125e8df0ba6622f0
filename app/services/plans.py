"""What coordinators do with plans: ask for one, publish a draft as a version, put one aside and bring it back."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from app.core.errors import Conflict, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.plans import FirstPublication, PlanWish, Publication
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.rules.plans import MOST_WEEKS, PLANS
from app.services import day_changes, plans_solving, plans_versions
from app.services.plans_changes import bookings_of
from app.services.plans_checks import faults
from app.services.plans_facts import current_version, gather
from app.services.working_hours import days_to_plan

LAST_OF_WEEK = timedelta(days=6)

NO_DRAFT = N_(
    "Somebody published this draft, or put it aside, while you had it open. Open the plan to see what it is now."
)
CHANGED = N_(
    "What this draft was made from has changed: a day, a desk, a person or an agreed adjustment. Ask for a new draft."
)
TWO_PLANS = N_(
    "Two published plans lie in these weeks: one from %(first)s, one from %(second)s. Ask for each of them by itself."
)
LONGER_PLAN = N_("The published plan runs from %(first)s to %(last)s. Choose all of these weeks.")
OTHER_VERSION = N_(
    "Somebody else published a plan for these days while you had this page open. The list below compares with it now. "
    "Read it, then publish again if it is still right."
)


def want(work: Work, production: Production, form: PlanWish) -> Plan:
    """Ask for a plan. It is made in the background and nobody but coordinators sees the draft."""
    cohort = work.db.get(Cohort, form.cohort)
    if cohort is None or cohort.programme_id != production.programme_id:
        raise Refused(N_("Choose one of the groups in the list"), field="cohort")
    monday, sunday = _weeks_of(form)
    _refuse_weeks_without_days(work, production, monday, sunday)
    _refuse_part_of_published(work, production, cohort, (monday, sunday))
    plan = Plan(
        id=work.new_id(),
        production_id=production.id,
        cohort_id=cohort.id,
        status=PlanStatus.WANTED,
        first_day=monday,
        last_day=sunday,
        order=form.order,
        asked_by=_asker(work),
        asked_at=work.now,
    )
    work.db.add(plan)
    work.record(Event("plans.wanted", plan.id, programme_id=production.programme_id))
    return plan


def want_again(work: Work, plan: Plan, _form: Nothing) -> None:
    """Ask once more for a plan that could not be made."""
    PLANS.move(work, plan, "want_again")
    plan.trouble, plan.changed_what, plan.changed_at, plan.lease_until = "", "", None, None


def start_solving(work: Work, plan: Plan) -> None:
    PLANS.move(work, plan, "solve")


def stop(work: Work, plan: Plan, trouble: str) -> None:
    """Say why a plan could not be made; `trouble` is a message id. What was published stays."""
    plan.trouble = trouble
    PLANS.move(work, plan, "stop")


def publish(work: Work, plan: Plan, form: Publication | FirstPublication) -> None:
    """Make a draft the version that holds. Answers stay where nothing changed for the person.

    Two coordinators cannot publish over one another: the production's row is locked first, and the version that the
    form was compared with must still be the one that holds.
    """
    day_changes.hold_open(work, current_version(work, plan))
    production = work.db.scalars(
        select(Production).where(col(Production.id) == plan.production_id).with_for_update()
    ).one()
    work.db.refresh(plan)
    if plan.status is PlanStatus.STALE:
        raise Refused(CHANGED)
    if not PLANS.allows(plan, "publish"):
        raise Conflict(NO_DRAFT)
    facts = gather(work, plan)
    if plan.inputs_mark and plans_solving.changed_since(plan, facts):
        raise Refused(CHANGED)
    _refuse_without_preview(work, plan)
    before = current_version(work, plan)
    if form.replaces != (str(before.id) if before else ""):
        raise Refused(OTHER_VERSION)
    bookings = bookings_of(work, plan)
    if faults(facts, bookings):
        raise Refused(CHANGED, faults="; ".join(faults(facts, bookings)))
    PLANS.move(work, plan, "publish", programme_id=production.programme_id, facts={"reason": form.reason.value})
    plan.version, plan.published_at, plan.reason = _next_version(work, plan), work.now, form.reason
    plans_versions.replace(work, before, plan)


def discard(work: Work, plan: Plan, _form: Nothing) -> None:
    """Put a draft aside. It can be brought back."""
    PLANS.move(work, plan, "discard")


def bring_back(work: Work, plan: Plan, _form: Nothing) -> None:
    PLANS.move(work, plan, "bring_back")


def _asker(work: Work) -> UUID:
    person = work.db.get(Person, work.actor.person_id) if work.actor.person_id else None
    if person is None:
        raise Refused(N_("Sign in to ask for a plan."))
    return person.id


def _weeks_of(form: PlanWish) -> tuple[date, date]:
    """From Monday to Sunday. Refuses weeks that end before they begin, and more of them than are planned at once."""
    first, last = (day - timedelta(days=day.weekday()) for day in (form.week, form.until or form.week))
    if last < first:
        raise Refused(N_("Choose the same week or a later one"), field="until")
    if last - first >= timedelta(weeks=MOST_WEEKS):
        raise Refused(sentence(N_("A plan has at most %(weeks)s weeks"), weeks=MOST_WEEKS), field="until")
    return first, last + LAST_OF_WEEK


def _refuse_part_of_published(work: Work, production: Production, cohort: Cohort, days: tuple[date, date]) -> None:
    """A new version takes the place of one published plan as a whole, so that no week of it is lost."""
    published = work.db.scalars(
        select(Plan)
        .where(
            col(Plan.production_id) == production.id,
            col(Plan.cohort_id) == cohort.id,
            col(Plan.status) == PlanStatus.PUBLISHED,
            col(Plan.first_day) <= days[1],
            col(Plan.last_day) >= days[0],
        )
        .order_by(col(Plan.first_day))
    ).all()
    if len(published) > 1:
        raise Refused(
            sentence(TWO_PLANS, first=published[0].first_day, second=published[1].first_day),
            field="until",
        )
    for plan in published:
        if plan.first_day < days[0] or plan.last_day > days[1]:
            raise Refused(sentence(LONGER_PLAN, first=plan.first_day, last=plan.last_day), field="week")


def _refuse_weeks_without_days(work: Work, production: Production, monday: date, sunday: date) -> None:
    known = days_to_plan(production).c.on_date
    days = select(func.count(known)).where(known.between(monday, sunday))
    if not work.db.scalar(days):
        raise Refused(N_("The production does not work in this week. Choose another week."), field="week")


def _refuse_without_preview(work: Work, plan: Plan) -> None:
    """A day is only published with the whole preview: the way there, the work, the place, what could change (P8)."""
    described = (
        select(col(Location.name))
        .join(Workstation, col(Workstation.location_id) == Location.id)
        .where(col(Workstation.id).in_(plans_versions.desks_of(plan)))
        .where(
            (col(Location.way_there) == "")
            | (col(Location.what_you_do) == "")
            | (col(Location.what_could_change) == "")
            | (col(Workstation.what_it_is_like) == "")
        )
    )
    empty = work.db.scalars(described.order_by(col(Location.name))).first()
    if empty is not None:
        raise Refused(
            sentence(N_("%(place)s or one of its desks is not described yet. Describe it first."), place=empty)
        )


def _next_version(work: Work, plan: Plan) -> int:
    """Versions count for each week."""
    latest = select(func.max(col(Plan.version))).where(
        col(Plan.production_id) == plan.production_id,
        col(Plan.cohort_id) == plan.cohort_id,
        col(Plan.first_day) == plan.first_day,
    )
    return (work.db.scalar(latest) or 0) + 1
