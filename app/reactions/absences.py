"""What follows when a trainee says that they cannot come: the coordinator of the plan is told, and not why."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.absences import Absence
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Production
from app.reactions.following import follows
from app.services import messages


@follows("absences.said")
def tell(work: Work, event: OutboxEvent) -> None:
    absence = work.db.get_one(Absence, event.subject_id)
    if absence.ended_at is not None:
        return
    plan = work.db.get_one(Plan, UUID(str(event.facts["plan"])))
    name = work.db.scalars(select(col(Person.name)).where(col(Person.id) == absence.person_id)).one()
    messages.write(
        work,
        "absence_told",
        to=work.db.get_one(Person, plan.asked_by),
        event_id=event.id,
        facts={
            "person": name,
            "production": work.db.get_one(Production, absence.production_id).title,
            "first_day": full_date(absence.first_day),
            "last_day": full_date(absence.last_day),
        },
        path=f"/productions/{absence.production_id}/absences",
    )
