"""Who could read an application: reviewers of its programme who stand in no other relation to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.actors import Role
from app.models.applications import Application
from app.models.people import Person, RoleGrant
from app.models.reviews import Review, ReviewStatus
from app.rules.ties import tied


@dataclass(frozen=True)
class Candidate:
    """A reviewer who may be asked, and how many reviews they were asked for and have not given yet."""

    person_id: UUID
    name: str
    waiting: int


def reviewers_for(db: Session, application: Application) -> Sequence[Candidate]:
    """Those who may be asked, the least busy first.

    Advisers of a programme never review in it, whoever they advise: leaving out only one adviser for one applicant
    would tell that this person asked for something. Whoever is tied to the applicant or was asked is left out.
    """
    waiting = func.count(col(Review.id))
    rows = db.execute(
        select(Person.id, Person.name, waiting)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .join(Application, col(Application.id) == application.id)
        .outerjoin(Review, (col(Review.reviewer_id) == Person.id) & (col(Review.status) == ReviewStatus.ASSIGNED))
        .where(
            col(RoleGrant.role) == Role.REVIEWER,
            col(RoleGrant.programme_id) == application.programme_id,
            ~tied(col(Person.id)),
            *(col(Person.id).not_in(people) for people in _unsuited(application)),
        )
        .group_by(col(Person.id), col(Person.name))
        .order_by(waiting, col(Person.name), col(Person.id))
    ).all()
    return [Candidate(*row) for row in rows]


def _unsuited(application: Application) -> Sequence[Select[Any]]:
    advisers = select(RoleGrant.person_id).where(
        col(RoleGrant.role) == Role.ADVISER, col(RoleGrant.programme_id) == application.programme_id
    )
    asked = select(Review.reviewer_id).where(col(Review.application_id) == application.id)
    return advisers, asked
