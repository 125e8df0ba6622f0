"""Texts that supporters wrote for the questions of an application, with the names of whoever wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased
from sqlmodel import col

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


Asked, Writer = aliased(Supporter), aliased(Person)
NAMES: tuple[Any, ...] = (PreparedAnswer, Writer.name, Asked.name)
"""What `beside_writers` brings: a text, the name of whoever wrote it, and what they were called when asked."""


def beside_writers(found: Select[Any]) -> Select[Any]:
    """With whoever wrote each text of this statement, if anybody did."""
    asked = found.outerjoin(Asked, col(Asked.id) == PreparedAnswer.supporter_id)
    return asked.outerjoin(Writer, col(Writer.id) == Asked.supporter_id)


def prepared(row: PreparedAnswer, own_name: str | None, called: str) -> Prepared:
    return Prepared(row, called if own_name is None else own_name)


def prepared_in(work: Work, application_id: UUID) -> Sequence[Prepared]:
    """Every text that was written for this application, in the order in which the questions were first written for."""
    mine = select(*NAMES).where(col(PreparedAnswer.application_id) == application_id)
    rows = work.db.execute(beside_writers(mine.order_by(col(PreparedAnswer.id)))).all()
    return [prepared(*row) for row in rows]
