"""Being signed in: server-side sign-ins, passwords, e-mail links and the counters that slow guessing down."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class Method(StrEnum):
    EMAIL_LINK = "email_link"
    PASSWORD = "password"  # noqa: S105 - the name of a method
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 - the name of a method
    DEMONSTRATION = "demonstration"


class SignIn(SQLModel, table=True):
    """One browser that is signed in. The cookie holds the token; this row holds only its SHA-256."""

    __tablename__ = "sign_ins"

    id: UUID = Field(primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    method: Method = Field(sa_column=enum_column(Method, "method"))
    created_at: datetime = Field(sa_column=utc())
    seen_at: datetime = Field(sa_column=utc())
    proved_at: datetime = Field(sa_column=utc())


class Credential(SQLModel, table=True):
    """A password and, for staff, the secret of their authenticator, sealed to this row."""

    __tablename__ = "credentials"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    password_hash: str = Field(max_length=255)
    sealed_code_secret: str | None = Field(default=None, max_length=400)
    last_code: str | None = Field(default=None, max_length=10)
    changed_at: datetime = Field(sa_column=utc())


class EmailLink(SQLModel, table=True):
    """A link that signs in once, for an hour, after a button is pressed. A newer one ends older ones."""

    __tablename__ = "email_links"

    id: UUID = Field(primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    email: str = Field(max_length=254, index=True)
    next_path: str = Field(default="/", max_length=500)
    made_at: datetime = Field(sa_column=utc())
    used_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
    void_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class RateCounter(SQLModel, table=True):
    """How often something was tried in one window; kept in the database so that all processes share it (RATE-02)."""

    __tablename__ = "rate_counters"

    key: str = Field(primary_key=True, max_length=120)
    window: int = Field(primary_key=True)
    tries: int = Field(default=0)
