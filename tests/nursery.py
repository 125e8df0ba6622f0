"""Processes of the product that are born quickly: one process reads the code once, and forks for each that is asked for.

What runs is what `python -m app …` runs, in a process of its own that can be killed. To read the code takes several seconds
of a core, and a run of the tests asks for a hundred such processes; a few tests of the commands still begin with Python.
Run as `python -m tests.nursery`; each line that it reads is a command, its environment and where it writes to, as JSON.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.core.memory import reading_code


class Process(Protocol):
    """What a test needs of a process, whoever gave birth to it."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...
    def wait(self, timeout: float) -> int: ...


class Born:
    """A process whose parent is the nursery, held by a descriptor so that its number is never taken for another's."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._held: int | None = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it runs."""
        return 0 if self._has_ended(0) else None

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def wait(self, timeout: float) -> int:
        """Raises TimeoutExpired when it goes on for longer than these seconds."""
        if not self._has_ended(timeout):
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
        return 0

    def _send(self, what: signal.Signals) -> None:
        if self._held is not None and not self._has_ended(0):
            signal.pidfd_send_signal(self._held, what)

    def _has_ended(self, seconds: float) -> bool:
        if self._held is not None and select.select([self._held], [], [], seconds)[0]:
            os.close(self._held)
            self._held = None
        return self._held is None


class Nursery:
    """One for each worker of the tests; it begins with the first process that is asked for."""

    _process: "subprocess.Popen[str] | None" = None

    def bears(self, command: Sequence[str], environment: Mapping[str, str], log: Path) -> Process:
        """`python -m app` with this command, in this environment alone. What it says is added to this file."""
        if not hasattr(os, "pidfd_open"):  # Linux alone has it
            with log.open("a", encoding="utf-8") as file:
                return subprocess.Popen(  # noqa: S603 - our own program
                    [sys.executable, "-m", "app", *command], env=environment, stdout=file, stderr=file
                )
        asked = {"command": list(command), "environment": dict(environment), "log": str(log)}
        process = self._begun()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{json.dumps(asked)}\n")
        process.stdin.flush()
        return Born(int(process.stdout.readline()))

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _begun(self) -> "subprocess.Popen[str]":
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        return self._process


NURSERY = Nursery()


def main() -> None:
    """The code is read here and not above, because each solving process reads what stands above once more."""
    with reading_code():
        import app.demonstration  # noqa: PLC0415 - in this process alone, see above
        import app.main  # noqa: F401, PLC0415 - each process that is born serves with it
        from app.cli import main as run  # noqa: PLC0415 - in this process alone, see above

    for line in sys.stdin:
        asked = json.loads(line)
        if number := os.fork():
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            _look_after_the_dead()
        else:
            _become(asked["environment"], asked["log"])
            sys.argv = ["cleanplate", *asked["command"]]
            try:
                run()
            finally:
                sys.stdout.flush()
                os._exit(0)


def _become(environment: Mapping[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream, opened in ((0, os.open(os.devnull, os.O_RDONLY)), (1, _to(log)), (2, _to(log))):
        os.dup2(opened, stream)
        os.close(opened)


def _to(log: str) -> int:
    return os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)


def _look_after_the_dead() -> None:
    while os.waitpid(-1, os.WNOHANG) != (0, 0):
        pass


if __name__ == "__main__":
    main()
