"""A worker that ended is known to have ended, and one that is silent counts as gone within two minutes."""

import subprocess
import sys

from sqlmodel import select

from app.adapters.executors import is_gone, this_process
from app.models.workers import Worker
from app.services import workers
from app.worker import BEAT_SECONDS
from tests.asking import WorkAs
from tests.conftest import MovableClock

HERE, THERE = "here/1/1", "there/1/1"


def nobody_known(_name: str) -> bool:
    return False


def test_rel_09_a_silent_worker_is_gone_within_two_minutes(work_as: WorkAs, clock: MovableClock) -> None:
    with work_as(None) as work:
        workers.beat(work, HERE)
        workers.beat(work, THERE)
    clock.advance(seconds=workers.SILENT_FOR.total_seconds() - 1)
    with work_as(None) as work:
        workers.beat(work, HERE)
        early = workers.gone(work, [HERE, THERE], nobody_known)
    clock.advance(seconds=2)

    with work_as(None) as work:
        late = workers.gone(work, [HERE, THERE, "never heard of"], nobody_known)
        workers.forget(work, late)

    assert (early, late) == ([], ["never heard of", THERE])
    assert workers.SILENT_FOR.total_seconds() + BEAT_SECONDS < 120
    with work_as(None) as work:
        assert [each.id for each in work.db.scalars(select(Worker))] == [HERE]


def test_rel_09_a_worker_that_ended_on_this_machine_is_gone_at_once(work_as: WorkAs) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "from app.adapters.executors import this_process; print(this_process())"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    with work_as(None) as work:
        for name in (ended, this_process()):
            workers.beat(work, name)

        assert workers.gone(work, [ended, this_process()], is_gone) == [ended]


def test_a_number_that_is_used_again_is_another_process() -> None:
    machine, number, _started = this_process().split("/")

    assert is_gone(f"{machine}/{number}/1")
    assert not is_gone(this_process())
    assert not is_gone(f"elsewhere/{number}/1")
    assert not is_gone("local")
