"""What a person can share with a supporter today: the parts of their applications, and what is about themself."""

from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.rules.supporters_sections import ABOUT_THE_PERSON, Section, sections_of


def offered(work: Work, person_id: UUID) -> list[Section]:
    """In one order everywhere: applications from the oldest, then what is about the person."""
    rows = work.db.execute(
        select(Application.id, Programme.key)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(col(Application.person_id) == person_id, col(Application.status) != ApplicationStatus.DELETED)
        .order_by(col(Application.id))
    ).all()
    parts = [section for application_id, key in rows for section in sections_of(blueprint_of(key), application_id)]
    return [*parts, *ABOUT_THE_PERSON]
