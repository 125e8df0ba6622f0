"""Seal what people answer

Marks of the words in which somebody says where they work, because sealed answers cannot be compared in the database;
and room for the sealed copies of answers. The answers themselves are sealed by `migrate`, which has the keys.

Revision: 2026_11_24_sealed_answers
After: 2026_11_24_own_questions
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_sealed_answers"
down_revision = "2026_11_24_own_questions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("employer_marks", sa.Text(), server_default="", nullable=False))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("redactions", "words", type_=sa.Text(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("answers", schema=None) as batch_op:
        batch_op.drop_column("employer_marks")
    if op.get_bind().dialect.name == "postgresql":
        # what is sealed and too long is cut; without this version nobody could read it anyway
        op.alter_column(
            "redactions", "words", type_=sa.String(length=12000), existing_nullable=False,
            postgresql_using="left(words, 12000)",
        )
