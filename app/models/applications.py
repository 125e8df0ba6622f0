"""Applications, their answers with the wording that was asked, and which parts the applicant marked complete."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc
from app.core.sealed_columns import sealed_json, sealed_text
from app.core.vault import LOCKED


class ApplicationStatus(StrEnum):
    DRAFT = "draft"
    KEPT_FOR_NEXT_INTAKE = "kept_for_next_intake"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEEDS_INFORMATION = "needs_information"
    INTERVIEW_OFFERED = "interview_offered"
    INTERVIEW_BOOKED = "interview_booked"
    DECIDED_UNRELEASED = "decided_unreleased"
    OFFERED = "offered"
    WAITING_LIST = "waiting_list"
    NOT_YET = "not_yet"
    NOT_OFFERED = "not_offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DEFERRED = "deferred"
    ENROLLED = "enrolled"
    PAUSED = "paused"
    SET_ASIDE = "set_aside"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"


class Application(SQLModel, table=True):
    """One person's application to one cohort. `reference` is what people say on the telephone: LUM-0042.

    `number` is the one in the reference, counted in each programme. `stopped_at` is the question to carry on from.
    `extended_at` is when the applicant took more time for the offer that is open. `kept_for_id` is the later cohort that
    a deferred place is kept for; without one it is the next intake, whichever that is.
    `withdrawn_at` also says when a draft was deleted.
    `late_until` is the person's own last moment to send, when a private link lets them in after the others.
    """

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("cohort_id", "person_id"),
        UniqueConstraint("programme_id", "number"),
        Index("ix_applications_board", "programme_id", "status", "id"),
    )

    id: UUID = Field(primary_key=True)
    reference: str = Field(max_length=20, unique=True)
    number: int
    programme_id: UUID = Field(foreign_key="programmes.id")
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    status: ApplicationStatus = Field(sa_column=enum_column(ApplicationStatus, "application_status"))
    status_before: str | None = Field(default=None, max_length=40)
    stopped_at: str = Field(default="", max_length=60)
    started_at: datetime = Field(sa_column=utc())
    sent_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    withdrawn_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    answer_by: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    extended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    kept_for_id: UUID | None = Field(default=None, foreign_key="cohorts.id")
    paused_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    reminded_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    late_link_id: UUID | None = Field(default=None, foreign_key="late_links.id", index=True)
    late_until: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    version: int = Field(default=1)


class Answer(SQLModel, table=True):
    """One answer. `value` is a string, a list of strings or a boolean; `wording` is the question as it was asked.

    An answer that was taken out stays as an empty string, so that its version still tells an older tab apart. `draft`
    is what was typed since and not saved as the answer: unchecked, for nobody but its writer. `page` and `turn` name the
    page that wrote last and how often it had, so that its own saves are told from those of another tab.
    `asked_as` holds the rest of what stood on the page: help, reason, choices in words and who was said to read it.
    `employer_marks` are the keyed marks of the words that say where somebody works, for comparing them with employers.
    `copied_from` is when it was first answered, for an answer that came from an earlier application unread.
    """

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("application_id", "question"),)

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    question: str = Field(max_length=60)
    wording: str = Field(max_length=500)
    asked_as: dict[str, Any] = Field(default_factory=dict, sa_column=json_column())
    value: str | list[str] | bool = Field(sa_column=sealed_json("answers", "value", closed=LOCKED))
    employer_marks: str = Field(default="", sa_column=Column(Text, nullable=False))
    answered_at: datetime = Field(sa_column=utc())
    draft: list[str] | None = Field(default=None, sa_column=sealed_json("answers", "draft", nullable=True, closed=None))
    drafted_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    page: str = Field(default="", max_length=64)
    turn: int = Field(default=0)
    copied_from: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    version: int = Field(default=1)


class CompletePart(SQLModel, table=True):
    """A part of the form that the applicant says is complete."""

    __tablename__ = "complete_parts"

    application_id: UUID = Field(primary_key=True, foreign_key="applications.id")
    part: str = Field(primary_key=True, max_length=60)
    marked_at: datetime = Field(sa_column=utc())


class Outcome(StrEnum):
    """What a decision says; on release the application moves to the state of the same name."""

    OFFERED = "offered"
    WAITING_LIST = "waiting_list"
    NOT_YET = "not_yet"
    NOT_OFFERED = "not_offered"


class Decision(SQLModel, table=True):
    """The decision on one application. Nobody but the programme's managers sees it before `released_at`.

    `next_on` is the day that `next_steps` lead to and `on_the_day` what happens then; a "not yet" always has both.
    `session_id` is the induction session that it invites to. `changed_because` is what the person reads when a result
    that they knew became an offer. `reminds_since` is when they asked to be reminded on `next_on`.
    """

    __tablename__ = "decisions"

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", unique=True)
    outcome: Outcome = Field(sa_column=enum_column(Outcome, "outcome"))
    reasons: list[str] = Field(default_factory=list, sa_column=json_column())
    feedback: str = Field(sa_column=sealed_text("decisions", "feedback", length=8000))
    advice: str = Field(default="", sa_column=sealed_text("decisions", "advice", length=4000))
    next_steps: str = Field(default="", sa_column=sealed_text("decisions", "next_steps", length=4000))
    next_on: date | None = Field(default=None)
    on_the_day: str = Field(default="", sa_column=sealed_text("decisions", "on_the_day", length=1000))
    session_id: UUID | None = Field(default=None, foreign_key="sessions.id")
    changed_because: str = Field(default="", sa_column=sealed_text("decisions", "changed_because", length=2000))
    reminds_since: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    reminded_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    decided_by: UUID = Field(foreign_key="people.id")
    decided_at: datetime = Field(sa_column=utc())
    released_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    version: int = Field(default=1)
