"""The name of a process among all workers, and whether the one that a name belongs to is known to be gone."""

import os
import socket
from pathlib import Path

UNKNOWN = "0"
STARTED_AT = 19
"""Where Linux says when a process started, counted from behind its name, which may hold spaces."""


def this_process() -> str:
    """The machine, the process, and when it started: a number that is used again is another process."""
    return f"{_machine()}/{os.getpid()}/{_started(os.getpid())}"


def is_gone(name: str) -> bool:
    """Whether it ran on this machine and does not now. Of other machines nothing is known here."""
    machine, _, rest = name.partition("/")
    number, _, started = rest.partition("/")
    if machine != _machine() or not number.isdecimal():
        return False
    return not _runs(int(number)) or _started(int(number)) != started


def _machine() -> str:
    return (os.environ.get("HOSTNAME") or socket.gethostname() or "local").replace("/", "-")


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _started(number: int) -> str:
    """Empty of meaning where a system does not say; then its number alone tells whether a process runs."""
    try:
        facts = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return UNKNOWN
    return UNKNOWN if facts[0] == "Z" else facts[STARTED_AT]
