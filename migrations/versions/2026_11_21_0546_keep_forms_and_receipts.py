"""Keep forms and receipts

Revision: 2026_11_21_kept_forms
After: 2026_11_21_tables
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_kept_forms"
down_revision = "2026_11_21_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "form_receipts",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("content_mark", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=1000), nullable=False),
        sa.Column("notice", sa.String(length=500), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_form_receipts_person_id_people"),
        sa.PrimaryKeyConstraint("person_id", "mark", name="pk_form_receipts"),
    )
    op.create_index("ix_form_receipts_claimed_at", "form_receipts", ["claimed_at"])
    op.create_table(
        "kept_forms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=1000), nullable=False),
        sa.Column("sealed_words", sa.Text(), nullable=False),
        sa.Column("had_files", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_kept_forms_person_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_kept_forms"),
    )
    op.create_index("ix_kept_forms_kept_at", "kept_forms", ["kept_at"])
    op.create_index("ix_kept_forms_person_id", "kept_forms", ["person_id"])


def downgrade() -> None:
    op.drop_table("kept_forms")
    op.drop_table("form_receipts")
