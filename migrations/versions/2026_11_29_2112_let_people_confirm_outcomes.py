"""Let people confirm outcomes

Revision: 2026_11_29_confirmed_outcomes
After: 2026_11_29_figure_snapshots
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_confirmed_outcomes"
down_revision = "2026_11_29_figure_snapshots"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "confirmed_figures",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_confirmed_figures_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "figure", name=op.f("pk_confirmed_figures")),
    )


def downgrade() -> None:
    op.drop_table("confirmed_figures")
