"""Starting the product: what must hold first, each with its sentence, then the web process and the worker inside it."""

import socket
import tempfile
from contextlib import ExitStack, suppress

import uvicorn
from sqlalchemy.exc import DBAPIError, OperationalError

from app.adapters.migrations import Schema, state_of, upgrade
from app.adapters.parts import Parts
from app.commands.saying import say, stop
from app.core.logs import configure
from app.core.settings import Settings
from app.demonstration import load_into_empty
from app.main import build
from app.rules.cast import CAST
from app.worker import Worker, running

GRACE_SECONDS = 20


def serve(settings: Settings, *, with_demonstration: bool) -> None:
    """Serve until interrupted. Stops with a sentence when the port, the folder or the schema stand in the way."""
    configure(as_json=settings.log_format == "json", least=settings.log_level)
    _check(settings)
    parts = Parts.of(settings)
    if with_demonstration:
        prepare_demonstration(parts)
    check_schema(parts)
    if with_demonstration:
        _introduce(settings)
    app = build(settings, parts)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host=settings.host,
            port=settings.port,
            access_log=False,
            server_header=False,
            log_level="warning",
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    with ExitStack() as stack:
        if settings.worker_inside:
            stack.enter_context(running(parts))
        with suppress(KeyboardInterrupt):  # uvicorn raises it once more after it has closed everything
            server.run()
    say("Cleanplate has stopped.")


def work(settings: Settings) -> None:
    """Run the background worker alone, beside web processes."""
    configure(as_json=settings.log_format == "json", least=settings.log_level)
    parts = Parts.of(settings)
    check_schema(parts)
    worker = Worker(parts)
    worker.start()
    say("The worker is running. Ctrl-C stops it.")
    with suppress(KeyboardInterrupt):
        worker.wait()
    worker.stop()
    say("The worker has stopped.")


def prepare_demonstration(parts: Parts) -> None:
    """Bring the schema up to date and load the demonstration into an empty database; a second start keeps the data."""
    if not parts.settings.is_demonstration:
        stop("The demonstration can only be loaded when ENVIRONMENT is demonstration.")
    if _schema(parts) is not Schema.NEWER:
        upgrade(parts.database)
        if load_into_empty(parts):
            say("The demonstration data is loaded.")


def check_schema(parts: Parts) -> None:
    sentences = {
        Schema.MISSING: "The database is empty. Run: python -m app migrate",
        Schema.OLDER: "The database needs an update first. Run: python -m app migrate",
        Schema.NEWER: "The database was made by a newer Cleanplate. Start that version, or use another database.",
    }
    state = _schema(parts)
    if state in sentences:
        stop(sentences[state])


def _schema(parts: Parts) -> Schema:
    try:
        return state_of(parts.database)
    except (DBAPIError, OperationalError) as problem:
        stop(f"The database cannot be opened: {str(problem.orig).strip().splitlines()[0]}.")


def _check(settings: Settings) -> None:
    problems = settings.problems()
    if problems:
        stop(" ".join(problems))
    _check_folder(settings)
    _check_port(settings)


def _check_folder(settings: Settings) -> None:
    try:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_folder):
            pass
    except OSError:
        stop(f"The folder {settings.data_folder} cannot be written to. Choose another with DATA_FOLDER=… in front.")


def _check_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            stop(f"Port {settings.port} is in use. Stop what uses it, or choose another with PORT=… in front.")


def _introduce(settings: Settings) -> None:
    say(f"Cleanplate is at {settings.public_url}")
    say(f"Sign in as anybody of the cast at {settings.public_url}/demonstration :")
    for member in CAST.values():
        say(f"  {member.name:<18} {member.about}")
    say("Ctrl-C stops it.")
