"""Many people at once who answered an equality question, because few are never counted."""

from sqlalchemy import func
from sqlmodel import select

from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.monitoring import MonitoringAnswer
from app.models.people import Channel, Person


def counted(work: Work, cohort: Cohort, *, people: int, age: str, status: ApplicationStatus) -> list[Person]:
    """So many people with an application in this state, all of the same age."""
    found = []
    before = work.db.scalar(select(func.count()).select_from(Application)) or 0
    for number in range(before + 1000, before + 1000 + people):
        new = work.new_id()
        person = Person(
            id=new, name=f"Person {new}", email=f"{new}@example.com", channel=Channel.EMAIL, created_at=work.now
        )
        work.db.add(person)
        work.db.flush()
        work.db.add(
            Application(
                id=work.new_id(), reference=f"LUM-{number}", number=number,
                programme_id=cohort.programme_id, cohort_id=cohort.id, person_id=new, status=status,
                started_at=work.now, sent_at=work.now,
            )
        )  # fmt: skip
        row = work.new_id()
        sealed = work.vault.seal(age, table="monitoring_answers", column="sealed_value", row=row)
        work.db.add(
            MonitoringAnswer(
                id=row, person_id=new, programme_id=cohort.programme_id, question="age", sealed_value=sealed,
                answered_at=work.now,
            )
        )  # fmt: skip
        found.append(person)
    work.db.flush()
    return found
