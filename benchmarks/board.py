"""Measures the managers' board among 1,000 and 200,000 applications: `python -m benchmarks.board [--postgres]`.

The sizes take turns, request by request, so that what the machine does meanwhile meets both. Ratios are what counts:
the median of the larger programme over the median of the smaller one may be 1.5 at most, and a page may send 8 statements
at most. Each row says pass or miss, and a miss ends the run with status 1.

A pair of requests is measured within one turn, so that the ratio is taken turn by turn, and the middle one of all turns
counts. Whatever else the machine does for a while lengthens both of a pair, or spoils a few pairs; the middle one stays.
The p95 is printed to be looked at and decides nothing, because two or three of forty requests make it, and on a shared
machine these are the ones that were interrupted. Before the first turn the tables are vacuumed and analysed, as a
database that grew over months has long been, so that neither autovacuum nor a plan that changes with new figures can
fall into the middle of a run. Then each page is asked for a few times to fill caches.

On a machine that has much else to do, `--work` measures the processor's time of this process, and so of SQLite too.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.adapters import searching
from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.logs import configure
from app.core.settings import Settings
from app.main import build
from app.models.sign_ins import Method, RateCounter
from app.services import sign_ins
from app.services.casting import set_stage
from app.web.cookies import SIGN_IN
from benchmarks.crowds import COMMON, RARE, SELDOM, fill
from tests.counting import statements
from tests.postgres import Server, programs

SMALL, LARGE = 1_000, 200_000
ROUNDS = 40
BAR = 1.5
MOST_STATEMENTS = 8
URL = "http://127.0.0.1:8000"

PAGES: Mapping[str, str] = {
    "first page": "",
    "by score": "order=score",
    "newest first": "order=newest",
    "one state": "status=decided_unreleased",
    "two states": "status=received&status=offered",
    "file, by score": "file=yes&order=score",
    "deep page": "after=LUM-{deep:04}",
    "deep page, by score": "order=score&after=LUM-{deep:04}",
    "page before": "before=LUM-{deep:04}",
    f"search, {20} fit": f"words={RARE}",
    "search, 1 % fits": f"words={SELDOM}",
    "search, 50 % fit": f"words={COMMON}",
    "search, two words": f"words={COMMON}+{SELDOM}",
    "search, reference": "words=LUM-{deep:04}",
    "search, none fits": "words=nowhere",
    "counted": "count=yes",
}


@dataclass(frozen=True)
class House:
    """The product over one database, and somebody who is signed in."""

    size: int
    parts: Parts
    web: FastAPI
    cookie: str


def main() -> None:
    asked = _arguments()
    configure(as_json=False, least="error")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cleanplate-bench-")))
        urls = _databases(stack, folder, (SMALL, asked.large), on_postgres=asked.postgres)
        houses = [_house(size, url, folder) for size, url in urls.items()]
        what = "milliseconds of the processor" if asked.work else "milliseconds"
        print(
            f"{'PostgreSQL' if asked.postgres else 'SQLite'}, {asked.rounds} requests of each page; {what}", flush=True
        )
        missed = asyncio.run(_measure(houses, asked.rounds, time.process_time if asked.work else time.perf_counter))
    if missed:
        raise SystemExit(f"Missed: {', '.join(missed)}.")
    print("Every page passed.")


def _databases(stack: ExitStack, folder: Path, sizes: Sequence[int], *, on_postgres: bool) -> dict[int, str]:
    if not on_postgres:
        return {size: f"sqlite:///{folder}/{size}.sqlite" for size in sizes}
    binaries = programs()
    assert binaries is not None, "PostgreSQL's server programs are not installed."  # noqa: S101 - a benchmark says so and stops
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cleanplate-postgres-")))
    server = Server(home, binaries)
    server.start()
    stack.callback(server.stop)
    names = dict(zip(sizes, ("cleanplate", "demonstration"), strict=True))
    return {size: server.url.replace("/cleanplate?", f"/{name}?") for size, name in names.items()}


def _house(size: int, url: str, folder: Path) -> House:
    settings = Settings(data_folder=folder, database_url=url, base_url=URL, environment="demonstration")
    parts = Parts.of(settings)
    upgrade(parts.database)
    began = time.monotonic()
    with parts.work() as work:
        stage = set_stage(work)
        work.db.commit()
        fill(work.db, stage, size)
        work.db.commit()
        _settle(work.db)
        token = sign_ins.start(work, stage.people["mei"], Method.DEMONSTRATION)
    print(f"{size:,} applications in {time.monotonic() - began:.0f} s")
    web = build(settings, parts)
    return House(size, parts, web, f"{web.state.front.cookies.name(SIGN_IN)}={token}")


def _settle(db: Session) -> None:
    """Leave the database as months of use would have left it, so that nothing tidies up while pages are measured."""
    if not searching.is_sqlite(db):
        raw: Any = db.connection().connection.driver_connection
        raw.rollback()
        raw.autocommit = True
        raw.execute("VACUUM (ANALYZE)")
        raw.execute("CHECKPOINT")
        raw.autocommit = False


async def _measure(houses: Sequence[House], rounds: int, clock: Callable[[], float]) -> list[str]:
    """Print a row for each page. Returns the pages that missed the bar."""
    print(
        f"{'page':<22}" + "".join(f"{f'{each.size:,}':>16}" for each in houses) + f"{'ratio':>9}{'p95':>7}  statements"
    )
    rows, missed = {}, []
    for name, query in PAGES.items():
        taken = await _taken(houses, query, rounds, clock)
        figures = {size: (statistics.median(each), _p95(each)) for size, each in taken.items()}
        ratio = statistics.median(
            large / small for small, large in zip(taken[houses[0].size], taken[houses[-1].size], strict=True)
        )
        p95 = figures[houses[-1].size][1] / figures[houses[0].size][1]
        sent = [await _statements(each, query) for each in houses]
        passes = ratio <= BAR and max(sent) <= MOST_STATEMENTS
        missed += [] if passes else [name]
        rows[name] = {"milliseconds": figures, "ratio": ratio, "p95": p95, "statements": sent, "passes": passes}
        cells = "".join(f"{median:8.1f}{slow:8.1f}" for median, slow in figures.values())
        print(
            f"{name:<22}{cells}{ratio:9.2f}{p95:7.2f}  {sent[0]}, {sent[-1]}  {'pass' if passes else 'MISS'}",
            flush=True,
        )
    print(json.dumps(rows))
    return missed


async def _taken(
    houses: Sequence[House], query: str, rounds: int, clock: Callable[[], float]
) -> dict[int, list[float]]:
    taken: dict[int, list[float]] = {each.size: [] for each in houses}
    for each in houses:
        _forget_searches(each)
    for turn in range(rounds + 3):
        for each in houses:
            began = clock()
            await _get(each, query)
            if turn >= 3:  # the first ones fill caches
                taken[each.size].append(1000 * (clock() - began))
    return taken


def _forget_searches(house: House) -> None:
    """Nobody searches as often as a benchmark does; the limit is not what is measured."""
    with house.parts.work() as work:
        work.db.execute(delete(RateCounter))


async def _statements(house: House, query: str) -> int:
    with statements() as sent:
        await _get(house, query)
    return len(sent)


async def _get(house: House, query: str) -> None:
    """One request of the board as the server would hand it over; anything but a whole page stops the run."""
    headers = {"host": "127.0.0.1:8000", "cookie": house.cookie, "sec-fetch-site": "same-origin"}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": "/decisions", "raw_path": b"/decisions", "query_string": query.format(deep=house.size * 9 // 10).encode(),
        "root_path": "", "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
    }  # fmt: skip
    answered: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        answered.append(message)

    await house.web(scope, receive, send)
    assert answered[0]["status"] == 200, answered[0]  # noqa: S101 - as above


def _p95(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="start a PostgreSQL and measure there")
    parser.add_argument("--large", type=int, default=LARGE, help="how many applications the larger programme has")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is asked for")
    parser.add_argument("--work", action="store_true", help="measure the processor's time instead of the clock's")
    return parser.parse_args()


if __name__ == "__main__":
    main()
