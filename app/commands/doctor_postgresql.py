"""What the doctor asks PostgreSQL: who owns the tables, what may be done to the log, and how the connection is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import text

from app.core.database import Database

OWNS = text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tableowner = current_user")
MAY_CHANGE = text("""
    SELECT count(*) FROM (VALUES ('audit_entries'), ('audit_links')) AS log(name)
    WHERE has_table_privilege(name, 'DELETE') OR has_table_privilege(name, 'TRUNCATE')
       OR has_table_privilege(name, 'UPDATE')
""")
"""An UPDATE of a whole table. Its words may be emptied and sealed anew, by a grant on those columns alone."""

BY_TLS = text("""
    SELECT inet_server_addr() IS NULL OR (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())
""")
"""Without an address it is a socket of this machine, which nobody outside can listen to."""


@dataclass(frozen=True)
class Finding:
    is_well: bool
    sentence: str


def on_postgresql(database: Database, *, is_demonstration: bool) -> Iterator[Finding]:
    """Two roles and TLS (KEY-04), and a log that the application may only add to (AUD-03)."""
    with database.engine.connect() as connection:
        owned = connection.scalar(OWNS) or 0
        changed = connection.scalar(MAY_CHANGE) or 0
        by_tls = bool(connection.scalar(BY_TLS))
    roles = "is not the one of the tables" if not owned else (
        f"owns {owned} tables: give migrations a role of their own, see docs/database-roles.md"
    )  # fmt: skip
    yield Finding(is_well=not owned or is_demonstration, sentence=f"The database role of the application {roles}.")
    log = "may only add to the audit log" if not changed else (
        "may change or empty the audit log: only triggers hold it back"
    )  # fmt: skip
    yield Finding(is_well=not changed or is_demonstration, sentence=f"The database role of the application {log}.")
    way = "goes by TLS or stays on this machine" if by_tls else "is open to whoever listens: add sslmode=verify-full"
    yield Finding(is_well=by_tls or is_demonstration, sentence=f"The connection to the database {way}.")
