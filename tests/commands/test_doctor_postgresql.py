"""On PostgreSQL the doctor says who owns the tables and what may be done to the log. Runs where a server is given."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from app.adapters.parts import Parts
from app.commands.doctor_postgresql import Finding, on_postgresql
from app.core.database import Database
from app.core.settings import Settings
from tests.schema import settings_for, with_empty_schema

needs_postgresql = pytest.mark.skipif("TEST_DATABASE_URL" not in os.environ, reason="asks PostgreSQL alone")
SQL = re.findall(r"```sql\n(.*?)```", (Path(__file__).parents[2] / "docs/database-roles.md").read_text(), re.DOTALL)
OWNED, CHANGED, TLS = range(3)


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Parts]:
    parts = with_empty_schema(settings_for("story", tmp_path))
    yield parts
    with parts.database.engine.begin() as connection:
        connection.execute(text("DROP OWNED BY cleanplate_app, cleanplate_owner"))
        connection.execute(text("DROP ROLE cleanplate_app"))
        connection.execute(text("DROP ROLE cleanplate_owner"))
    parts.database.dispose()


@pytest.fixture
def served(owner: Parts) -> Iterator[Database]:
    """Connected as the role that the document makes, in the words of the document."""
    with owner.database.engine.begin() as connection:
        for statements in SQL:
            connection.execute(text(statements))
    url = make_url(owner.settings.database).set(username="cleanplate_app").render_as_string(hide_password=False)
    database = Database(url)
    yield database
    database.dispose()


def findings(database: Database) -> list[Finding]:
    return list(on_postgresql(database, is_demonstration=False))


@needs_postgresql
def test_key04_the_owner_of_the_tables_is_told(owner: Parts, served: Database) -> None:
    assert [finding.is_well for finding in findings(owner.database)] == [False, False, True]
    assert "see docs/database-roles.md" in findings(owner.database)[OWNED].sentence
    assert [finding.is_well for finding in findings(served)] == [True, True, True]


@needs_postgresql
@pytest.mark.parametrize("statement", ["DELETE FROM audit_entries", "UPDATE audit_entries SET name = 'other'"])
def test_aud03_the_role_of_the_document_cannot_change_the_log(served: Database, statement: str) -> None:
    with pytest.raises(DBAPIError, match="permission denied"), served.engine.begin() as connection:
        connection.execute(text(statement))


@needs_postgresql
def test_aud03_one_right_too_many_is_told(owner: Parts, served: Database) -> None:
    with owner.database.engine.begin() as connection:
        connection.execute(text("GRANT DELETE ON audit_links TO cleanplate_app"))

    assert [finding.is_well for finding in findings(served)] == [True, False, True]


def test_key04_migrations_have_a_role_of_their_own() -> None:
    app, owner = "postgresql+psycopg://app@/x", "postgresql+psycopg://owner@/x"

    assert Settings(database_url=app, migration_database_url=owner).for_migration().database == owner
    assert Settings(database_url=app).for_migration().database == app
    assert Settings(database_url=app, migration_database_url=owner).database == app
