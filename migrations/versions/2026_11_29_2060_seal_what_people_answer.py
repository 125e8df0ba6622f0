"""Seal what people answer

Marks of the words in which somebody says where they work, because sealed answers cannot be compared in the database;
and room for words that are sealed from now on. `migrate` seals what is there, because it has the keys.

Revision: 2026_11_29_sealed_answers
After: 2026_11_29_reminders_off
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_sealed_answers"
down_revision = "2026_11_29_reminders_off"
branch_labels = None
depends_on = None


LONGER = {
    "redactions": {"words": 12000},
    "assignments": {"wish": 1000},
    "files": {"description": 500},
    "reviews": {"note": 4000, "screening_note": 2000},
    "review_remarks": {"words": 2000},
    "scores": {"because": 2000},
}
"""Columns whose text is sealed from now on, and longer by that. SQLite does not look at lengths."""


def upgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("employer_marks", sa.Text(), server_default="", nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in LONGER.items():
            for column in columns:
                op.alter_column(table, column, type_=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    """What is sealed and too long is cut; without this version nobody could read it anyway."""
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_column("employer_marks")
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in LONGER.items():
            for column, length in columns.items():
                op.alter_column(
                    table, column, type_=sa.String(length=length), existing_nullable=False,
                    postgresql_using=f"left({column}, {length})",
                )
