"""The line that each sent application has on the managers' board: what lists are filtered and ordered by, and no more."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, Column, Index, Integer
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.models.applications import ApplicationStatus, Outcome


class Reading(StrEnum):
    """How far the reading of an application is, against what its programme asks for."""

    FEW = "few"
    WAITING = "waiting"
    COMPLETE = "complete"


class BoardLine(SQLModel, table=True):
    """Written again in every transaction that changes what it says; `services.decisions_board` sees to that.

    `place` is the reference with a number of fixed length, so that text order is number order. `below_top` is 100 minus
    the score and 101 without one, so that the highest score comes first in rising order. `id` follows the order of
    sending, and is the key of the line's words for searching.
    """

    __tablename__ = "board_lines"
    __table_args__ = (
        Index("ix_board_lines_place", "programme_id", "place"),
        Index("ix_board_lines_score", "programme_id", "below_top", "place"),
        Index("ix_board_lines_sent", "programme_id", "sent_at", "place"),
        Index("ix_board_lines_status_place", "programme_id", "status", "place"),
        Index("ix_board_lines_status_score", "programme_id", "status", "below_top", "place"),
        Index("ix_board_lines_status_sent", "programme_id", "status", "sent_at", "place"),
    )

    id: int | None = Field(
        default=None,
        sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    )
    application_id: UUID = Field(foreign_key="applications.id", unique=True)
    programme_id: UUID = Field(foreign_key="programmes.id")
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    place: str = Field(max_length=20, unique=True)
    status: ApplicationStatus = Field(sa_column=enum_column(ApplicationStatus, "board_status"))
    reading: Reading = Field(sa_column=enum_column(Reading, "reading"))
    outcome: Outcome | None = Field(default=None, sa_column=enum_column(Outcome, "board_outcome", nullable=True))
    has_file: bool
    below_top: int
    sent_at: datetime = Field(sa_column=utc())
