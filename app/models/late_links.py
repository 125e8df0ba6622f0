"""Late links: private ways into a cohort after its applications have closed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc


class LateLink(SQLModel, table=True):
    """One link. Whoever holds it can begin and send until `until`, at most `most_people` of them.

    `label` is the manager's own note of whom it is for. Only the SHA-256 of the token is stored.
    """

    __tablename__ = "late_links"

    id: UUID = Field(primary_key=True)
    cohort_id: UUID = Field(foreign_key="cohorts.id", index=True)
    programme_id: UUID = Field(foreign_key="programmes.id")
    label: str = Field(max_length=120)
    token_hash: str = Field(max_length=64, unique=True)
    until: datetime = Field(sa_column=utc())
    most_people: int
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=utc())
    ended_at: datetime | None = Field(default=None, sa_column=utc(nullable=True))
