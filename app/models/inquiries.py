"""Inquiries: what a manager asks one applicant after sending, and the tries to reach somebody who does not answer."""

from datetime import date, datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, json_column, utc
from app.core.sealed_columns import sealed_text
from app.models.people import Channel


class Inquiry(SQLModel, table=True):
    """Questions of the form that open again, a question in the manager's own words, or both.

    `answer_by` is the day of the promise; it moves twice when the person asks. `replied_at` ends the inquiry.
    """

    __tablename__ = "inquiries"

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    asked_by: UUID = Field(foreign_key="people.id")
    asked_at: datetime = Field(sa_column=utc())
    questions: list[str] = Field(default_factory=list, sa_column=json_column())
    words: str = Field(default="", sa_column=sealed_text("inquiries", "words", length=2000))
    answer_by: datetime = Field(sa_column=utc(index=True))
    extensions: int = Field(default=0)
    reply: str = Field(default="", sa_column=sealed_text("inquiries", "reply", length=8000))
    replied_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class ContactTry(SQLModel, table=True):
    """One try to reach an applicant whose application is paused: when, how, and what came of it."""

    __tablename__ = "contact_tries"

    id: UUID = Field(primary_key=True)
    application_id: UUID = Field(foreign_key="applications.id", index=True)
    made_by: UUID = Field(foreign_key="people.id")
    made_on: date
    channel: Channel = Field(sa_column=enum_column(Channel, "contact_channel"))
    result: str = Field(sa_column=sealed_text("contact_tries", "result", length=1000))
    noted_at: datetime = Field(sa_column=utc())
