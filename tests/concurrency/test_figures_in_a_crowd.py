"""Several workers whose clocks strike at one moment publish each period once, on SQLite and on PostgreSQL."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlmodel import col, select

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.core.settings import Settings
from app.models.figures import FigureSnapshot
from app.rules.blueprints import blueprint_of
from app.rules.figures_publishing import publishes_at
from app.services.casting import set_stage
from app.services.figures_publishing import publish_due
from tests.concurrency.crowds import a_database, databases
from tests.publishing import FIRST

WORKERS = 4


@pytest.fixture(params=[pytest.param(each, marks=pytest.mark.xdist_group(f"figures-{each}")) for each in databases()])
def parts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    folder = tmp_path_factory.mktemp("figures")
    with a_database(folder, request.param) as url:
        settings = Settings(data_folder=folder, database_url=url, environment="demonstration")
        parts = replace(Parts.of(settings), clock=lambda: publishes_at(FIRST, blueprint_of("lumina")))
        upgrade(parts.database)
        with parts.work() as work:
            set_stage(work)
        yield parts
        parts.database.dispose()


def test_n32_workers_at_one_moment_publish_each_period_once(parts: Parts) -> None:
    together = Barrier(WORKERS)

    def work_once(_worker: int) -> None:
        together.wait(timeout=20)
        with parts.work() as work:
            publish_due(work)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work_once, range(WORKERS)))

    with parts.work(writes=False) as work:
        rows = work.db.execute(select(FigureSnapshot.subject_id, FigureSnapshot.period, FigureSnapshot.name)).all()
        told = work.db.scalars(select(AuditEntry.subject_id).where(col(AuditEntry.name) == "figures.published")).all()
    assert set(Counter(tuple(row) for row in rows).values()) == {1}
    assert Counter(told) == Counter({subject for subject, _, _ in rows})
