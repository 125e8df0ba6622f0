"""Measures whether pages are answered while a large plan is made: `python -m benchmarks.answering [--postgres]`.

Two real processes, a server and a worker, on one database. The worker makes a plan for 200 trainees, 80 desks and 60 days
of three blocks; the server is asked for other pages. The solving process is halted and let go again turn by turn, so
that what the machine does meanwhile meets both sides of the comparison. The p95 with it over the p95 without it may be
1.3 at most, and a miss ends the run with status 1.
"""

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import httpx
from sqlmodel import select

from app.core.logs import configure
from app.core.work import Work
from app.forms.plans import PlanWish
from app.models.accommodations import Accommodation, AccommodationStatus, Strength
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.people import Channel, Person
from app.models.plans import Plan
from app.models.productions import Production
from app.services import plans
from tests.concurrency.crowds import ON_POSTGRESQL, ON_SQLITE, Crowd, a_crowd
from tests.factories.assignments import OUR_PRODUCTION
from tests.factories.productions import LOUD, QUIET, a_desk, a_place, days_of_work

BAR = 1.3
TRAINEES, PLACES, DESKS_EACH, WEEKS = 200, 4, 20, 12
BLOCKS = [["08:00", "10:30"], ["11:00", "13:30"], ["14:00", "16:30"]]
ROUNDS, REQUESTS = 25, 16
SOLVE_SECONDS = 240
PATIENCE_SECONDS = 300
SETTLE_SECONDS = 0.1
"""Between halting or letting go and the first request, so that no turn measures the other side."""


def main() -> None:
    asked = _arguments()
    configure(as_json=False, least="error")
    with tempfile.TemporaryDirectory(prefix="cleanplate-answering-") as folder:
        on = ON_POSTGRESQL if asked.postgres else ON_SQLITE
        with a_crowd(Path(folder), on=on, processes=1) as crowd:
            plan = _large_plan(crowd)
            with _working(crowd, Path(folder)) as worker:
                solver = _solver_of(worker.pid, crowd, plan)
                without, with_it = _measured(crowd, solver, asked.rounds)
    ratio = _p95(with_it) / _p95(without)
    print(f"{on}, {len(without)} pages on each side; {TRAINEES} trainees, {PLACES * DESKS_EACH} desks, {WEEKS} weeks")
    print(f"p95 without a plan being made: {_p95(without):7.1f} ms; median {statistics.median(without):.1f} ms")
    print(f"p95 while a plan is made:      {_p95(with_it):7.1f} ms; median {statistics.median(with_it):.1f} ms")
    print(f"ratio {ratio:.2f}, bar {BAR}: {'pass' if ratio <= BAR else 'miss'}")
    if ratio > BAR:
        raise SystemExit(1)


def _large_plan(crowd: Crowd) -> UUID:
    with crowd.work_as("tom") as work:
        production = work.db.get_one(Production, crowd.stage.productions[OUR_PRODUCTION].id)
        production.block_times = BLOCKS
        monday = _next_monday(work)
        days = [monday + timedelta(weeks=week, days=day) for week in range(WEEKS) for day in range(5)]
        for number in range(PLACES):
            place = a_place(
                work,
                production=production,
                supervisor=crowd.stage.people["tom"],
                name=f"Studio {number + 1}",
                capacity=DESKS_EACH,
            )
            days_of_work(work, place=place, days=days[:: 1 + number % 2])
            for desk in range(DESKS_EACH):
                a_desk(work, place=place, name=f"Desk {desk + 1}", profile=QUIET if desk % 2 else LOUD)
        _trainees(work, crowd)
        wish = PlanWish(cohort=crowd.stage.cohorts["lumina"].id, week=monday, until=monday + timedelta(weeks=WEEKS - 1))
        return plans.want(work, production, wish).id


def _trainees(work: Work, crowd: Crowd) -> None:
    """Every third works with their back to a wall."""
    for number in range(TRAINEES):
        person = Person(
            id=work.new_id(),
            name=f"Trainee {number + 1}",
            email=f"trainee-{number}@example.com",
            channel=Channel.EMAIL,
            created_at=work.now,
        )
        work.db.add(person)
        work.db.flush()
        work.db.add(
            Enrolment(
                id=work.new_id(),
                cohort_id=crowd.stage.cohorts["lumina"].id,
                person_id=person.id,
                status=EnrolmentStatus.ENROLLED,
                enrolled_at=work.now,
            )
        )
        if number % 3 == 0:
            work.db.add(
                Accommodation(
                    id=work.new_id(),
                    person_id=person.id,
                    programme_id=crowd.stage.programmes["lumina"].id,
                    need="back_to_wall",
                    strength=Strength.MUST,
                    parameters={},
                    status=AccommodationStatus.AGREED,
                    asked_at=work.now,
                    counted_from=work.now,
                    agreed_at=work.now,
                )
            )
    work.db.flush()


def _next_monday(work: Work) -> date:
    today = work.now.date()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=1)


@contextmanager
def _working(crowd: Crowd, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    settings = crowd.parts.settings
    environment = {
        **os.environ, "DATA_FOLDER": str(folder), "DATABASE_URL": settings.database, "SOLVE_SECONDS": str(SOLVE_SECONDS),
        "ENVIRONMENT": "demonstration", "LOG_LEVEL": "warning",
    }  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "app", "worker"], env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def _solver_of(worker: int, crowd: Crowd, plan: UUID) -> int:
    """The process that solves, once it searches."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with crowd.parts.work(writes=False) as work:
            phase = work.db.scalars(select(Plan.phase).where(Plan.id == plan)).one()
        children = Path(f"/proc/{worker}/task").glob("*/children")
        found = [int(number) for each in children for number in each.read_text(encoding="utf-8").split()]
        solving = [number for number in found if b"spawn_main" in Path(f"/proc/{number}/cmdline").read_bytes()]
        if phase == "searching" and solving:
            return solving[0]
        time.sleep(0.2)
    raise SystemExit("The plan was not begun.")


def _measured(crowd: Crowd, solver: int, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each answer while nothing is solved, and while the solver runs."""
    production = crowd.stage.productions[OUR_PRODUCTION].id
    pages = ["/productions", f"/productions/{production}", "/messages", "/preferences"]
    without: list[float] = []
    with_it: list[float] = []
    with crowd.member("tom").tab() as tab:
        for page in pages * 3:
            _timed(tab, crowd.urls[0] + page)
        for _ in range(rounds):
            for is_solving, times in ((False, without), (True, with_it)):
                os.kill(solver, signal.SIGCONT if is_solving else signal.SIGSTOP)
                time.sleep(SETTLE_SECONDS)
                times.extend(_timed(tab, crowd.urls[0] + pages[number % len(pages)]) for number in range(REQUESTS))
        _is_still_solving(solver)
    return without, with_it


def _is_still_solving(solver: int) -> None:
    try:
        os.kill(solver, 0)
    except ProcessLookupError:
        raise SystemExit("The plan was made before everything was measured. Nothing can be said.") from None


def _timed(tab: httpx.Client, address: str) -> float:
    began = time.perf_counter()
    answer = tab.get(address)
    taken = (time.perf_counter() - began) * 1000
    assert answer.status_code == 200, answer  # noqa: S101 - a benchmark says so and stops
    return taken


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL instead of SQLite")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
