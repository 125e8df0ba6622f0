"""The solver in a process of its own: it takes a whole core and 93 MB, and may be stopped at any time.

The process first sends a plan that is legal and simple, then how far it has come, and at last what it found. So there
is something to fall back on whatever happens to the search, and a process whose worker is gone ends by itself.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from app.core.errors import HouseError, Unavailable
from app.core.words import N_
from app.solvers.contract import SchedulePlan, ScheduleProblem

POLITENESS = 10
"""How much the process lowers its own priority, so that pages are still answered at once."""

FIRST_SECONDS = 300.0
"""How long the simple plan is waited for: on a machine that has much to do, the process is the last to get its turn."""

EXPLAINING_SECONDS = 60.0
"""What explaining may take on top of the search itself."""

LOOK_SECONDS = 1.0
"""How often the worker hears how far it is, holds the plan for longer, and asks whether to stop."""

ENDING_SECONDS = 5.0
"""What a search that was asked to stop may take before its process is ended."""

TRIES = 2
"""A process that ends before it sent anything is started once more."""

STOPPED = N_("The plan took too long or was stopped. Nothing changed. Ask for it again.")
UNREADABLE = N_(
    "A plan cannot be made from what is stored now. Nothing changed. The people who run Cleanplate were told."
)

STOP = "stop"


class EndedBy(StrEnum):
    """How the search ended: by itself, by somebody's wish, or badly, so that the simple plan stands in."""

    ITSELF = "itself"
    WISH = "wish"
    FALLBACK = "fallback"


@dataclass(frozen=True)
class Stand:
    """How far a search has come. `best` is there as soon as a legal plan is."""

    phase: str
    missing: int | None = None
    wanted: int | None = None

    @property
    def best(self) -> dict[str, int] | None:
        return {"missing": self.missing, "wanted": self.wanted or 0} if self.missing is not None else None


@dataclass(frozen=True)
class Solved:
    """`plan` is None only where the search was stopped before anything was found."""

    plan: SchedulePlan | None
    ended_by: EndedBy


@dataclass(frozen=True)
class _First:
    plan: SchedulePlan


@dataclass(frozen=True)
class _Unreadable:
    why: str


Watch = Callable[[Stand | None], bool]
"""Called about every second with what is new; True ends the search."""


def solve_apart(
    problem: ScheduleProblem,
    *,
    seed: int,
    seconds: float,
    calm_first: bool = False,
    watch: Watch = lambda _stand: False,
) -> Solved:
    """Solve in a fresh process and wait for it. The simple plan stands in where the search ends badly.

    Raises a HouseError for a problem that breaks the contract, and `Unavailable` where not even a simple plan came.
    """
    for _ in range(TRIES):
        with_it = _Apart(problem, seed, seconds, calm_first=calm_first)
        solved = with_it.wait(watch, until=time.monotonic() + FIRST_SECONDS, longest=seconds + EXPLAINING_SECONDS)
        if solved is not None:
            return solved
    raise Unavailable(STOPPED, solver="ended before any plan was found")


class _Apart:
    """One process and the pipe to it."""

    def __init__(self, problem: ScheduleProblem, seed: int, seconds: float, *, calm_first: bool) -> None:
        fresh = multiprocessing.get_context("spawn")
        self._ours, theirs = fresh.Pipe()
        self._process: BaseProcess = fresh.Process(
            target=_solve, args=(theirs, problem, seed, seconds, calm_first), daemon=True
        )
        self._process.start()
        theirs.close()
        self._first: SchedulePlan | None = None
        self._stand: Stand | None = None
        self._stopping = False

    def wait(self, watch: Watch, *, until: float, longest: float) -> Solved | None:
        """What was found, or None where the process ended without anything. `longest` counts from the simple plan on."""
        look_at = 0.0
        try:
            while (now := time.monotonic()) < until:
                if now >= look_at:
                    until = self._look(watch, until)
                    look_at = now + LOOK_SECONDS
                if self._ours.poll(min(LOOK_SECONDS / 4, until - now)):
                    had_first = self._first is not None
                    found = self._hear(self._ours.recv())
                    if found is not None:
                        return found
                    if self._first is not None and not had_first and not self._stopping:
                        until = time.monotonic() + longest
        except (EOFError, OSError):
            pass
        finally:
            self._end()
        return self._instead()

    def _look(self, watch: Watch, until: float) -> float:
        stand, self._stand = self._stand, None
        if watch(stand) and not self._stopping:
            self._stopping = True
            self._ours.send(STOP)
            return time.monotonic() + ENDING_SECONDS
        return until

    def _hear(self, said: object) -> Solved | None:
        if isinstance(said, _Unreadable):
            raise HouseError(UNREADABLE, solver=said.why)
        if isinstance(said, _First):
            self._first = said.plan
        if isinstance(said, Stand):
            self._stand = said
        if isinstance(said, SchedulePlan):
            return Solved(said, EndedBy.WISH if self._stopping else EndedBy.ITSELF)
        return None

    def _instead(self) -> Solved | None:
        if self._stopping:
            return Solved(self._first, EndedBy.WISH)
        if self._first is None:
            return None
        return Solved(_marked(self._first), EndedBy.FALLBACK)

    def _end(self) -> None:
        self._ours.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _marked(plan: SchedulePlan) -> SchedulePlan:
    return replace(plan, run=replace(plan.run, ended_by=EndedBy.FALLBACK.value))


def _solve(theirs: Connection, problem: ScheduleProblem, seed: int, seconds: float, calm_first: bool) -> None:
    """Runs in the other process: send back the simple plan, how far it is, and the plan, or what went wrong as text."""
    stopping = threading.Event()
    threading.Thread(target=_listen, args=(theirs, stopping), daemon=True).start()
    os.nice(POLITENESS)
    from app.solvers import scheduling  # noqa: PLC0415 - reached only in the process that solves
    from app.solvers.contract import ContractError  # noqa: PLC0415 - beside the solver
    from app.solvers.progress import Progress  # noqa: PLC0415 - beside the solver

    def told(progress: Progress) -> None:
        best = progress.best
        stand = Stand(progress.phase.value, best.missing, best.wanted) if best else Stand(progress.phase.value)
        theirs.send(stand)

    try:
        theirs.send(_First(scheduling.solve(problem, seed=seed, seconds=seconds, cancelled=lambda: True)))
        found = scheduling.solve(
            problem, seed=seed, seconds=seconds, calm_first=calm_first, told=told, cancelled=stopping.is_set
        )
        theirs.send(found)
    except ContractError as trouble:
        theirs.send(_Unreadable(repr(trouble)))
    theirs.close()


def _listen(theirs: Connection, stopping: threading.Event) -> None:
    """Hear the wish to stop. Where the worker is gone, nobody waits for a plan any more."""
    try:
        while theirs.recv() != STOP:
            pass
        stopping.set()
        theirs.recv()
    except (EOFError, OSError):
        os._exit(1)
