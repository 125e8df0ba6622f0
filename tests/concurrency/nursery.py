"""Workers born quickly: this process reads the code once, and forks a worker for each line that it is sent.

Each is what `python -m app worker` runs, in a process of its own. Reading the code for each of fifty would take longer
than everything else that they do. Run as `python -m tests.concurrency.nursery`, with the settings in the environment.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from signal import SIGKILL


class Nursery:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    @contextmanager
    def working(self) -> Iterator[None]:
        """A worker, and its end without a warning."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("one more\n")
        self._process.stdin.flush()
        number = int(self._process.stdout.readline())
        try:
            yield
        finally:
            os.kill(number, SIGKILL)


@contextmanager
def a_nursery(environment: Mapping[str, str]) -> Iterator[Nursery]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.concurrency.nursery"],
        env={**os.environ, **environment}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Nursery(process)
    finally:
        process.kill()
        process.wait(30)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def main() -> None:
    """The code is read here and not above, because each solving process reads what stands above once more."""
    from app.cli import settings  # noqa: PLC0415
    from app.commands import serving  # noqa: PLC0415

    known, out = settings(), sys.stdout
    for _ in sys.stdin:
        number = os.fork()
        if not number:
            sys.stdout = sys.stderr
            serving.work(known)
            os._exit(0)
        out.write(f"{number}\n")
        out.flush()
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


if __name__ == "__main__":
    main()
