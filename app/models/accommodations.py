"""Adjustments: what a person says would help, in the codes of the needs library, and what is done about it."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, sealed_json, sealed_text, utc

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


class Accommodation(SQLModel, table=True):
    """One adjustment for one person. `need` is a code of the needs library and never names a condition.

    The sealed columns are encrypted to their row: what the person wrote, what the adviser answered, and what was offered
    instead of something that is not agreed. `provide` is the instruction that recipients read, `meanwhile` the one that
    holds until a decision. `agreed_parameters` are what was agreed where that differs from what was asked. The promise
    in `due_at` counts from `counted_from`.
    """

    __tablename__ = "accommodations"

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id", index=True)
    application_id: UUID | None = Field(default=None, foreign_key="applications.id", index=True)
    adviser_id: UUID | None = Field(default=None, foreign_key="people.id", index=True)
    need: str = Field(max_length=40)
    strength: Strength = Field(sa_column=enum_column(Strength, "strength"))
    parameters: Parameters = Field(default_factory=dict, sa_column=sealed_json("accommodations", "parameters"))
    agreed_parameters: Parameters | None = Field(
        default=None, sa_column=sealed_json("accommodations", "agreed_parameters", nullable=True)
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
    agreed_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    ends_on: date | None = Field(default=None)
    position: int = Field(default=0)
    version: int = Field(default=1)

    @property
    def agreed(self) -> Parameters:
        """The parameters that hold: as agreed, or as asked where nothing else was agreed."""
        return self.parameters if self.agreed_parameters is None else self.agreed_parameters


class Remark(SQLModel, table=True):
    """One thing that the person or an adviser wrote about an adjustment. Only those two sides read it.

    `on_behalf_of` is the person whom a supporter spoke for.
    """

    __tablename__ = "remarks"

    id: UUID = Field(primary_key=True)
    accommodation_id: UUID = Field(foreign_key="accommodations.id", index=True)
    author_id: UUID = Field(foreign_key="people.id")
    on_behalf_of: UUID | None = Field(default=None, foreign_key="people.id")
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
