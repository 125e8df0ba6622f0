"""Starting the product: what must hold first, each with its sentence, then the web process and the worker inside it."""

import logging
import signal
import socket
from contextlib import ExitStack, suppress

import uvicorn
from fastapi import FastAPI

from app.adapters.migrations import Schema, upgrade
from app.adapters.parts import Parts
from app.commands import audit, board, erasing, keys, ties
from app.commands.saying import say, stop
from app.commands.standing import check_for_production, check_schema, database_explained, parts_of, schema_of
from app.core.logs import WithoutValues, configure
from app.core.memory import keep_what_is_there
from app.core.settings import Settings
from app.demonstration import load_into_empty
from app.main import build
from app.rules.cast import CAST
from app.worker import Worker, running

GRACE_SECONDS = 20


def serve(settings: Settings, *, with_demonstration: bool) -> None:
    """Serve until interrupted. Stops with a sentence when the port, the folder or the schema stand in the way."""
    configure(as_json=settings.log_format == "json", least=settings.log_level)
    check_for_production(settings)
    parts = parts_of(settings)
    _check_port(settings)
    if with_demonstration:
        prepare_demonstration(parts)
    check_schema(parts)
    erasing.replay(parts)
    if with_demonstration:
        _introduce(settings)
    app = build(settings, parts)
    server = _server(app, settings)
    keep_what_is_there()
    with ExitStack() as stack:
        if settings.worker_inside:
            stack.enter_context(running(parts))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # uvicorn stops at it, and raises it again when all is closed
        with suppress(KeyboardInterrupt):  # uvicorn raises it once more after it has closed everything
            server.run()
    say("Cleanplate has stopped.")


def _server(app: FastAPI, settings: Settings) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(WithoutValues())
    return uvicorn.Server(config)


def work(settings: Settings) -> None:
    """Run the background worker alone, beside web processes."""
    configure(as_json=settings.log_format == "json", least=settings.log_level)
    check_for_production(settings)
    parts = parts_of(settings)
    check_schema(parts)
    erasing.replay(parts)
    worker = Worker(parts)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
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
    if schema_of(parts) is Schema.NEWER:
        return  # the caller says so
    with database_explained():
        upgrade(parts.database)
        board.complete(parts)
        keys.seal_what_is_open(parts)
        ties.complete(parts)
        audit.complete(parts)
        if load_into_empty(parts):
            say("The demonstration data is loaded.")


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
