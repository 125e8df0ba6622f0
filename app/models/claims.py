"""Seats that are held, by time: what no two published days can share.

The rule itself is the database's. PostgreSQL has two exclusion constraints, SQLite triggers with the same names, so that
whoever asks second is refused by the one thing that both of them pass, however many processes there are.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, event, text
from sqlmodel import Field, SQLModel

from app.core.columns import utc

DESK_TAKEN, PERSON_BUSY = "ex_seat_claims_desk", "ex_seat_claims_person"


class SeatClaim(SQLModel, table=True):
    """One seat for one live assignment; the seat beside, for a support person, is another that is not `is_own`.

    The person works from `starts_at` up to `ends_at`; the desk is kept from `kept_from` up to `kept_until`, which is
    longer where the place needs time between two people.
    """

    __tablename__ = "seat_claims"

    id: UUID = Field(primary_key=True)
    assignment_id: UUID = Field(foreign_key="assignments.id", ondelete="CASCADE", index=True)
    workstation_id: UUID = Field(foreign_key="workstations.id", index=True)
    person_id: UUID = Field(foreign_key="people.id", index=True)
    is_own: bool = Field(default=True)
    starts_at: datetime = Field(sa_column=utc())
    ends_at: datetime = Field(sa_column=utc())
    kept_from: datetime = Field(sa_column=utc())
    kept_until: datetime = Field(sa_column=utc())


_SAME_DESK = "workstation_id = NEW.workstation_id AND kept_from < NEW.kept_until AND NEW.kept_from < kept_until"
_SAME_PERSON = (
    "NEW.is_own AND is_own AND person_id = NEW.person_id AND starts_at < NEW.ends_at AND NEW.starts_at < ends_at"
)
ON_SQLITE = tuple(
    f"CREATE TRIGGER {name}_{act} BEFORE {act} ON seat_claims WHEN EXISTS "  # noqa: S608 - names from this file
    f"(SELECT 1 FROM seat_claims WHERE id <> NEW.id AND {overlaps}) BEGIN SELECT RAISE(ABORT, '{name}'); END"
    for name, overlaps in ((DESK_TAKEN, _SAME_DESK), (PERSON_BUSY, _SAME_PERSON))
    for act in ("INSERT", "UPDATE")
)
ON_POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS btree_gist",
    (
        f"ALTER TABLE seat_claims ADD CONSTRAINT {DESK_TAKEN} EXCLUDE USING gist "
        "(workstation_id WITH =, tstzrange(kept_from, kept_until, '[)') WITH &&)"
    ),
    (
        f"ALTER TABLE seat_claims ADD CONSTRAINT {PERSON_BUSY} EXCLUDE USING gist "
        "(person_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (is_own)"
    ),
)


@event.listens_for(SeatClaim.__table__, "after_create")  # type: ignore[attr-defined]  # every table class has one
def _guard(_table: Table, connection: Connection, **_: Any) -> None:
    """A table that is made without migrations is guarded too."""
    for statement in ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL:
        connection.execute(text(statement))
