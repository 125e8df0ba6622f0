"""What follows published days and answers: the people whose days changed are told, and the coordinator of an answer."""

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date, spoken
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan, PlanReason
from app.models.productions import Production
from app.reactions.following import follows
from app.rules.plans import REASONS
from app.services import messages


@follows("assignments.days_changed")
def tell_change(work: Work, event: OutboxEvent) -> None:
    """Tell one person what changed in their days. Whoever's days stayed the same has no such event."""
    plan = work.db.get_one(Plan, event.subject_id)
    person = work.db.get_one(Person, event.about)
    messages.write(
        work,
        "days_planned" if event.facts["is_first"] else "days_changed",
        to=person,
        event_id=event.id,
        facts={
            "production": _title(work, plan),
            "why": spoken(REASONS[plan.reason or PlanReason.FIRST]),
            "added": event.facts["added"],
            "gone": event.facts["gone"],
            "kept": event.facts["kept"],
            "first_day": full_date(date.fromisoformat(str(event.facts["first_day"]))),
            "who": work.db.get_one(Person, plan.asked_by).name,
        },
        path="/my-days",
    )


@follows("assignments.day_change_asked")
def tell_wish(work: Work, event: OutboxEvent) -> None:
    assignment = work.db.get_one(Assignment, event.subject_id)
    plan = work.db.get_one(Plan, assignment.plan_id)
    _tell_coordinator(work, event, plan, "change_asked", {"day": full_date(assignment.on_date)})


@follows("assignments.talk_asked")
def tell_talk(work: Work, event: OutboxEvent) -> None:
    assignment = work.db.get_one(Assignment, event.subject_id)
    plan = work.db.get_one(Plan, assignment.plan_id)
    _tell_coordinator(work, event, plan, "talk_asked", {"day": full_date(assignment.on_date)})


@follows("assignments.days_agreed")
def tell_agreement(work: Work, event: OutboxEvent) -> None:
    plan = work.db.get_one(Plan, event.subject_id)
    _tell_coordinator(work, event, plan, "days_agreed", {"count": event.facts["count"]})


def _tell_coordinator(
    work: Work, event: OutboxEvent, plan: Plan, template: str, facts: dict[str, str | int | None]
) -> None:
    """The coordinator who asked for this plan answers for it."""
    person = work.db.scalars(select(col(Person.name)).where(col(Person.id) == event.about)).one()
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, plan.asked_by),
        event_id=event.id,
        facts={"person": person, "production": _title(work, plan), **facts},
        path=f"/plans/{plan.id}",
    )


def _title(work: Work, plan: Plan) -> str:
    return work.db.scalars(select(col(Production.title)).where(col(Production.id) == plan.production_id)).one()
