"""Reviews: one reviewer's reading of one application, with a score for each criterion of the rubric."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import sealed_text


class ReviewStatus(StrEnum):
    ASSIGNED = "assigned"
    WRITTEN = "written"
    ABSTAINED = "abstained"
    CONFLICT = "conflict"


class Tie(StrEnum):
    """What ties a reviewer to an applicant, so that they may not read the application at all."""

    FAMILY = "family"
    FRIEND = "friend"
    EMPLOYER = "employer"
    MENTOR = "mentor"
    SUPPORTER = "supporter"


class Review(SQLModel, table=True):
    """`note` is for the managers of the programme alone. `tie` is set exactly when the state is a conflict.

    `passes_screening` is the quick yes or no before the full review, None before it is said or where none is asked.
    """

    __tablename__ = "reviews"
    __table_args__ = (UniqueConstraint("application_id", "reviewer_id"),)

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    reviewer_id: UUID = Field(foreign_key="people.id", index=True)
    status: ReviewStatus = Field(sa_column=enum_column(ReviewStatus, "review_status"))
    tie: Tie | None = Field(default=None, sa_column=enum_column(Tie, "tie", nullable=True))
    note: str = Field(default="", sa_column=sealed_text("reviews", "note", length=4000))
    passes_screening: bool | None = Field(default=None)
    screening_note: str = Field(default="", sa_column=sealed_text("reviews", "screening_note", length=2000))
    assigned_at: datetime = Field(sa_column=utc())
    written_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    version: int = Field(default=1)


class Score(SQLModel, table=True):
    """The points that one review gives one criterion, with the words behind them. A draft may have words alone."""

    __tablename__ = "scores"

    review_id: UUID = Field(primary_key=True, foreign_key="reviews.id")
    criterion: str = Field(primary_key=True, max_length=60)
    points: int | None = Field(default=None)
    because: str = Field(default="", sa_column=sealed_text("scores", "because", length=2000))


class ReviewRemark(SQLModel, table=True):
    """What a reviewer says to the other reviewers of the same application, in the phase that is for it."""

    __tablename__ = "review_remarks"

    id: UUID = Field(primary_key=True)
    review_id: UUID = Field(foreign_key="reviews.id", index=True, ondelete="CASCADE")
    words: str = Field(sa_column=sealed_text("review_remarks", "words", length=2000))
    written_at: datetime = Field(sa_column=utc())


class Standing(SQLModel, table=True):
    """How the reviews of one application stand together; rewritten by whatever changes one of them.

    `expected` counts reviewers who read or will read, `written` those who have. `score` is 0 to 100, and None until
    the first review is written.
    """

    __tablename__ = "standings"

    application_id: UUID = Field(primary_key=True, foreign_key="applications.id")
    expected: int = Field(default=0)
    written: int = Field(default=0)
    score: int | None = Field(default=None, index=True)
