"""What follows arrivals: a kind question to whoever was not seen, and the coordinator of somebody who wants to talk."""

from datetime import date
from uuid import UUID

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.arrivals import KindAnswer
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Production
from app.reactions.following import follows
from app.services import messages


@follows("arrivals.not_seen")
def ask_kindly(work: Work, event: OutboxEvent) -> None:
    messages.write(
        work,
        "kind_check",
        to=work.db.get_one(Person, event.about),
        event_id=event.id,
        facts={"production": event.facts["production"]},
        path=f"/my-days/{event.facts['assignment']}/check",
    )


@follows("arrivals.answered")
def tell_answer(work: Work, event: OutboxEvent) -> None:
    """Only a wish to talk needs somebody; that somebody is fine stands on the sheet of the day."""
    if event.facts["answer"] != KindAnswer.TALK:
        return
    plan = work.db.get_one(Plan, UUID(str(event.facts["plan"])))
    messages.write(
        work,
        "kind_answer",
        to=work.db.get_one(Person, plan.asked_by),
        event_id=event.id,
        facts={
            "person": work.db.get_one(Person, event.about).name,
            "production": work.db.get_one(Production, plan.production_id).title,
            "day": full_date(date.fromisoformat(str(event.facts["day"]))),
        },
        path=f"/productions/{plan.production_id}/today",
    )
