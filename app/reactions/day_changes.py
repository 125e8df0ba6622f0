"""What follows a change inside somebody's notice: they are asked, and the coordinator learns of the answer."""

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date, spoken
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.day_changes import DayChange
from app.models.people import Person
from app.models.plans import Plan, PlanReason
from app.models.productions import Production
from app.reactions.following import follows
from app.rules.day_changes import ANSWERS, SAFETY
from app.rules.plans import REASONS
from app.services import messages


@follows("day_changes.asked")
def ask(work: Work, event: OutboxEvent) -> None:
    plan = _plan(work, event)
    _tell(work, event, plan, "day_change_asked", REASONS[plan.reason or PlanReason.FIRST])


@follows("day_changes.made")
def tell_made(work: Work, event: OutboxEvent) -> None:
    """Whoever changed their days by their own press has read it there; whoever waited for a desk has not."""
    if event.actor_id != event.about:
        plan = _plan(work, event)
        _tell(work, event, plan, "day_change_made", REASONS[plan.reason or PlanReason.FIRST])


@follows("day_changes.made_for_safety")
def tell_safety(work: Work, event: OutboxEvent) -> None:
    change = work.db.get_one(DayChange, event.subject_id)
    assert change.safety is not None  # noqa: S101 - the move sets it
    _tell(work, event, _plan(work, event), "day_change_made_for_safety", SAFETY[change.safety])


@follows("day_changes.agreed")
def tell_yes(work: Work, event: OutboxEvent) -> None:
    _tell_coordinator(work, event)


@follows("day_changes.kept")
def tell_no(work: Work, event: OutboxEvent) -> None:
    _tell_coordinator(work, event)


def _tell(work: Work, event: OutboxEvent, plan: Plan, template: str, why: str) -> None:
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, event.about),
        event_id=event.id,
        facts={
            "production": _title(work, plan),
            "why": spoken(why),
            "added": event.facts["added"],
            "gone": event.facts["gone"],
            "first_day": full_date(date.fromisoformat(str(event.facts["first_day"]))),
            "who": work.db.get_one(Person, plan.asked_by).name,
        },
        path=f"/my-changes/{event.subject_id}",
    )


def _tell_coordinator(work: Work, event: OutboxEvent) -> None:
    """The coordinator who asked for this plan answers for it."""
    plan = _plan(work, event)
    messages.write(
        work,
        "day_change_answered",
        to=work.db.get_one(Person, plan.asked_by),
        event_id=event.id,
        facts={
            "person": work.db.get_one(Person, event.about).name,
            "production": _title(work, plan),
            "answer": spoken(ANSWERS[event.name]),
        },
        path=f"/plans/{plan.id}/changes",
    )


def _plan(work: Work, event: OutboxEvent) -> Plan:
    change = work.db.get_one(DayChange, event.subject_id)
    return work.db.get_one(Plan, change.plan_id)


def _title(work: Work, plan: Plan) -> str:
    return work.db.scalars(select(col(Production.title)).where(col(Production.id) == plan.production_id)).one()
