"""Ask a second person

Wishes that one person asks for and another agrees to: the role of an adviser, and lists as a file.

Revision: 2026_11_29_approvals
After: 2026_11_29_origins
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_approvals"
down_revision = "2026_11_29_origins"
branch_labels = None
depends_on = None

ROLES = (
    "anonymous", "applicant", "supporter", "reviewer", "host", "manager", "adviser", "coordinator", "mentor", "funder",
    "administrator", "auditor",
)
FOUND_BY = ("asked_by_id", "person_id", "programme_id", "agreed_by_id")


def _one_of(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "approvals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", _one_of(("role", "export"), "approval_kind"), nullable=False),
        sa.Column("status", _one_of(("asked", "agreed", "stopped"), "approval_status"), nullable=False),
        sa.Column("asked_by_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lapses_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("role", _one_of(ROLES, "approval_role"), nullable=True),
        sa.Column("programme_id", sa.Uuid(), nullable=True),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("holds_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agreed_by_id"], ["people.id"], name=op.f("fk_approvals_agreed_by_id_people")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_approvals_asked_by_id_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_approvals_person_id_people")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_approvals_programme_id_programmes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
    )
    with op.batch_alter_table("approvals", schema=None) as batch_op:
        for column in FOUND_BY:
            batch_op.create_index(batch_op.f(f"ix_approvals_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("approvals")
