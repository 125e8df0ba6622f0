"""The report of a breach: everybody whom one account touched in a time, and nobody else."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.adapters.parts import Parts
from app.commands import affected
from app.core.events import Event
from app.rules.breaches import CLOCKS
from app.services.affected import Window, who_was_affected
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.schema import NOW, settings_for
from tests.stories import Stories

ROOT = Path(__file__).parents[2]
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


def breach(parts: Parts, noticed: str = "2027-03-01", **given: str) -> None:
    affected.breach(parts, **{"noticed": noticed, "since": "2027-03-01", "until": "", "by": "", **given})


def test_priv09_a_breach_says_what_is_due_by_when(
    work_as: WorkAs, stage: Stage, clock: MovableClock, parts: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    read(work_as, stage, "ida", "noor")
    clock.advance(hours=10)

    breach(parts)

    said = capsys.readouterr().out
    assert (
        "Noticed on Monday 1 March 2027, 00:00 universal time. It is Monday 1 March 2027, 10:30 universal time" in said
    )
    assert "(GDPR 33(1); Letter 1): by Thursday 4 March 2027, 00:00 universal time, 61 hours are left." in said
    assert "s 26WH(2); The record): by Wednesday 31 March 2027, 00:00 universal time, 29 days are left." in said
    assert said.count("at once, no number of hours is named") == 2
    assert "People whose data was read or changed: 1.\n- accommodations.read: 1\n" in said
    assert "Noor Haddad,noor@example.com,1," in said


def test_priv09_what_is_late_says_so(parts: Parts, clock: MovableClock, capsys: pytest.CaptureFixture[str]) -> None:
    clock.advance(days=4)

    breach(parts)

    said = capsys.readouterr().out
    assert "was due on Thursday 4 March 2027, 00:00 universal time, and is late by 24 hours." in said
    assert "25 days are left" in said


def test_priv09_a_breach_is_not_noticed_tomorrow(parts: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        breach(parts, noticed="2027-03-02")

    assert capsys.readouterr().err == "NOTICED: Write a moment that has come.\n"


@pytest.mark.parametrize("by", ["", "mei@example.com"])
def test_priv09_the_whole_story_takes_two_statements(
    stories: Stories, tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    """However long the log is, it is asked once: with an index for the account, and grouped by the database."""
    parts = stories.told(settings_for("story", tmp_path))
    day = parts.clock().date().isoformat()

    with statements() as sent:
        breach(parts, noticed=day, since="2020-01-01", by=by)

    parts.database.dispose()
    heads, *lines = capsys.readouterr().out.rstrip().split("\r\n")
    assert len(sent) == 2
    assert heads.endswith("person,name,e-mail,entries,first,last,what happened")
    assert len(lines) >= 5
    assert {line.count(",") for line in lines} == {6}


@pytest.mark.parametrize(
    "words", ["72 hours", "30 days", "GDPR 33(3)", "GDPR 34(2)", "26WK(3)", *{clock.letter for clock in CLOCKS}]
)
def test_priv09_the_templates_name_each_clock_and_letter(words: str) -> None:
    assert words.lower() in (ROOT / "docs/breach.md").read_text(encoding="utf-8").lower()


@pytest.mark.parametrize(("since", "by"), [("yesterday", ""), ("2027-03-01", "nobody@example.com")])
def test_what_cannot_be_read_is_told_in_a_sentence(
    parts: Parts, since: str, by: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        affected.report(parts, since=since, until="", by=by)

    assert capsys.readouterr().err.count(".") >= 1
