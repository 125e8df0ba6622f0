"""Keep and let go

Links over the audit log and checks of it, wishes to be erased, holds during a dispute, and counts of what was removed.

Revision: 2026_11_24_keeping
After: 2026_11_24_uploads
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_24_keeping"
down_revision = "2026_11_24_own_data"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

GUARDED = {
    "audit_entries": (
        ("number", "at", "actor_id", "on_behalf_of", "name", "subject_id", "about", "programme_id", "facts"),
        ("reason", "shown"),
    ),
    "audit_links": (("number", "entry", "words_mark", "mark"), ("salt",)),
}
"""What never changes, and what may be emptied. That words still say the same is seen by their fingerprint."""

OLD_SQLITE = """
CREATE TRIGGER audit_entries_no_{act} BEFORE {act} ON audit_entries
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
"""

OLD_POSTGRESQL = """
CREATE TRIGGER audit_entries_no_change BEFORE UPDATE OR DELETE ON audit_entries
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
"""


def emptied_or_sealed(name: str, character: str) -> str:
    """Sealed words begin with a character that nobody can type; they are sealed anew when a key is changed."""
    return f"(NEW.{name} = '' OR substr(NEW.{name}, 1, 1) = {character}(31))"


def guard(table: str) -> None:
    """No row is removed; of each, words may only be emptied or sealed with another key."""
    fixed, words = GUARDED[table]
    if op.get_bind().dialect.name == "sqlite":
        same = [f"NEW.{name} IS OLD.{name}" for name in fixed]
        emptied = [f"(NEW.{name} IS OLD.{name} OR {emptied_or_sealed(name, 'char')})" for name in words]
        refuse = "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        op.execute(f"CREATE TRIGGER {table}_no_DELETE BEFORE DELETE ON {table} {refuse}")
        changed = f"NOT ({' AND '.join([*same, *emptied])})"
        op.execute(f"CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} WHEN {changed} {refuse}")
        return
    text = {name: f"{{0}}.{name}::text" for name in fixed}
    same = [f"{text[name].format('NEW')} IS NOT DISTINCT FROM {text[name].format('OLD')}" for name in fixed]
    emptied = [f"(NEW.{name} = OLD.{name} OR {emptied_or_sealed(name, 'chr')})" for name in words]
    refuse = "FOR EACH ROW {0} EXECUTE FUNCTION refuse_audit_change()"
    op.execute(f"CREATE TRIGGER {table}_no_removal BEFORE DELETE ON {table} {refuse.format('')}")
    changed = f"WHEN (NOT ({' AND '.join([*same, *emptied])}))"
    op.execute(f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} {refuse.format(changed)}")
    op.execute(
        f"CREATE TRIGGER {table}_no_emptying BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def unguard(table: str, *names: str) -> None:
    of = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
    for name in names:
        op.execute(f"DROP TRIGGER IF EXISTS {table}_{name}{of}")


LONGER = {
    "accommodations": {"provide": 1000, "meanwhile": 1000},
    "checkin_lines": {"value": 4000},
    "inquiries": {"words": 2000, "reply": 8000},
    "contact_tries": {"result": 1000},
    "openings": {"reason": 1000},
    "matches": {"ended_because": 1000},
    "audit_entries": {"reason": 2000, "shown": 8000},
}
"""Columns whose text is sealed from now on, and longer by that. SQLite does not look at lengths."""


def lengthen() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in LONGER.items():
            for column in columns:
                op.alter_column(table, column, type_=sa.Text(), existing_nullable=False)


def shorten() -> None:
    """What is sealed and too long is cut; without this version nobody could read it anyway."""
    for table, columns in LONGER.items():
        for column, length in columns.items():
            op.alter_column(
                table, column, type_=sa.String(length=length), existing_nullable=False,
                postgresql_using=f"left({column}, {length})",
            )


def upgrade() -> None:
    op.create_table(
        "audit_links",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("words_mark", sa.String(length=64), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_links")),
        sa.UniqueConstraint("entry", name=op.f("uq_audit_links_entry")),
    )
    op.create_table(
        "audit_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("copied_number", sa.Integer(), nullable=False),
        sa.Column("broken_at", sa.Integer(), nullable=True),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_checks")),
    )
    with op.batch_alter_table("audit_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_checks_checked_at"), ["checked_at"], unique=False)

    op.create_table(
        "erasures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "asked", "taken_back", "erased",
                name="erasure_status", native_enum=False, create_constraint=True, length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("runs_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_erasures_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    with op.batch_alter_table("erasures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasures_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasures_runs_at"), ["runs_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_erasures_status"), ["status"], unique=False)

    op.create_table(
        "holds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=1000).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], name=op.f("fk_holds_application_id_applications")),
        sa.ForeignKeyConstraint(["set_by"], ["people.id"], name=op.f("fk_holds_set_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
    )
    with op.batch_alter_table("holds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_holds_application_id"), ["application_id"], unique=False)

    op.create_table(
        "purged_counts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("programme_id", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=60), nullable=False),
        sa.Column("wording", sa.String(length=500), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_purged_counts_programme_id_programmes")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_purged_counts_cohort_id_cohorts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purged_counts")),
        sa.UniqueConstraint(
            "cohort_id", "question", "wording", name=op.f("uq_purged_counts_cohort_id_question_wording")
        ),
    )
    with op.batch_alter_table("purged_counts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purged_counts_programme_id"), ["programme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purged_counts_cohort_id"), ["cohort_id"], unique=False)

    unguard("audit_entries", "no_UPDATE", "no_DELETE", "no_change")
    lengthen()
    for table in GUARDED:
        guard(table)


def downgrade() -> None:
    op.drop_table("purged_counts")
    op.drop_table("holds")
    op.drop_table("erasures")
    op.drop_table("audit_checks")
    unguard("audit_entries", "no_UPDATE", "no_DELETE", "no_change", "no_removal", "no_emptying")
    op.drop_table("audit_links")
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(OLD_SQLITE.format(act=act))
    else:
        shorten()
        op.execute(OLD_POSTGRESQL)
