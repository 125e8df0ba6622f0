"""Check-ins: how it goes, line by line, each line with who may read it. It starts at "only me"."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class Audience(StrEnum):
    """Who may read one line besides its author. A trainee chooses; what a mentor writes is for the trainee too."""

    ONLY_ME = "only_me"
    MY_MENTOR = "my_mentor"
    MY_PROGRAMME = "my_programme"
    MY_TRAINEE = "my_trainee"


class CheckinStatus(StrEnum):
    DRAFT = "draft"
    WRITTEN = "written"
    SKIPPED = "skipped"


class Checkin(SQLModel, table=True):
    """One person's check-in for one week of a match: the trainee's own, or the mentor's about the work."""

    __tablename__ = "checkins"
    __table_args__ = (UniqueConstraint("match_id", "author_id", "week_of"),)

    id: UUID = Field(primary_key=True)
    match_id: UUID = Field(foreign_key="matches.id", index=True)
    author_id: UUID = Field(foreign_key="people.id", index=True)
    week_of: date
    status: CheckinStatus = Field(sa_column=enum_column(CheckinStatus, "checkin_status"))
    written_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class CheckinLine(SQLModel, table=True):
    """One answer to one question as it was asked. `value` is the person's own words, or a choice of the blueprint."""

    __tablename__ = "checkin_lines"

    checkin_id: UUID = Field(primary_key=True, foreign_key="checkins.id")
    question: str = Field(primary_key=True, max_length=60)
    wording: str = Field(max_length=500)
    value: str = Field(sa_column=sealed_text("checkin_lines", "value", length=4000))
    readable_by: Audience = Field(sa_column=enum_column(Audience, "audience"))
