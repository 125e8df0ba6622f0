"""A trainee answers a change at the moment in which a newer version is published: one comes after the other, whichever is
first, and neither is ended by the database. On PostgreSQL, where rows are held one by one; on SQLite one writes at a time.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.errors import Collision, HouseError
from app.core.settings import Settings
from app.core.work import Work
from app.forms.plans import Publication
from app.forms.sign_ins import Nothing
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.plans import Plan, PlanReason
from app.models.productions import Production
from app.services import day_changes, plans
from app.services.casting import set_stage
from tests.browser.serving import select_nothing
from tests.concurrency.crowds import ALONE, ON_POSTGRESQL, Crowd, a_database, databases
from tests.conftest import MovableClock
from tests.factories.assignments import (
    OUR_PRODUCTION,
    a_draft,
    a_draft_that_moves,
    a_published_plan,
    enrolled,
    our_place,
)
from tests.factories.productions import a_desk

NOTICE = 10
"""Working days that reach over the whole week of the plan."""

PATIENCE_SECONDS = 60
WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@dataclass(frozen=True)
class Asked:
    """A version that asks the trainee for a yes, and the draft of the next one."""

    crowd: Crowd
    version: UUID
    draft: UUID

    def publishes(self) -> str:
        form = Publication(reason=PlanReason.DAYS, replaces=str(self.version))
        return self._said("tom", lambda work: plans.publish(work, work.db.get_one(Plan, self.draft), form))

    def agrees(self) -> str:
        return self._said("noor", _agree)

    def _said(self, key: str, act: Callable[[Work], None]) -> str:
        """The kind of a refusal by our rules; what the database ended is no refusal, and is raised."""
        try:
            with self.crowd.work_as(key) as work:
                act(work)
        except Collision:
            raise
        except HouseError as refusal:
            return type(refusal).__name__
        return ""


def _agree(work: Work) -> None:
    """As the router does it: what is answered is held before anything else."""
    day_changes.agree(work, work.db.scalars(select(DayChange).with_for_update()).one(), Nothing())


@pytest.fixture
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    if ON_POSTGRESQL not in databases():
        pytest.skip(ALONE)
    folder = tmp_path_factory.mktemp("answers")
    with a_database(folder, ON_POSTGRESQL) as url:
        parts = replace(Parts.of(Settings(data_folder=folder, database_url=url)), clock=MovableClock())
        upgrade(parts.database)
        with parts.work() as work:
            stage = set_stage(work)
        yield _asked(Crowd(parts, stage, []))
        parts.database.dispose()


def _asked(crowd: Crowd) -> Asked:
    with crowd.work_as("tom") as work:
        place, *_ = our_place(work, crowd.stage)
        a_desk(work, place=place, name="Third desk")
        enrolled(work, crowd.stage, "noor", "ari")
        before = a_published_plan(work, crowd.stage)
        work.db.get_one(Production, crowd.stage.productions[OUR_PRODUCTION].id).notice_days = NOTICE
        version = a_draft_that_moves(work, crowd.stage, "noor")
        plans.publish(work, version, Publication(reason=PlanReason.DAYS, replaces=str(before.id)))
        work.db.flush()
        return Asked(crowd, version.id, a_draft(work, crowd.stage).id)


@contextmanager
def _held_up(parts: Parts) -> Iterator[Callable[[int], None]]:
    """Whoever needs the production waits until the block ends; `until(number)` returns when so many wait for a row."""

    def until(number: int) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with parts.database.engine.connect() as looking:
                if (looking.scalar(WAITING) or 0) >= number:
                    return
            select_nothing(0.05)
        raise AssertionError(f"{number} do not wait for one another")

    with parts.work() as work:
        work.db.scalars(select(Production).with_for_update()).all()
        yield until


@pytest.mark.parametrize("first", ["the version", "the answer"])
def test_rel_04_an_answer_and_a_new_version_at_one_moment_follow_one_another(asked: Asked, first: str) -> None:
    acts = [asked.publishes, asked.agrees] if first == "the version" else [asked.agrees, asked.publishes]
    begun: list[Future[str]] = []

    with ThreadPoolExecutor(2) as pool:
        with _held_up(asked.crowd.parts) as until:
            for number, act in enumerate(acts, start=1):
                begun.append(pool.submit(act))
                until(number)
        said = [each.result(timeout=PATIENCE_SECONDS) for each in begun]

    with asked.crowd.work_as(None) as work:
        statuses = set(work.db.scalars(select(col(DayChange.status))))
    if first == "the version":
        assert said == ["", "Refused"]
        assert DayChangeStatus.MADE not in statuses
    else:
        assert said[0] == ""
        assert DayChangeStatus.MADE in statuses
