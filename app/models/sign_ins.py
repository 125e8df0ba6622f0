"""Being signed in: server-side sign-ins, passwords, e-mail links and the counters that slow guessing down."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.core.columns import enum_column, utc


class Method(StrEnum):
    EMAIL_LINK = "email_link"
    PASSWORD = "password"  # noqa: S105 - the name of a method
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 - the name of a method
    PASSWORD_AND_RECOVERY_CODE = "password_and_recovery_code"  # noqa: S105 - the name of a method
    EMAIL_LINK_AND_CODE = "email_link_and_code"
    DEMONSTRATION = "demonstration"


class SignIn(SQLModel, table=True):
    """One browser that is signed in. The cookie holds the token; this row holds only its SHA-256."""

    __tablename__ = "sign_ins"

    id: UUID = Field(primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    method: Method = Field(sa_column=enum_column(Method, "method"))
    browser: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    created_at: datetime = Field(sa_column=utc())
    seen_at: datetime = Field(sa_column=utc())
    proved_at: datetime = Field(sa_column=utc())


class Credential(SQLModel, table=True):
    """A password and, for staff, the secret of their authenticator, sealed to this row.

    `sealed_new_secret` waits until a code from it was typed; until then the old one stays.
    """

    __tablename__ = "credentials"

    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    password_hash: str = Field(max_length=255)
    sealed_code_secret: str | None = Field(default=None, max_length=400)
    sealed_new_secret: str | None = Field(default=None, max_length=400)
    last_code: str | None = Field(default=None, max_length=10)
    changed_at: datetime = Field(sa_column=utc())


class RecoveryCode(SQLModel, table=True):
    """One code for the day when the authenticator is not there. Only its SHA-256 is stored, and it works once."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: UUID = Field(primary_key=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    code_hash: str = Field(max_length=64)
    made_at: datetime = Field(sa_column=utc())
    used_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))


class KnownBrowser(SQLModel, table=True):
    """A browser in which this person has signed in before; it still gets links when a stranger used them up."""

    __tablename__ = "known_browsers"

    token_hash: str = Field(primary_key=True, max_length=64)
    person_id: UUID = Field(primary_key=True, foreign_key="people.id")
    seen_at: datetime = Field(sa_column=utc())


class EmailChange(SQLModel, table=True):
    """A new address that somebody wants to use. It counts once a button in a mail to it was pressed."""

    __tablename__ = "email_changes"

    id: UUID = Field(primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    email: str = Field(max_length=254)
    made_at: datetime = Field(sa_column=utc())


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
