"""What Cleanplate promises is open to everybody, and leads on to a named person."""

import pytest

from app.adapters.wordings import full_date
from app.rules.screens import screen_changes
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft

PATHS = ["/about/accessibility", "/about/privacy", "/about/changes"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", [None, "noor", "mei", "kit"])
def test_everybody_can_read_it(as_: AsMember, path: str, key: str | None) -> None:
    shown = as_(key).get(path)

    assert shown.status == 200
    assert "Mei Tanaka" in shown.text or key == "kit"


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leads_there(as_: AsMember, path: str) -> None:
    assert as_(None).get("/no-such-page").soup.select_one(f'footer a[href="{path}"]')


@pytest.mark.parametrize("path", PATHS)
def test_nothing_can_be_sent_there(as_: AsMember, path: str) -> None:
    assert as_("noor").post(path).status == 404


def test_priv08_whatever_sorts_or_matches_people_is_named_with_who_decides(as_: AsMember) -> None:
    said = as_(None).get("/about/privacy").soup.select("main ul")[1].select("li")

    assert [line.get_text(" ", strip=True).partition(" ")[0] for line in said] == ["Scores", "To", "To"]
    assert ["a computer" in line.get_text() for line in said] == [False, True, True]
    assert ["mentor" in said[1].get_text(), "desk" in said[2].get_text()] == [True, True]
    deciding = ("A person reads each one and decides.", "A manager reads this", "A coordinator checks the plan")
    assert [words in line.get_text() for words, line in zip(deciding, said, strict=True)] == [True] * 3


def test_n35_each_change_of_a_screen_has_its_day_and_the_newest_is_first(as_: AsMember) -> None:
    shown = as_(None).get("/about/changes")

    days = [change.day for change in screen_changes()]
    assert days == sorted(days, reverse=True)
    assert [head.get_text() for head in shown.soup.select("main h2")] == [
        full_date(day) for day in sorted(set(days), reverse=True)
    ]
    assert len(shown.soup.select("main h3")) == len(days)
    assert all(change.before != change.now for change in screen_changes())


def test_n35_screens_keep_their_order_and_words_during_a_round(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = a_draft(work_as, of="ari")
    screens = ("", "/parts", "/parts/about_you/questions/name", "/all", "/check")
    first = [as_("ari").get(f"/applications/{application_id}{screen}").main for screen in screens]
    clock.advance(days=13)

    last = [as_("ari").get(f"/applications/{application_id}{screen}").main for screen in screens]

    assert last == first
