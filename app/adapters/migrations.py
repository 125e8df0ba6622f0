"""The schema through Alembic: bring it up to date, or say how it stands."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.core.database import Database

FOLDER = Path(__file__).parent.parent.parent / "migrations"


class Schema(StrEnum):
    MISSING = "missing"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def config_for(database: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["database"] = database
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    command.upgrade(config_for(database), revision)


def downgrade(database: Database, revision: str) -> None:
    command.downgrade(config_for(database), revision)


def state_of(database: Database) -> Schema:
    """How the database's schema stands beside this program. A revision we do not know was made by a newer one."""
    scripts = ScriptDirectory.from_config(config_for(database))
    with database.engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return Schema.MISSING
    if revision == scripts.get_current_head():
        return Schema.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Schema.OLDER if revision in known else Schema.NEWER
