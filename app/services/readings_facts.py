"""What spreading needs to know of an intake: its open applications, its readers, what ties them, and who was asked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.reviews import Review, ReviewStatus
from app.rules.decisions import visible_to
from app.rules.reviews import EXPECTED, OPEN_FOR_READING
from app.rules.ties import tied
from app.services.reviewers import reviewers_of_programme


@dataclass(frozen=True)
class OpenApplication:
    id: UUID
    reference: str


@dataclass(frozen=True)
class Reader:
    """`asked` are the applications of this intake that they were ever asked to read, by how each stands."""

    id: UUID
    name: str
    email: str
    asked: Mapping[UUID, ReviewStatus]

    @property
    def waiting(self) -> int:
        return sum(status is ReviewStatus.ASSIGNED for status in self.asked.values())


@dataclass(frozen=True)
class Facts:
    """Everything in the order of references and names. `tied` are pairs of an application and a reader."""

    applications: Sequence[OpenApplication]
    readers: Sequence[Reader]
    tied: frozenset[tuple[UUID, UUID]]

    @property
    def readings(self) -> Mapping[UUID, int]:
        """How many readings each application has or will have; whoever stepped back or is tied counts for nothing."""
        return Counter(
            application_id
            for reader in self.readers
            for application_id, status in reader.asked.items()
            if status in EXPECTED and (application_id, reader.id) not in self.tied
        )

    def may_read(self, application_id: UUID, reader: Reader) -> bool:
        return application_id not in reader.asked and (application_id, reader.id) not in self.tied


def facts_of(work: Work, cohort: Cohort) -> Facts:
    """Four statements, however many applications and readers there are."""
    here = visible_to(work.actor).where(
        col(Application.cohort_id) == cohort.id, col(Application.status).in_(OPEN_FOR_READING)
    )
    ids = here.with_only_columns(col(Application.id)).scalar_subquery()
    applications = work.db.execute(
        here.with_only_columns(col(Application.id), col(Application.reference)).order_by(col(Application.reference))
    )
    asked = _asked(work, cohort)
    people = work.db.execute(
        reviewers_of_programme(cohort.programme_id)
        .with_only_columns(col(Person.id), col(Person.name), col(Person.email))
        .order_by(col(Person.name), col(Person.id))
    )
    ties = work.db.execute(
        reviewers_of_programme(cohort.programme_id)
        .join(Application, col(Application.id).in_(ids))
        .where(tied(col(Person.id)))
        .with_only_columns(col(Application.id), col(Person.id))
    )
    return Facts(
        [OpenApplication(*row) for row in applications],
        [Reader(person_id, name, email, asked.get(person_id, {})) for person_id, name, email in people],
        frozenset((application_id, person_id) for application_id, person_id in ties),
    )


def _asked(work: Work, cohort: Cohort) -> Mapping[UUID, Mapping[UUID, ReviewStatus]]:
    rows = work.db.execute(
        select(Review.reviewer_id, Review.application_id, Review.status)
        .join(Application, col(Application.id) == Review.application_id)
        .where(col(Application.cohort_id) == cohort.id)
    )
    asked: dict[UUID, dict[UUID, ReviewStatus]] = {}
    for reviewer_id, application_id, status in rows:
        asked.setdefault(reviewer_id, {})[application_id] = ReviewStatus(status)
    return asked
