"""The command line: `python -m app <verb>`, also installed as `cleanplate`."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.adapters.migrations import Schema, upgrade
from app.commands import (
    affected,
    audit,
    backups,
    board,
    erasing,
    inviting,
    keys,
    listing,
    retaining,
    serving,
    solving,
    ties,
)
from app.commands.doctor import examine
from app.commands.saying import say, stop
from app.commands.standing import NOT_READY, check_schema, opened, ready, schema_of
from app.core.settings import SecretUnread, Settings

OLDEST_PYTHON = (3, 11)

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def settings() -> Settings:
    """The settings from the environment and the files it names; a wrong one is told by name."""
    try:
        return Settings()
    except SecretUnread as problem:
        stop(str(problem))
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        stop(f"The setting {str(first['loc'][0]).upper()} has a value that cannot be used.")


@cli.command()
def serve(*, demo: Annotated[bool, typer.Option(help="Prepare and load the demonstration first.")] = False) -> None:
    """Serve the product, with the worker inside unless WORKER_INSIDE is false."""
    serving.serve(settings(), with_demonstration=demo)


@cli.command()
def worker() -> None:
    """Run the background worker alone."""
    serving.work(settings())


@cli.command()
def migrate() -> None:
    """Bring the database's schema up to date, as the role of MIGRATION_DATABASE_URL where that is set."""
    with opened(settings().for_migration()) as parts:
        if schema_of(parts) is Schema.NEWER:
            stop(NOT_READY[Schema.NEWER])
        upgrade(parts.database)
        board.complete(parts)
        keys.seal_what_is_open(parts)
        ties.complete(parts)
        audit.complete(parts)
    say("The database is up to date.")


@cli.command("rebuild-board")
def rebuild_board() -> None:
    """Write the managers' board and the words for searching again, from what is stored."""
    with ready(settings()) as parts:
        board.rebuild(parts)


@cli.command()
def demo() -> None:
    """Load the demonstration into an empty database."""
    with opened(settings()) as parts:
        serving.prepare_demonstration(parts)
        check_schema(parts)


@cli.command()
def routes(*, json: Annotated[bool, typer.Option(help="As JSON, with a working path for each role.")] = False) -> None:
    """List every route: method, path, policy, and the roles that may."""
    listing.routes(settings(), as_json=json)


@cli.command()
def states() -> None:
    """Print every lifecycle: states, moves, who makes them."""
    say(listing.states())


@cli.command()
def permissions() -> None:
    """Print every permission: who may, and for whom a thing exists."""
    say(listing.permissions())


@cli.command()
def docs() -> None:
    """Write docs/states.md, permissions.md, settings.md and routes.md anew."""
    listing.write_docs(settings())


@cli.command()
def words() -> None:
    """Collect every sentence for translators, into app/translations/cleanplate.pot."""
    listing.write_words()


@cli.command()
def doctor() -> None:
    """Examine the installation; exit 1 when something must be mended."""
    examine(settings())


@cli.command()
def invite(
    email: Annotated[str, typer.Argument(help="Where the link goes.")],
    name: Annotated[str, typer.Argument(help="The person's name, in quotes when it has spaces.")],
    role: Annotated[str, typer.Argument(help="For instance administrator, manager or adviser.")],
    programme: Annotated[str, typer.Argument(help="The key of the programme, for roles that belong to one.")] = "",
) -> None:
    """Give somebody a role and send them a link that signs in once: the first administrator too."""
    inviting.invite(settings(), {"email": email, "name": name, "role": role, "programme": programme})


@cli.command("rotate-keys")
def rotate_keys() -> None:
    """Seal everything with the first key of CIPHER_KEYS; afterwards the older ones can be removed."""
    with ready(settings()) as parts:
        keys.rotate(parts)


@cli.command()
def erase(email: Annotated[str, typer.Argument(help="The address of the person who is to be erased now.")]) -> None:
    """Erase somebody now, without the ten working days; and whoever is due."""
    with ready(settings()) as parts:
        erasing.erase(parts, email)


@cli.command()
def backup(target: Annotated[Path, typer.Argument(help="The file to write.")]) -> None:
    """Write the database and every file into one locked file, while the product runs."""
    with ready(settings()) as parts:
        backups.backup(parts, target)


@cli.command()
def restore(source: Annotated[Path, typer.Argument(help="A file that backup wrote.")]) -> None:
    """Fill an empty place from a backup, and check that everything is there."""
    with opened(settings()) as parts:
        backups.restore(parts, source)


@cli.command()
def retention(*, dry_run: Annotated[bool, typer.Option(help="Only list what would go.")] = False) -> None:
    """Remove what has been kept for its time; the worker does it every night."""
    with ready(settings()) as parts:
        retaining.retention(parts, is_dry=dry_run)


@cli.command("who-was-affected")
def who_was_affected(
    since: Annotated[str, typer.Option(help="The first moment, such as 2027-03-01T09:30, in universal time.")],
    *,
    until: Annotated[str, typer.Option(help="The moment after the last; empty means now.")] = "",
    by: Annotated[str, typer.Option(help="The address of one account; empty means all.")] = "",
) -> None:
    """List everybody whose data was read or changed in a time, for a report about a breach."""
    with ready(settings()) as parts:
        affected.report(parts, since=since, until=until, by=by)


@cli.command()
def breach(
    noticed: Annotated[str, typer.Option(help="When somebody here became aware of it, in universal time.")],
    since: Annotated[str, typer.Option(help="The first moment, such as 2027-03-01T09:30, in universal time.")],
    *,
    until: Annotated[str, typer.Option(help="The moment after the last; empty means now.")] = "",
    by: Annotated[str, typer.Option(help="The address of one account; empty means all.")] = "",
) -> None:
    """Say what is due by when after a breach, and list everybody whose data was read or changed in a time."""
    with ready(settings()) as parts:
        affected.breach(parts, noticed=noticed, since=since, until=until, by=by)


log = typer.Typer(no_args_is_help=True, help="Look at the audit log as a whole.")
cli.add_typer(log, name="audit")


@log.command("verify")
def audit_verify() -> None:
    """Check that the log is whole; exit 1 and name the first entry that does not fit."""
    with ready(settings()) as parts:
        audit.verify(parts)


@log.command("copy-head")
def audit_copy_head() -> None:
    """Write the newest link into SAFE_FOLDER now; the worker does it every hour."""
    with ready(settings()) as parts:
        audit.copy_head(parts)


solve = typer.Typer(no_args_is_help=True, help="Solve a problem from a file.")
cli.add_typer(solve, name="solve")

Problem = Annotated[Path, typer.Argument(help="The problem as JSON.")]
Seconds = Annotated[float, typer.Option(help="The longest time to take.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same plan.")]
Out = Annotated[Path | None, typer.Option(help="Where to write the plan; otherwise it is printed.")]


@solve.command("schedule")
def solve_schedule(problem: Problem, *, seconds: Seconds = 20, seed: Seed = 1, out: Out = None) -> None:
    """Plan workstations."""
    solving.solve_schedule(problem, seconds=seconds, seed=seed, out=out)


@solve.command("match")
def solve_match(problem: Problem, *, seconds: Seconds = 20, seed: Seed = 1, out: Out = None) -> None:
    """Match trainees and mentors."""
    solving.solve_match(problem, seconds=seconds, seed=seed, out=out)


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        stop("Cleanplate needs Python 3.11 or newer.")
    cli()
