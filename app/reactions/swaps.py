"""What follows a swap: the coordinator is told which desk, and never why."""

from datetime import date

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.reactions.following import follows
from app.services import messages


@follows("swaps.made")
def tell_coordinator(work: Work, event: OutboxEvent) -> None:
    assignment = work.db.get_one(Assignment, event.subject_id)
    plan = work.db.get_one(Plan, assignment.plan_id)
    messages.write(
        work,
        "desk_swapped",
        to=work.db.get_one(Person, plan.asked_by),
        event_id=event.id,
        facts={
            "person": work.db.get_one(Person, assignment.person_id).name,
            "before": event.facts["before"],
            "now": event.facts["now"],
            "day": full_date(date.fromisoformat(str(event.facts["day"]))),
        },
        path=f"/plans/{plan.id}",
    )
