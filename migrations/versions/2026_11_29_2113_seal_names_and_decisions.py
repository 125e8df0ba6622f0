"""Seal names and decisions

Room for what is sealed from now on: what people call their supporters and files, whom reviewers know, conditions and
decisions. And marks of people, because a sealed name cannot be compared in the database. `migrate` seals and marks what
is there, because it has the keys.

Revision: 2026_11_29_sealed_names
After: 2026_11_29_confirmed_outcomes
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_sealed_names"
down_revision = "2026_11_29_confirmed_outcomes"
branch_labels = None
depends_on = None


LONGER = {
    "conditions": {"words": 500, "note": 1000},
    "decisions": {"feedback": 8000, "advice": 4000, "next_steps": 4000, "on_the_day": 1000, "changed_because": 2000},
    "files": {"name": 160},
    "known_people": {"words": 254},
    "supporters": {"name": 120},
    "uploads": {"name": 300},
}
"""Columns whose text is sealed from now on, and longer by that. SQLite does not look at lengths."""

MARKS = {"known_people": ("mark",), "people": ("name_mark", "email_mark")}


def upgrade() -> None:
    for table, columns in MARKS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.add_column(sa.Column(column, sa.String(length=24), server_default="", nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        for table, lengths in LONGER.items():
            for column in lengths:
                op.alter_column(table, column, type_=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    """What is sealed and too long is cut; without this version nobody could read it anyway."""
    for table, columns in MARKS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
    if op.get_bind().dialect.name == "postgresql":
        for table, lengths in LONGER.items():
            for column, length in lengths.items():
                op.alter_column(
                    table, column, type_=sa.String(length=length), existing_nullable=False,
                    postgresql_using=f"left({column}, {length})",
                )
