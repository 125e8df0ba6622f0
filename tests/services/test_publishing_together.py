"""Two coordinators press at the same moment: one publishes, the other is told, nothing is lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.core.clock import Entropy
from app.core.errors import Refused
from app.core.settings import Settings
from app.forms.plans import FirstPublication
from app.models.assignments import Assignment
from app.models.plans import Plan, PlanStatus
from app.services import plans
from app.services.casting import set_stage
from tests.factories.assignments import a_draft, enrolled, our_place
from tests.schema import NOW


@pytest.fixture
def own_parts(tmp_path: Path) -> Iterator[Parts]:
    """A database that is really committed to, so that two works can meet in it."""
    settings = Settings(data_folder=tmp_path, database_url=f"sqlite:///{tmp_path / 'own.sqlite'}")
    parts = replace(Parts.of(settings), entropy=Entropy.seeded(2), clock=lambda: NOW)
    SQLModel.metadata.create_all(parts.database.engine)
    yield parts
    parts.database.dispose()


def test_one_publishes_and_the_other_is_told(own_parts: Parts) -> None:
    with own_parts.work() as work:
        stage = set_stage(work)
        work.actor = replace(work.actor, person_id=stage.id_of("tom"))
        our_place(work, stage)
        enrolled(work, stage, "noor")
        drafts = [a_draft(work, stage).id, a_draft(work, stage).id]
    together = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda draft: _publish(own_parts, draft, together), drafts))

    assert sorted(results) == ["published", "told"]
    with own_parts.work(writes=False) as work:
        statuses = work.db.scalars(select(Plan.status)).all()
        assert sorted(statuses) == [PlanStatus.DRAFT, PlanStatus.PUBLISHED]
        live = work.db.scalars(select(Assignment).where(col(Assignment.is_live))).all()
        assert len({(each.starts_at, each.person_id) for each in live}) == len(live) == 4


def _publish(parts: Parts, plan_id: UUID, together: Barrier) -> str:
    together.wait(timeout=20)
    try:
        with parts.work() as work:
            plans.publish(work, work.db.get_one(Plan, plan_id), FirstPublication())
    except Refused:
        return "told"
    return "published"
