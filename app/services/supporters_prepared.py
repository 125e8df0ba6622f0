"""Texts that supporters wrote for the questions of an application, with the names of whoever wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.core.work import Work
from app.models.people import Person
from app.models.supporters import PreparedAnswer, Supporter


@dataclass(frozen=True)
class Prepared:
    """One text for one question, with the name of whoever wrote it."""

    row: PreparedAnswer
    writer: str

    @property
    def waits(self) -> bool:
        return self.row.settled_at is None


def writer_of_text() -> Any:
    """The name of whoever wrote the text of the statement around: their own, else what they were called when asked."""
    return (
        select(func.coalesce(col(Person.name), col(Supporter.name)))
        .select_from(Supporter)
        .outerjoin(Person, col(Person.id) == Supporter.supporter_id)
        .where(col(Supporter.id) == PreparedAnswer.supporter_id)
        .correlate(PreparedAnswer)
        .scalar_subquery()
    )


def prepared_in(work: Work, application_id: UUID) -> Sequence[Prepared]:
    """Every text that was written for this application, in the order in which the questions were first written for."""
    rows = work.db.execute(
        select(PreparedAnswer, writer_of_text())
        .where(col(PreparedAnswer.application_id) == application_id)
        .order_by(col(PreparedAnswer.id))
    ).all()
    return [Prepared(row, name) for row, name in rows]
