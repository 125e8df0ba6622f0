"""Who could read an application: reviewers of its programme whom nothing ties to it."""

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
from app.rules.ties import KINDS, Kind, tied, ties


@dataclass(frozen=True)
class Candidate:
    """A reviewer who may be asked, and how many reviews they were asked for and have not given yet."""

    person_id: UUID
    name: str
    waiting: int


@dataclass(frozen=True)
class SetApart:
    """A reviewer who may not be asked, with the kinds of tie in words. That is all that is ever said of it."""

    name: str
    kinds: Sequence[str]


def reviewers_for(db: Session, application: Application) -> Sequence[Candidate]:
    """Those who may be asked, the least busy first.

    Advisers of a programme never review in it, whoever they advise: leaving out only one adviser for one applicant
    would tell that this person asked for something. Whoever is tied to the applicant or was asked is left out.
    """
    waiting = func.count(col(Review.id))
    asked = select(Review.reviewer_id).where(col(Review.application_id) == application.id)
    rows = db.execute(
        reviewers_of_programme(application.programme_id)
        .join(Application, col(Application.id) == application.id)
        .outerjoin(Review, (col(Review.reviewer_id) == Person.id) & (col(Review.status) == ReviewStatus.ASSIGNED))
        .where(~tied(col(Person.id)), col(Person.id).not_in(asked))
        .with_only_columns(col(Person.id), col(Person.name), waiting)
        .group_by(col(Person.id), col(Person.name))
        .order_by(waiting, col(Person.name), col(Person.id))
    ).all()
    return [Candidate(*row) for row in rows]


def set_apart(db: Session, application: Application) -> Sequence[SetApart]:
    """The reviewers of the programme whom something ties to this application, for its managers."""
    found = ties(col(Person.id))
    rows = db.execute(
        reviewers_of_programme(application.programme_id)
        .join(Application, col(Application.id) == application.id)
        .where(tied(col(Person.id)))
        .with_only_columns(col(Person.name), *(condition.label(kind) for kind, condition in found.items()))
        .order_by(col(Person.name), col(Person.id))
    ).all()
    return [SetApart(row[0], [KINDS[kind] for kind in Kind if getattr(row, kind)]) for row in rows]


def readers_of(db: Session, application: Application) -> Sequence[tuple[UUID, str]]:
    """Everybody who reads in this programme but the applicant, by name."""
    rows = db.execute(
        reviewers_of_programme(application.programme_id)
        .where(col(Person.id) != application.person_id)
        .with_only_columns(col(Person.id), col(Person.name))
        .order_by(col(Person.name), col(Person.id))
    )
    return [(person_id, name) for person_id, name in rows]


def reviewers_of_programme(programme_id: UUID) -> Select[Any]:
    """Whoever holds the role there and advises nobody there; a statement on people, to be narrowed."""
    advisers = select(RoleGrant.person_id).where(
        col(RoleGrant.role) == Role.ADVISER, col(RoleGrant.programme_id) == programme_id
    )
    return (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(
            col(RoleGrant.role) == Role.REVIEWER,
            col(RoleGrant.programme_id) == programme_id,
            col(Person.id).not_in(advisers),
        )
    )
