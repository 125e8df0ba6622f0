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
from app.models.productions import Location, Production, ShootDay
from app.models.workstations import Workstation
from app.rules.plans import PLANS
from app.services import plans_versions
from app.services.plans_changes import bookings_of
from app.services.plans_checks import faults
from app.services.plans_facts import current_version, gather

LAST_OF_WEEK = timedelta(days=6)

NO_DRAFT = N_(
    "Somebody published this draft, or put it aside, while you had it open. Open the plan to see what it is now."
)
CHANGED = N_(
    "What this draft was made from has changed: a day, a desk, a person or an agreed adjustment. Ask for a new draft."
)
OTHER_VERSION = N_(
    "Somebody else published a plan for these days while you had this page open. The list below compares with it now. "
    "Read it, then publish again if it is still right."
)


def want(work: Work, production: Production, form: PlanWish) -> Plan:
    """Ask for a plan. It is made in the background and nobody but coordinators sees the draft."""
    cohort = work.db.get(Cohort, form.cohort)
    if cohort is None or cohort.programme_id != production.programme_id:
        raise Refused(N_("Choose one of the groups in the list"), field="cohort")
    monday = form.week - timedelta(days=form.week.weekday())
    _refuse_week_without_days(work, production, monday)
    plan = Plan(
        id=work.new_id(),
        production_id=production.id,
        cohort_id=cohort.id,
        status=PlanStatus.WANTED,
        first_day=monday,
        last_day=monday + LAST_OF_WEEK,
        asked_by=_asker(work),
        asked_at=work.now,
    )
    work.db.add(plan)
    work.record(Event("plans.wanted", plan.id, programme_id=production.programme_id))
    return plan


def want_again(work: Work, plan: Plan, _form: Nothing) -> None:
    """Ask once more for a plan that could not be made."""
    plan.trouble = ""
    PLANS.move(work, plan, "want_again")


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
    production = work.db.scalars(
        select(Production).where(col(Production.id) == plan.production_id).with_for_update()
    ).one()
    work.db.refresh(plan)
    if not PLANS.allows(plan, "publish"):
        raise Conflict(NO_DRAFT)
    facts = gather(work, plan)
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


def _refuse_week_without_days(work: Work, production: Production, monday: date) -> None:
    days = select(func.count()).where(
        col(ShootDay.production_id) == production.id, col(ShootDay.on_date).between(monday, monday + LAST_OF_WEEK)
    )
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
