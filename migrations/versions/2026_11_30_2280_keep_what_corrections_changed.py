"""Keep what corrections changed

What was changed because somebody said that it is wrong: what it said before, and what it says since.

Going down loses what it said before: that is kept nowhere else.

Revision: 2026_11_30_correction_changes
After: 2026_11_30_wish_answers
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_correction_changes"
down_revision = "2026_11_30_chosen_parts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = sa.String(length=12000).with_variant(sa.Text(), "postgresql")
    op.create_table(
        "correction_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("correction_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("before", words, nullable=False),
        sa.Column("after", words, nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["correction_id"], ["corrections.id"], ondelete="CASCADE",
            name=op.f("fk_correction_changes_correction_id_corrections"),
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_correction_changes_made_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction_changes")),
    )
    op.create_index(op.f("ix_correction_changes_correction_id"), "correction_changes", ["correction_id"])


def downgrade() -> None:
    op.drop_table("correction_changes")
