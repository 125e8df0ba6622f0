"""Keep how a yes was said

When an adviser writes down what somebody asked for, they also write down how and on which day the person agreed.

Revision: 2026_11_30_spoken_consents
After: 2026_11_30_correction_changes
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_30_spoken_consents"
down_revision = "2026_11_30_correction_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spoken_consents",
        sa.Column("consent_id", sa.Uuid(), nullable=False),
        sa.Column(
            "said",
            sa.Enum(
                "written", "phone", "video", "in_person",
                name="consent_said", native_enum=False, create_constraint=True, length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consent_id"], ["consents.id"], ondelete="CASCADE",
            name=op.f("fk_spoken_consents_consent_id_consents"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["people.id"], name=op.f("fk_spoken_consents_written_by_id_people")
        ),
        sa.PrimaryKeyConstraint("consent_id", name=op.f("pk_spoken_consents")),
    )


def downgrade() -> None:
    op.drop_table("spoken_consents")
