"""What a solve says while it runs: which phase, the best plan so far in figures, and how far it has come.

`told` is called at each new phase and about twice a second while a plan is searched. `cancelled` is asked several times
a second, also while a model is being solved, from another thread: it must be quick and must not raise.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.solvers.ground import Diary
from app.solvers.schedules import ScheduleFigures

SECONDS_BETWEEN = 0.5
"""How often figures are told at most; counting them costs time, and nobody reads faster."""

SECONDS_TO_NOTICE = 0.1
"""How long a wish to stop may wait while a model is being solved."""


class Phase(StrEnum):
    KEEPING = "keeping"
    """What is promised is laid down first."""

    SEARCHING = "searching"
    """A legal plan is there, and better ones are looked for."""

    EXPLAINING = "explaining"
    """The plan stands; for each missing hour it is worked out what is in the way."""

    DONE = "done"


@dataclass(frozen=True)
class Progress:
    """`best` is there as soon as a legal plan is; `share_done` is in percent, where it can be told."""

    phase: Phase
    best: ScheduleFigures | None = None
    share_done: int | None = None


Told = Callable[[Progress], None]
Cancelled = Callable[[], bool]


@dataclass
class Watch:
    """Tells and asks on behalf of one solve; with neither, it costs nothing. What is told never changes what is found."""

    told: Told | None = None
    cancelled: Cancelled | None = None
    count: Callable[[Diary], ScheduleFigures] | None = None
    """Turns a plan into figures, once it is known what they are compared with."""

    stopped: bool = False
    tell_at: float = 0.0
    ask_at: float = 0.0

    @property
    def is_stopped(self) -> bool:
        """Once stopped it stays stopped, so that a wish is never half heard."""
        if self.cancelled is not None and not self.stopped and time.monotonic() >= self.ask_at:
            self.stopped = self.cancelled()
            self.ask_at = time.monotonic() + SECONDS_TO_NOTICE
        return self.stopped

    def tell(self, phase: Phase, best: Diary | None = None, share_done: float | None = None) -> None:
        if self.told is None:
            return
        figures = self.count(best) if self.count and best is not None else None
        percent = None if share_done is None else max(0, min(100, int(100 * share_done)))
        self.told(Progress(phase, figures, percent))
        self.tell_at = time.monotonic() + SECONDS_BETWEEN

    def tell_now_and_then(self, best: Diary, share_done: float) -> None:
        if self.told is not None and time.monotonic() >= self.tell_at:
            self.tell(Phase.SEARCHING, best, share_done)

    @contextmanager
    def over(self, solver: Any) -> Iterator[None]:
        """Stops the search when that is wished for; asked again and again, as a search that has not begun does not hear it."""
        if self.cancelled is None:
            yield
            return
        over = threading.Event()
        watcher = threading.Thread(target=self._stop_when_wished, args=(solver, over), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _stop_when_wished(self, solver: Any, over: threading.Event) -> None:
        while not over.wait(SECONDS_TO_NOTICE):
            if self.is_stopped:
                solver.stop_search()
