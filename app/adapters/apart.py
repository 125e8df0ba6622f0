"""Looking into a file that a stranger sent: in a process of its own, with little memory, little time and no secrets."""

import subprocess
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # the module exists on Unix alone; elsewhere only the clock limits
    resource = None  # type: ignore[assignment]  # not on every system

ROOT = Path(__file__).parent.parent.parent
MOST_SECONDS = 20
MOST_PROCESSOR_SECONDS = 15
MOST_MEMORY_BYTES = 1_500_000_000
REFUSED = 3
"""The exit status of a child that says no; what it wrote is the name of the reason."""

TOO_HARD = "too_hard"
"""The reason when a child ended in any other way: too long, too much memory, or a fault of its library."""


class Unfit(Exception):
    """This file may not be kept; `reason` is one word for the caller to put into a sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def run_apart(module: str, content: bytes) -> bytes:
    """What `python -m module` writes when it reads `content`. Raises `Unfit` when it says no or does not get through."""
    try:
        ended = subprocess.run(  # noqa: S603 - our own module, no shell, nothing of the file on the command line
            [sys.executable, "-m", module], input=content, capture_output=True, cwd=ROOT, env={},
            timeout=MOST_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise Unfit(TOO_HARD) from problem
    if ended.returncode == REFUSED:
        raise Unfit(ended.stdout.decode())
    if ended.returncode:
        raise Unfit(TOO_HARD)
    return ended.stdout


def set_limits() -> None:
    """The child's own first step, before it reads anything."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def refuse(reason: str) -> None:
    """End the child with its reason."""
    sys.stdout.write(reason)
    sys.stdout.flush()
    raise SystemExit(REFUSED)
