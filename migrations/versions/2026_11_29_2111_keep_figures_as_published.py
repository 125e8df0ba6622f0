"""Keep figures as published

Revision: 2026_11_29_figure_snapshots
After: 2026_11_29_evidence
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_figure_snapshots"
down_revision = "2026_11_29_evidence"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figure_snapshots",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_figure_snapshots_programme_id_programmes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_snapshots")),
        sa.UniqueConstraint(
            "subject_id", "period", "name", name=op.f("uq_figure_snapshots_subject_id_period_name")
        ),
    )
    op.create_index(op.f("ix_figure_snapshots_programme_id"), "figure_snapshots", ["programme_id"])


def downgrade() -> None:
    op.drop_table("figure_snapshots")
