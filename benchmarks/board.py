"""Measures the managers' board among 1,000 and 200,000 applications: `python -m benchmarks.board [--postgres]`.

The sizes take turns, request by request, so that what the machine does meanwhile meets both. Ratios are what counts.
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

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.logs import configure
from app.core.settings import Settings
from app.main import build
from app.models.sign_ins import Method
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
        asyncio.run(_measure(houses, asked.rounds, time.process_time if asked.work else time.perf_counter))


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
        token = sign_ins.start(work, stage.people["mei"], Method.DEMONSTRATION)
    print(f"{size:,} applications in {time.monotonic() - began:.0f} s")
    web = build(settings, parts)
    return House(size, web, f"{web.state.front.cookies.name(SIGN_IN)}={token}")


async def _measure(houses: Sequence[House], rounds: int, clock: Callable[[], float]) -> None:
    print(
        f"{'page':<22}" + "".join(f"{f'{each.size:,}':>16}" for each in houses) + f"{'median':>9}{'p95':>7}  statements"
    )
    rows = {}
    for name, query in PAGES.items():
        taken = await _taken(houses, query, rounds, clock)
        figures = {size: (statistics.median(each), _p95(each)) for size, each in taken.items()}
        small, large = figures[houses[0].size], figures[houses[-1].size]
        sent = [await _statements(each, query) for each in houses]
        rows[name] = {
            "milliseconds": figures,
            "ratio": large[0] / small[0],
            "p95": large[1] / small[1],
            "statements": sent,
        }
        cells = "".join(f"{median:8.1f}{p95:8.1f}" for median, p95 in figures.values())
        holds = "" if large[1] / small[1] <= BAR and max(sent) <= MOST_STATEMENTS else f"  over {BAR}"
        print(
            f"{name:<22}{cells}{large[0] / small[0]:9.2f}{large[1] / small[1]:7.2f}  {sent[0]}, {sent[-1]}{holds}",
            flush=True,
        )
    print(json.dumps(rows))


async def _taken(
    houses: Sequence[House], query: str, rounds: int, clock: Callable[[], float]
) -> dict[int, list[float]]:
    taken: dict[int, list[float]] = {each.size: [] for each in houses}
    for turn in range(rounds + 3):
        for each in houses:
            began = clock()
            await _get(each, query)
            if turn >= 3:  # the first ones fill caches
                taken[each.size].append(1000 * (clock() - began))
    return taken


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
