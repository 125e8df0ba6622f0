"""Say where an entry of the log came from

From which network and in which request something was done, and in which form each link was made: links of before are
checked in the form that they were made in.

Revision: 2026_11_29_origins
After: 2026_11_29_sealed_names
"""

import sqlalchemy as sa
from alembic import op


revision = "2026_11_29_origins"
down_revision = "2026_11_29_sealed_names"
branch_labels = None
depends_on = None

BEFORE = {
    "audit_entries": (
        ("number", "at", "actor_id", "on_behalf_of", "name", "subject_id", "about", "programme_id", "facts"),
        ("reason", "shown"),
    ),
    "audit_links": (("number", "entry", "words_mark", "mark"), ("salt",)),
}
ADDED = {
    "audit_entries": (sa.Column("origin", sa.String(length=50)), sa.Column("request_id", sa.String(length=40))),
    "audit_links": (sa.Column("form", sa.Integer()),),
}
REFUSES = "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            filled = "1" if isinstance(column.type, sa.Integer) else ""
            op.add_column(table, sa.Column(column.name, column.type, server_default=filled, nullable=False))
        fixed, words = BEFORE[table]
        guard_anew(table, (*fixed, *(column.name for column in columns)), words)


def downgrade() -> None:
    for table, columns in ADDED.items():
        unguard(table)
        for column in columns:
            op.drop_column(table, column.name)
        guard(table, *BEFORE[table])


def guard_anew(table: str, fixed: tuple[str, ...], words: tuple[str, ...]) -> None:
    """The guard against changes names the columns that stay, so that it is made anew when there are more."""
    unguard(table)
    guard(table, fixed, words)


def unguard(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_no_UPDATE")
    else:
        op.execute(f"DROP TRIGGER {table}_no_change ON {table}")


def guard(table: str, fixed: tuple[str, ...], words: tuple[str, ...]) -> None:
    """No column changes; words may be emptied, or sealed anew: then they begin with a character that nobody can type."""
    if op.get_bind().dialect.name == "sqlite":
        same = [f"NEW.{name} IS OLD.{name}" for name in fixed]
        emptied = [f"(NEW.{name} IS OLD.{name} OR {emptied_or_sealed(name, 'char')})" for name in words]
        changed = f"NOT ({' AND '.join([*same, *emptied])})"
        op.execute(f"CREATE TRIGGER {table}_no_UPDATE BEFORE UPDATE ON {table} WHEN {changed} {REFUSES}")
        return
    same = [f"NEW.{name}::text IS NOT DISTINCT FROM OLD.{name}::text" for name in fixed]
    emptied = [f"(NEW.{name} = OLD.{name} OR {emptied_or_sealed(name, 'chr')})" for name in words]
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (NOT ({' AND '.join([*same, *emptied])})) EXECUTE FUNCTION refuse_audit_change()"
    )


def emptied_or_sealed(name: str, character: str) -> str:
    return f"(NEW.{name} = '' OR substr(NEW.{name}, 1, 1) = {character}(31))"
