"""Looking into a file that a stranger sent: in a process of its own, with little memory, little time and no secrets."""

import subprocess
import sys
from pathlib import Path

try:
    import resource
except ImportError:  # the module exists on Unix alone; elsewhere only the clock limits
    resource = None  # type: ignore[assignment]  # not on every system

ROOT = Path(__file__).parent.parent.parent
MOST_SECONDS = 60
MOST_PROCESSOR_SECONDS = 15
MOST_MEMORY_BYTES = 1_500_000_000
MOST_WRITTEN_BYTES = 100_000_000
REFUSED = 3
"""The exit status of a child that says no; the last line that it wrote about itself is the name of the reason."""

TOO_HARD = "too_hard"
"""The reason when a child ended in any other way: too long, too much memory, or a fault of its library."""


class Unfit(Exception):
    """This file may not be kept; `reason` is one word for the caller to put into a sentence."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def run_apart(module: str, source: Path, *words: str, into: Path | None = None) -> bytes:
    """What `python -m module` says when it reads the file `source`; with `into` it is written there instead.

    `words` are ours, never of the file. Raises `Unfit` when the child says no or does not get through.
    """
    if into is None:
        return _run(module, source, words, subprocess.PIPE)
    with into.open("xb") as target:
        return _run(module, source, words, target.fileno())


def _run(module: str, source: Path, words: tuple[str, ...], target: int) -> bytes:
    try:
        with source.open("rb") as content:
            ended = subprocess.run(  # noqa: S603 - our own module and words, no shell
                [sys.executable, "-m", module, *words], stdin=content, stdout=target, stderr=subprocess.PIPE,
                cwd=ROOT, env={}, timeout=MOST_SECONDS, check=False,
            )  # fmt: skip
    except subprocess.TimeoutExpired as problem:
        raise Unfit(TOO_HARD) from problem
    if ended.returncode == REFUSED:
        raise Unfit(ended.stderr.decode().splitlines()[-1])
    if ended.returncode:
        raise Unfit(TOO_HARD)
    return ended.stdout or b""


def set_limits(*, memory_bytes: int = MOST_MEMORY_BYTES) -> None:
    """The child's own first step, before it reads anything."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_WRITTEN_BYTES, MOST_WRITTEN_BYTES))
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def refuse(reason: str) -> None:
    """End the child with its reason."""
    sys.stderr.write(f"\n{reason}\n")
    sys.stderr.flush()
    raise SystemExit(REFUSED)
