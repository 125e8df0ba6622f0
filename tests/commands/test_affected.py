"""The report of a breach: everybody whom one account touched in a time, and nobody else."""

from datetime import timedelta

import pytest

from app.adapters.parts import Parts
from app.commands import affected
from app.core.events import Event
from app.services.affected import Window, who_was_affected
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.schema import NOW

MINUTE = timedelta(minutes=1)


def read(work_as: WorkAs, stage: Stage, by: str, whom: str) -> None:
    with work_as(by) as work:
        work.audit(Event("accommodations.read", work.new_id(), about=stage.id_of(whom)))


def test_priv09_the_log_says_whom_an_account_touched_and_when(
    work_as: WorkAs, stage: Stage, clock: MovableClock, parts: Parts
) -> None:
    read(work_as, stage, "ida", "bea")
    clock.advance(minutes=10)
    read(work_as, stage, "ida", "noor")
    read(work_as, stage, "ida", "noor")
    read(work_as, stage, "mei", "ari")

    with parts.work(writes=False) as work:
        window = Window(NOW + 5 * MINUTE, NOW + 15 * MINUTE, actor_id=stage.id_of("ida"))
        found = who_was_affected(work, window)

    assert [(one.email, one.entries, one.what) for one in found] == [("noor@example.com", 2, ("accommodations.read",))]
    assert found[0].first == NOW + 10 * MINUTE


def test_priv09_the_command_prints_lines_for_a_spreadsheet(
    work_as: WorkAs, stage: Stage, clock: MovableClock, parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    read(work_as, stage, "ida", "noor")
    clock.advance(minutes=1)

    affected.report(parts, since="2027-03-01", until="", by="ida@example.com")

    said = capsys.readouterr().out
    assert said.startswith("person,name,e-mail,entries,first,last,what happened")
    assert "Noor Haddad,noor@example.com,1," in said


@pytest.mark.parametrize(("since", "by"), [("yesterday", ""), ("2027-03-01", "nobody@example.com")])
def test_what_cannot_be_read_is_told_in_a_sentence(
    parts: Parts, since: str, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        affected.report(parts, since=since, until="", by=by)

    assert capsys.readouterr().err.count(".") >= 1
