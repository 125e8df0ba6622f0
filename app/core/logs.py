"""Log lines: JSON, one a line, facts without names, addresses, tokens or words about health."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

LONGEST_VALUE = 200


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


def _shorten(_logger: object, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Control characters are escaped by the renderer; what is left is long text that somebody typed."""
    return {key: value[:LONGEST_VALUE] if isinstance(value, str) else value for key, value in line.items()}
