"""The solver in a process of its own: it takes a whole core and 93 MB, and may be stopped at any time."""

import multiprocessing
import os
from multiprocessing.connection import Connection

from app.core.errors import Unavailable
from app.core.words import N_
from app.solvers.contract import SchedulePlan, ScheduleProblem

POLITENESS = 10
"""How much the process lowers its own priority, so that pages are still answered at once."""

STARTING_SECONDS = 30.0
"""What importing and explaining may take on top of the search itself."""

STOPPED = N_("The plan took too long or was stopped. Nothing changed. Ask for it again.")


def solve_apart(problem: ScheduleProblem, *, seed: int, seconds: float) -> SchedulePlan:
    """Solve in a fresh process and wait for it. Raises `Unavailable` when it takes too long or ends without a plan."""
    fresh = multiprocessing.get_context("spawn")
    ours, theirs = fresh.Pipe(duplex=False)
    process = fresh.Process(target=_solve, args=(theirs, problem, seed, seconds), daemon=True)
    process.start()
    theirs.close()
    try:
        return _received(ours, seconds + STARTING_SECONDS)
    finally:
        ours.close()
        process.kill()
        process.join()
        process.close()


def _received(ours: Connection, seconds: float) -> SchedulePlan:
    try:
        answer = ours.recv() if ours.poll(seconds) else None
    except EOFError:
        answer = None
    if not isinstance(answer, SchedulePlan):
        raise Unavailable(STOPPED, solver=str(answer))
    return answer


def _solve(theirs: Connection, problem: ScheduleProblem, seed: int, seconds: float) -> None:
    """Runs in the other process: send back the plan, or what went wrong as text."""
    from app.solvers import scheduling  # noqa: PLC0415 - reached only in the process that solves

    os.nice(POLITENESS)
    try:
        theirs.send(scheduling.solve(problem, seed=seed, seconds=seconds))
    except Exception as problem_found:  # noqa: BLE001 - whatever it is, the other side has to know
        theirs.send(repr(problem_found))
    theirs.close()
