"""Adjustments: what a person says would help, in the codes of the needs library, and what is done about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc
from app.core.sealed_columns import DETAILS, sealed_json, sealed_text

Parameters = dict[str, str | int | float | bool | list[str]]


class Strength(StrEnum):
    MUST = "must"
    PREFER = "prefer"
    NICE = "nice"


class AccommodationStatus(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    TALKING = "talking"
    AGREED = "agreed"
    AGREED_DIFFERENTLY = "agreed_differently"
    NOT_AGREED = "not_agreed"
    LOOKING_AGAIN = "looking_again"
    NOT_AGREED_FINAL = "not_agreed_final"
    ARRANGING = "arranging"
    IN_PLACE = "in_place"
    WORKS = "works"
    DOES_NOT_WORK = "does_not_work"
    REVIEW_DUE = "review_due"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Said(StrEnum):
    """How something was said. What is written is the person's own text; the rest is told by whoever wrote it down."""

    WRITTEN = "written"
    PHONE = "phone"
    VIDEO = "video"
    IN_PERSON = "in_person"


class AccommodationRequest(SQLModel, table=True):
    """What was sent in one go: one adjustment or several. Spoken counts: then `written_by_id` wrote it down."""

    __tablename__ = "accommodation_requests"
    __table_args__ = (
        CheckConstraint("(written_by_id IS NULL) = (said_on IS NULL)", name="spoken_has_a_day"),
        CheckConstraint("(written_by_id IS NULL) = (said = 'written')", name="spoken_has_a_way"),
    )

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    application_id: UUID | None = Field(default=None, foreign_key="applications.id")
    sent_at: datetime = Field(sa_column=utc())
    said: Said = Field(default=Said.WRITTEN, sa_column=enum_column(Said, "request_said"))
    said_on: date | None = Field(default=None)
    written_by_id: UUID | None = Field(default=None, foreign_key="people.id")


class Accommodation(SQLModel, table=True):
    """One adjustment for one person. `need` is a code of the needs library and never names a condition.

    The sealed columns are encrypted to their row: what the person wrote, what the adviser answered, and what was offered
    instead of something that is not agreed. `provide` is the instruction that recipients read, `meanwhile` the one that
    holds until a decision. `agreed_parameters` are what was agreed where that differs from what was asked. The promise
    in `due_at` counts from `counted_from`.

    `missed_at` is the newest promise that was not kept, until the next step is taken. `paused_at` is since when the
    person has stopped the clock. `meanwhile_at` is when somebody said what helps until there is a decision, and `asked`
    how often the person was asked if it works.
    """

    __tablename__ = "accommodations"

    id: UUID = Field(primary_key=True)
    request_id: UUID | None = Field(default=None, foreign_key="accommodation_requests.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    application_id: UUID | None = Field(default=None, foreign_key="applications.id", index=True)
    adviser_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    need: str = Field(max_length=40)
    strength: Strength = Field(sa_column=enum_column(Strength, "strength"))
    parameters: Parameters = Field(
        default_factory=dict, sa_column=sealed_json("accommodations", "parameters", closed=DETAILS)
    )
    agreed_parameters: Parameters | None = Field(
        default=None, sa_column=sealed_json("accommodations", "agreed_parameters", nullable=True, closed=DETAILS)
    )
    holds_for_place: bool = Field(default=True)
    sealed_words: str = Field(default="", max_length=16000)
    provide: str = Field(default="", sa_column=sealed_text("accommodations", "provide", length=1000))
    meanwhile: str = Field(default="", sa_column=sealed_text("accommodations", "meanwhile", length=1000))
    sealed_answer: str = Field(default="", max_length=16000)
    sealed_offer: str = Field(default="", max_length=16000)
    status: AccommodationStatus = Field(sa_column=enum_column(AccommodationStatus, "accommodation_status", index=True))
    asked_at: datetime = Field(sa_column=utc())
    counted_from: datetime = Field(sa_column=utc())
    due_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    missed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    paused_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    agreed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    meanwhile_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    asked: int = Field(default=0)
    ends_on: date | None = Field(default=None)
    position: int = Field(default=0)
    version: int = Field(default=1)

    @property
    def agreed(self) -> Parameters:
        """The parameters that hold: as agreed, or as asked where nothing else was agreed."""
        return self.parameters if self.agreed_parameters is None else self.agreed_parameters


class Remark(SQLModel, table=True):
    """One thing that the person or an adviser wrote about an adjustment. Only those two sides read it.

    A talk that was not in writing is written down by the adviser; the person reads what was noted. `on_behalf_of` is
    the person whom a supporter spoke for.
    """

    __tablename__ = "remarks"

    id: UUID = Field(primary_key=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id", index=True)
    author_id: UUID = Field(foreign_key="people.id")
    on_behalf_of: UUID | None = Field(default=None, foreign_key="people.id")
    said: Said = Field(default=Said.WRITTEN, sa_column=enum_column(Said, "remark_said"))
    sealed_words: str = Field(max_length=16000)
    written_at: datetime = Field(sa_column=utc())


class PassportShare(SQLModel, table=True):
    """The person lets somebody read one agreed item, until a date. Shares with a production reach its coordinators.

    A reader confirms the words they read, kept as their SHA-256: other words need a new yes.
    """

    __tablename__ = "passport_shares"

    id: UUID = Field(primary_key=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    with_person_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    with_production_id: UUID | None = Field(default=None, foreign_key="productions.id", index=True)
    shared_at: datetime = Field(sa_column=utc())
    until: date
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    confirmed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    confirmed_by_id: UUID | None = Field(default=None, foreign_key="people.id")
    confirmed_words: str = Field(default="", max_length=64)
    asked_again_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class Provision(SQLModel, table=True):
    """Coordinators of one production arranged an item that is shared with them. Their yes before that is on the share."""

    __tablename__ = "provisions"
    __table_args__ = (UniqueConstraint("accommodation_id", "production_id"),)

    id: UUID = Field(primary_key=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id")
    production_id: UUID = Field(foreign_key="productions.id", index=True)
    words: str = Field(sa_column=sealed_text("provisions", "words", length=1000))
    """What they arranged. Words that change later are a task again."""
    seen_at: datetime = Field(sa_column=utc())
    done_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    done_by_id: UUID | None = Field(default=None, foreign_key="people.id")
