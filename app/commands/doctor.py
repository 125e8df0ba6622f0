"""The doctor: what a production installation needs, examined one by one; exit 1 when something must be mended."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.adapters.cipher import KeyRing
from app.adapters.migrations import Schema, state_of
from app.adapters.parts import Parts
from app.commands.doctor_postgresql import Finding, on_postgresql
from app.commands.saying import CANNOT, say
from app.commands.standing import opened
from app.core.database import SQLITE_WITH_WAL_FIX, Database, sqlite_module
from app.core.errors import HouseError
from app.core.settings import Settings
from app.services.evidence_opening import closed_papers
from app.services.files_sweeping import lost
from app.services.sealed import closed_now

FULL = 2
MOST_NAMED = 5


def examine(settings: Settings) -> None:
    with opened(settings) as parts:
        findings = [*_settings(settings), *_database(parts), *_files(parts), *_keys(parts), *_safe(settings)]
    for finding in findings:
        say(f"{'well' if finding.is_well else 'mend'}  {finding.sentence}")
    if not all(finding.is_well for finding in findings):
        raise SystemExit(CANNOT)


def _settings(settings: Settings) -> Iterator[Finding]:
    yield from (Finding(is_well=False, sentence=problem) for problem in settings.problems())
    cookies = "https: cookies are __Host- and Secure" if settings.is_secure else "http: only for one's own machine"
    yield Finding(is_well=settings.is_secure or settings.is_demonstration, sentence=f"The public address is {cookies}.")
    locked = bool(settings.backup_key)
    told = "are locked with a key of their own" if locked else "cannot be made: BACKUP_KEY is missing"
    yield Finding(is_well=locked or settings.is_demonstration, sentence=f"Backups {told}.")
    yield Finding(is_well=True, sentence=f"Mail goes {'by SMTP' if settings.smtp_url else 'into a folder'}.")


def _database(parts: Parts) -> Iterator[Finding]:
    database = parts.database
    try:
        state = state_of(database)
        yield Finding(is_well=state is Schema.CURRENT, sentence=f"The database's schema is {state.value}.")
        if database.is_sqlite:
            yield from _sqlite(database)
        elif state is Schema.CURRENT:
            yield from on_postgresql(database, is_demonstration=parts.settings.is_demonstration)
    except DBAPIError as problem:
        yield Finding(is_well=False, sentence=f"The database cannot be opened: {problem.orig}.")


def _files(parts: Parts) -> Iterator[Finding]:
    if parts.scanner is None:
        yield Finding(is_well=True, sentence="No scanner looks into uploaded files, because SCANNER_URL is empty.")
    else:
        there = parts.scanner.is_there()
        told = "answers" if there else "does not answer: files wait until it does"
        yield Finding(is_well=there, sentence=f"The scanner for uploaded files {told}.")
    try:
        with parts.work(writes=False) as work:
            missing = lost(work.db, parts.storage)
            closed = list(closed_papers(work.db, parts.vault, parts.storage))
    except (HouseError, DBAPIError):
        return  # what is wrong with the database is said above
    told = f"Files whose bytes are lost: {len(missing)}{': ' * bool(missing)}{', '.join(missing[:MOST_NAMED])}."
    yield Finding(is_well=not missing, sentence=told)
    told = f"Papers for advisers that stay closed: {len(closed)}{': ' * bool(closed)}{', '.join(closed[:MOST_NAMED])}."
    yield Finding(is_well=not closed, sentence=told)


def _keys(parts: Parts) -> Iterator[Finding]:
    """Sealed text that no key opens: the keys that are missing by name, and how many texts were changed or moved."""
    assert isinstance(parts.vault, KeyRing)  # noqa: S101 - the only vault that is joined in
    try:
        with parts.work(writes=False) as work:
            closed = list(closed_now(work.db, parts.vault))
    except (HouseError, DBAPIError):
        return
    for name in sorted({each.no_key for each in closed if each.no_key}):
        count = sum(each.no_key == name for each in closed)
        yield Finding(is_well=False, sentence=f"The key {name} is missing from CIPHER_KEYS: {count} texts stay closed.")
    changed = [f"{each.place.name} of {each.row}" for each in closed if not each.no_key]
    told = f"Sealed texts that were changed or moved: {len(changed)}{': ' * bool(changed)}{', '.join(changed[:MOST_NAMED])}."
    yield Finding(is_well=not changed, sentence=told)


def _safe(settings: Settings) -> Iterator[Finding]:
    apart = settings.is_demonstration or not settings.safe.resolve().is_relative_to(settings.data_folder.resolve())
    told = "is apart from the data" if apart else "lies beside the database: give another disk or machine"
    yield Finding(is_well=apart, sentence=f"SAFE_FOLDER, with the audit log's heads and the list of erasures, {told}.")


def _sqlite(database: Database) -> Iterator[Finding]:
    module = sqlite_module()
    version = tuple(int(part) for part in module.sqlite_version.split("."))
    yield Finding(
        is_well=version >= SQLITE_WITH_WAL_FIX,
        sentence=f"SQLite is {module.sqlite_version} from {module.__name__}; the write-ahead log fix is in 3.51.3.",
    )
    with database.engine.connect() as connection:
        journal = connection.scalar(text("PRAGMA journal_mode"))
        synchronous = connection.scalar(text("PRAGMA synchronous"))
        keys = connection.scalar(text("PRAGMA foreign_keys"))
    yield Finding(is_well=journal == "wal", sentence=f"The journal is {journal}.")
    yield Finding(is_well=synchronous == FULL, sentence=f"Each commit is written to the disk: {synchronous == FULL}.")
    yield Finding(is_well=keys == 1, sentence=f"Foreign keys are checked: {keys == 1}.")
