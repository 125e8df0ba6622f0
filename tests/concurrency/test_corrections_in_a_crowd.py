"""Two managers who correct one answer at one moment: the second reads what the first wrote, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.errors import Refused
from app.core.settings import Settings
from app.forms.corrections import CorrectionForm, correcting_form
from app.models.applications import Answer
from app.models.corrections import Correction, CorrectionChange
from app.services import corrections
from app.services.casting import set_stage
from app.services.corrections_typing import thing_of
from tests.concurrency.crowds import Crowd, a_database, databases
from tests.factories.decisions import a_sent_application, grant


@dataclass(frozen=True)
class Asked:
    """One correction that waits, of an answer that both managers have on their page with this mark."""

    crowd: Crowd
    correction_id: UUID
    key: str
    mark: str


@pytest.fixture(
    params=[pytest.param(each, marks=pytest.mark.xdist_group(f"corrections-{each}")) for each in databases()]
)
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("corrections")
    with a_database(folder, request.param) as url:
        parts = Parts.of(Settings(data_folder=folder, database_url=url, environment="demonstration"))
        upgrade(parts.database)
        with parts.work() as work:
            stage = set_stage(work)
        yield _asked(Crowd(parts, stage, []))
        parts.database.dispose()


def _asked(crowd: Crowd) -> Asked:
    grant(crowd.work_as, crowd.stage, "ida", Role.MANAGER)
    a_sent_application(crowd.work_as, of="bea")
    with crowd.work_as("bea") as work:
        correction_id = corrections.ask(work, "answers", CorrectionForm(words="It is Unley High.")).id
    with crowd.work_as("mei") as work:
        answer_id = work.db.scalars(select(Answer.id).where(col(Answer.question) == "draws_you")).one()
        key = f"answer-{answer_id}"
        mark = thing_of(work, work.db.get_one(Correction, correction_id), key).mark
    return Asked(crowd, correction_id, key, mark)


def test_rel_04_of_two_managers_at_one_moment_the_second_writes_over_nothing(asked: Asked) -> None:
    both_read = Barrier(2)

    def correct(manager: str) -> str:
        with asked.crowd.work_as(manager) as work:
            correction = work.db.get_one(Correction, asked.correction_id)
            field = thing_of(work, correction, asked.key).field
            if not asked.crowd.parts.database.is_sqlite:  # there the second cannot even read before the first is done
                both_read.wait(timeout=20)
            form = correcting_form(field)(value=f"Words of {manager}.", seen=asked.mark)  # type: ignore[call-arg]  # made by `correcting_form`
            try:
                corrections.change(work, correction, asked.key, form)
            except Refused as refusal:
                return str(refusal.sentence.message)
            return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(correct, ("mei", "ida")))

    assert sorted(said) == ["", corrections.CHANGED_ELSEWHERE]
    with asked.crowd.work_as(None) as work:
        change = work.db.scalars(select(CorrectionChange)).one()
    assert (change.before, change.after) == ("draws_you of bea", f"Words of {('mei', 'ida')[said.index('')]}.")
