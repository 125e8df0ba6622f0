"""Count licences

How many desks of a production can use a program at once.

Revision: 2026_11_30_licences
After: 2026_11_30_place_pictures
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_licences"
down_revision = "2026_11_30_place_pictures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "licences",
        sa.Column("production_id", sa.Uuid(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["production_id"], ["productions.id"], name=op.f("fk_licences_production_id_productions")
        ),
        sa.PrimaryKeyConstraint("production_id", name=op.f("pk_licences")),
    )


def downgrade() -> None:
    op.drop_table("licences")
