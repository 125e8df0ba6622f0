"""Log lines: JSON, one a line, facts without names, addresses, tokens or words about health."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

LONGEST_VALUE = 200
LENGTH_OF_REFERENCE = 8
OURS = Path(__file__).parent.parent


def configure(*, as_json: bool, least: str = "info") -> None:
    render: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _shorten,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(least.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def log() -> Any:
    return structlog.get_logger()


def note_fault(problem: Exception) -> str:
    """Write what kind of fault it was and where, never its message, which may repeat what somebody typed.

    Returns the reference that a person can tell us; the request ids of the log begin with it.
    """
    log().error("unexpected", kind=type(problem).__name__, place=place_of(problem))
    return request_id()[:LENGTH_OF_REFERENCE]


def request_id() -> str:
    """The id of the request that is answered now; empty outside any."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def place_of(problem: BaseException) -> str:
    """The last line of our own code that it went through."""
    frames = list(traceback.extract_tb(problem.__traceback__))
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(OURS)]
    last = [*frames, *ours][-1:]
    return "".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in last)


class WithoutValues(logging.Filter):
    """Takes the traceback, and with it every message, out of the log records of other libraries."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            record.exc_info = record.exc_text = None
        return True


def _shorten(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Control characters are escaped by the renderer; what is left is long text that somebody typed."""
    return {key: value[:LONGEST_VALUE] if isinstance(value, str) else value for key, value in line.items()}
