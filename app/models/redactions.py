"""What reviewers are shown instead of an answer, and which files they are not shown at all."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from app.core.columns import utc
from app.core.sealed_columns import sealed_text


class Redaction(SQLModel, table=True):
    """A copy of one answer with passages left out. The answer itself stays as it is, for those who may read it.

    `answer_version` is the version of the answer that it was made from: of a newer one reviewers see nothing until
    a manager has looked again.
    """

    __tablename__ = "redactions"

    application_id: UUID = Field(primary_key=True, foreign_key="applications.id")
    question: str = Field(primary_key=True, max_length=60)
    words: str = Field(sa_column=sealed_text("redactions", "words", length=12000))
    answer_version: int
    made_by: UUID = Field(foreign_key="people.id")
    made_at: datetime = Field(sa_column=utc())
    version: int = Field(default=1)


class WithheldFile(SQLModel, table=True):
    """A file that reviewers neither see nor open."""

    __tablename__ = "withheld_files"

    file_id: UUID = Field(primary_key=True, foreign_key="files.id", ondelete="CASCADE")
    withheld_by: UUID = Field(foreign_key="people.id")
    withheld_at: datetime = Field(sa_column=utc())
