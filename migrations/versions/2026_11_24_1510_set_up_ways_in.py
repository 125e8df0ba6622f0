"""Set up ways in

Revision: 2026_11_24_ways_in
After: 2026_11_21_tables
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_ways_in"
down_revision = "2026_11_21_tables"
branch_labels = None
depends_on = None

METHODS = ("email_link", "password", "password_and_code", "demonstration")
FURTHER = ("password_and_recovery_code", "email_link_and_code")


def method(*values: str) -> sa.Enum:
    return sa.Enum(*values, name="method", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.add_column(sa.Column("browser", sa.String(length=60), server_default="", nullable=False))
        batch_op.alter_column(
            "method", existing_type=method(*METHODS), type_=method(*METHODS, *FURTHER), existing_nullable=False
        )
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed_new_secret", sa.String(length=400), nullable=True))
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recovery_codes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
        sa.UniqueConstraint("person_id", "code_hash", name=op.f("uq_recovery_codes_person_id_code_hash")),
    )
    with op.batch_alter_table("recovery_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_codes_person_id"), ["person_id"], unique=False)
    op.create_table(
        "known_browsers",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_known_browsers_person_id_people")),
        sa.PrimaryKeyConstraint("token_hash", "person_id", name=op.f("pk_known_browsers")),
    )
    op.create_table(
        "email_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_email_changes_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_email_changes")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_email_changes_token_hash")),
    )
    with op.batch_alter_table("email_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_email_changes_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("email_changes")
    op.drop_table("known_browsers")
    op.drop_table("recovery_codes")
    with op.batch_alter_table("credentials", schema=None) as batch_op:
        batch_op.drop_column("sealed_new_secret")
    # The older program knows none of the further ways in: whoever used one signs in again.
    further = ", ".join(f"'{value}'" for value in FURTHER)
    op.execute(f"DELETE FROM sign_ins WHERE method IN ({further})")  # noqa: S608 - our own words
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.alter_column(
            "method", existing_type=method(*METHODS, *FURTHER), type_=method(*METHODS), existing_nullable=False
        )
        batch_op.drop_column("browser")
