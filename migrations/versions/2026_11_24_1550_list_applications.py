"""List applications by lines of their own and find them by words

Revision: 2026_11_24_board
After: 2026_11_21_tables
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_board"
down_revision = "2026_11_24_after_sending"
branch_labels = None
depends_on = None

STATES = (
    "draft", "kept_for_next_intake", "received", "in_review", "needs_information", "interview_offered",
    "interview_booked", "decided_unreleased", "offered", "waiting_list", "not_yet", "not_offered", "accepted",
    "declined", "deferred", "enrolled", "paused", "set_aside", "withdrawn", "deleted",
)
OUTCOMES = ("offered", "waiting_list", "not_yet", "not_offered")
READINGS = ("few", "waiting", "complete")

INDEXES = {
    "place": ("place",),
    "score": ("below_top", "place"),
    "sent": ("sent_at", "place"),
    "status_place": ("status", "place"),
    "status_score": ("status", "below_top", "place"),
    "status_sent": ("status", "sent_at", "place"),
}

WORDS_SQLITE = """
CREATE VIRTUAL TABLE search_words USING fts5(scope, managers, reviewers, detail = column, tokenize = 'ascii')
"""

WORDS_POSTGRESQL = """
CREATE TABLE search_words (
    line_id bigint CONSTRAINT pk_search_words PRIMARY KEY
        CONSTRAINT fk_search_words_line_id_board_lines REFERENCES board_lines (id) ON DELETE CASCADE,
    managers tsvector NOT NULL,
    reviewers tsvector NOT NULL
);
CREATE INDEX ix_search_words_managers ON search_words USING gin (managers);
CREATE INDEX ix_search_words_reviewers ON search_words USING gin (reviewers);
"""
"""What may be searched for, apart for each audience. The two databases have nothing in common here but the name."""


def choice(values: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "board_lines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("status", choice(STATES, "board_status"), nullable=False),
        sa.Column("reading", choice(READINGS, "reading"), nullable=False),
        sa.Column("outcome", choice(OUTCOMES, "board_outcome"), nullable=True),
        sa.Column("has_file", sa.Boolean(), nullable=False),
        sa.Column("below_top", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_board_lines_application_id_applications")
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_board_lines_programme_id_programmes")
        ),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_board_lines_cohort_id_cohorts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_lines")),
        sa.UniqueConstraint("application_id", name=op.f("uq_board_lines_application_id")),
        sa.UniqueConstraint("place", name=op.f("uq_board_lines_place")),
    )
    with op.batch_alter_table("board_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_lines_cohort_id"), ["cohort_id"], unique=False)
        for name, columns in INDEXES.items():
            batch_op.create_index(f"ix_board_lines_{name}", ["programme_id", *columns], unique=False)
    op.create_table(
        "kept_lists",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("query", sa.String(length=4000), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_kept_lists_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_lists")),
    )
    with op.batch_alter_table("kept_lists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_lists_person_id"), ["person_id"], unique=False)
    op.execute(WORDS_SQLITE if op.get_bind().dialect.name == "sqlite" else WORDS_POSTGRESQL)


def downgrade() -> None:
    op.execute("DROP TABLE search_words")
    with op.batch_alter_table("kept_lists", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_lists_person_id"))
    op.drop_table("kept_lists")
    with op.batch_alter_table("board_lines", schema=None) as batch_op:
        for name in INDEXES:
            batch_op.drop_index(f"ix_board_lines_{name}")
        batch_op.drop_index(batch_op.f("ix_board_lines_cohort_id"))
    op.drop_table("board_lines")
