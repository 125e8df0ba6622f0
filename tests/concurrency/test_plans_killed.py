"""Workers that are killed while they make plans: the next one takes over, and no plan is lost or made twice."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.core.settings import Settings
from app.core.work import Work
from app.forms.plans import PlanWish
from app.models.assignments import Assignment
from app.models.messages import Message
from app.models.plans import Plan, PlanStatus
from app.services import plans, sign_ins
from app.services.casting import Stage, set_stage
from tests.concurrency.crowds import a_database, databases
from tests.factories.assignments import OUR_PRODUCTION, enrolled
from tests.factories.productions import a_desk, a_place, days_of_work
from tests.nursery import NURSERY

KILLS = 50
PLANS = 5
SHORTEST_LIFE, LONGEST_LIFE = 0.05, 2.0
PATIENCE_SECONDS = 300


@pytest.mark.parametrize(
    "on", [pytest.param(each, marks=pytest.mark.xdist_group(f"kills-{each}")) for each in databases()]
)
def test_rel_09_no_plan_is_lost_or_made_twice_when_its_worker_is_killed(on: str, tmp_path: Path) -> None:
    kills, seed = KILLS // len(databases()), random.randrange(10**6)  # noqa: S311 - no secret
    chance = random.Random(seed)  # noqa: S311 - as above
    with a_database(tmp_path, on) as url:
        parts, stage = _staged(Settings(data_folder=tmp_path, database_url=url))
        wanted: list[UUID] = []
        settings = {"DATA_FOLDER": str(tmp_path), "DATABASE_URL": url, "LOG_LEVEL": "warning"}
        for number in range(kills):
            if number % (kills // PLANS) == 0 and len(wanted) < PLANS:
                wanted.append(_asked(parts, stage, weeks=len(wanted)))
            with _working(settings):
                time.sleep(chance.uniform(SHORTEST_LIFE, LONGEST_LIFE))
        with _working(settings):
            _wait_until_told(parts, PLANS)

        with parts.work(writes=False) as work:
            made = {plan.id: plan for plan in work.db.scalars(select(Plan))}
            events = Counter(map(tuple, work.db.execute(select(col(AuditEntry.name), col(AuditEntry.subject_id)))))
            told = Counter(message.path for message in _messages(work))
            blocks = Counter(work.db.scalars(select(col(Assignment.plan_id))))
        parts.database.dispose()

    assert len(wanted) == PLANS
    assert {plan.status for plan in made.values()} == {PlanStatus.DRAFT}, seed
    for plan in wanted:
        assert events["plans.drafted", plan] == 1, seed
        assert events["plans.stopped", plan] == 0, seed
        assert told[f"/plans/{plan}"] == 1, seed
        assert blocks[plan] == 4, seed


@contextmanager
def _working(settings: Mapping[str, str]) -> Iterator[None]:
    """A worker, and its end without a warning."""
    worker = NURSERY.bears(["worker"], {**os.environ, **settings}, Path(settings["DATA_FOLDER"], "worker.log"))
    try:
        yield
    finally:
        worker.kill()


def _staged(settings: Settings) -> tuple[Parts, Stage]:
    parts = Parts.of(settings)
    upgrade(parts.database)
    with parts.work() as work:
        stage = set_stage(work)
        work.db.flush()
        place = a_place(work, production=stage.productions[OUR_PRODUCTION], supervisor=stage.people["tom"])
        a_desk(work, place=place)
        enrolled(work, stage, "noor")
        days_of_work(work, place=place, days=[_monday(work, weeks) + timedelta(days=1) for weeks in range(PLANS)])
        days_of_work(work, place=place, days=[_monday(work, weeks) + timedelta(days=3) for weeks in range(PLANS)])
    return parts, stage


def _asked(parts: Parts, stage: Stage, *, weeks: int) -> UUID:
    with parts.database.session(writes=True) as db:
        work = Work(db, sign_ins.actor_of(db, stage.people["tom"]), parts.clock(), parts.entropy, parts.vault)
        form = PlanWish(cohort=stage.cohorts["lumina"].id, week=_monday(work, weeks))
        return plans.want(work, stage.productions[OUR_PRODUCTION], form).id


def _monday(work: Work, weeks: int) -> date:
    today = work.now.date()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks + 1)


def _wait_until_told(parts: Parts, number: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with parts.work(writes=False) as work:
            if len(_messages(work)) >= number:
                return
        time.sleep(0.2)


def _messages(work: Work) -> list[Message]:
    return list(work.db.scalars(select(Message).where(col(Message.template).startswith("plan_"))))
