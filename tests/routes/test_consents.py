"""Consents: off by default, each on its own, with the words that were read; taken back as easily, and at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import Tag
from sqlmodel import select

from app.adapters.parts import Parts
from app.models.consents import Consent
from app.rules import consents as law
from app.rules.consents import NO_EFFECT, PURPOSES, ROSTER
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.factories.memberships import a_member

ROOT = Path(__file__).parents[2]
YES, BACK = f"/consents/{ROSTER}/yes", f"/consents/{ROSTER}/withdrawal"


@pytest.fixture
def noor_is_a_trainee(work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])


def say_yes(client: Client, version: int = 1) -> Shown:
    return client.post(YES, {"version": str(version)})


def roster_of(client: Client) -> list[str]:
    return [head.get_text(strip=True) for head in client.get("/roster").soup.select("tbody th")]


def panels(shown: Shown) -> Iterator[Tag]:
    yield from shown.soup.select("main section")


def test_f98_everything_is_off_by_default(as_: AsMember) -> None:
    shown = as_("noor").get("/consents")

    assert len(list(panels(shown))) == len(PURPOSES)
    assert all("Off" in panel.get_text() for panel in panels(shown))
    assert not shown.soup.select("main input[type=checkbox]")
    assert [link["href"] for link in shown.soup.select("main section a")] == [
        "/adjustments", "/passport", "/equality", "/checkins"
    ]  # fmt: skip


@pytest.mark.usefixtures("noor_is_a_trainee")
def test_f98_being_listed_needs_a_yes_and_ends_at_once(as_: AsMember) -> None:
    readers = [as_("tom"), as_("mei"), as_("jun")]
    before = [roster_of(reader) for reader in readers]

    say_yes(as_("noor"))
    listed = [roster_of(reader) for reader in readers]
    as_("noor").post(BACK)

    assert before == [[], [], []]
    assert listed == [["Noor Haddad"]] * 3
    assert [roster_of(reader) for reader in readers] == [[], [], []]


@pytest.mark.usefixtures("noor_is_a_trainee")
def test_f98_another_programme_does_not_see_the_list(as_: AsMember) -> None:
    say_yes(as_("noor"))

    assert [roster_of(as_(key)) for key in ("asha", "cleo", "lev")] == [[], [], []]


def test_f98_whoever_is_in_no_cohort_is_not_listed(as_: AsMember) -> None:
    say_yes(as_("bea"))

    assert roster_of(as_("mei")) == []


@pytest.mark.parametrize("key", ["noor", "ravi", "ida", "fay"])
def test_the_list_is_for_those_who_may_see_it(as_: AsMember, key: str) -> None:
    shown = as_(key).get("/roster")

    assert shown.status == 403
    assert "This list is for managers, mentors and people of productions." in shown.main


def test_the_words_are_stored_as_they_were_read(as_: AsMember, parts: Parts) -> None:
    shown = as_("noor").get("/consents")
    say_yes(as_("noor"))

    with parts.work(writes=False) as work:
        consent = work.db.scalars(select(Consent)).one()
    assert (consent.purpose, consent.version, consent.withdrawn_at) == (ROSTER, 1, None)
    assert " ".join(consent.shown.split()) in shown.main


def test_taking_back_is_one_press_like_giving(as_: AsMember) -> None:
    client = as_("noor")
    off = client.get("/consents")
    on = client.follow(say_yes(client))

    again = client.follow(client.post(BACK))

    asked_here = [purpose for purpose in PURPOSES.values() if not purpose.given_on]
    assert len(off.soup.select("main form")) == len(on.soup.select("main form")) == len(asked_here)
    assert "You said yes on Monday 1 March 2027" in on.main
    assert "yes on Monday 1 March 2027, taken back on Monday 1 March 2027." in again.main


def test_pressing_twice_changes_nothing(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")

    assert [say_yes(client).status, say_yes(client).status] == [303, 303]
    assert [client.post(BACK).status, client.post(BACK).status] == [303, 303]
    with parts.work(writes=False) as work:
        assert len(work.db.scalars(select(Consent)).all()) == 1


@pytest.mark.parametrize("version", ["0", "2", "x", "9" * 30])
def test_a_yes_to_other_words_is_no_yes(as_: AsMember, parts: Parts, version: str) -> None:
    shown = as_("noor").post(YES, {"version": version})

    assert shown.status == 422
    assert "The words changed since you opened this page." in shown.main
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(Consent)).all() == []


@pytest.mark.usefixtures("noor_is_a_trainee")
def test_f98_new_words_ask_again(as_: AsMember, monkeypatch: pytest.MonkeyPatch) -> None:
    client = as_("noor")
    say_yes(client)

    monkeypatch.setitem(law.PURPOSES, ROSTER, replace(PURPOSES[ROSTER], version=2))

    assert "You said yes to older words." in client.get("/consents").main
    assert roster_of(as_("mei")) == []
    assert say_yes(client, version=2).status == 303
    assert roster_of(as_("mei")) == ["Noor Haddad"]


def test_what_nobody_is_asked_is_missing(as_: AsMember) -> None:
    assert as_("noor").post("/consents/advertising/yes", {"version": "1"}).status == 404
    assert as_("noor").post("/consents/advertising/withdrawal").status == 404


@pytest.mark.parametrize("key", sorted(PURPOSES))
def test_no_words_tie_a_place_to_a_yes(key: str) -> None:
    """PRIV-02: consent is a condition of nothing, and each says so."""
    assert PURPOSES[key].words[-1] == NO_EFFECT


def test_nothing_that_decides_reads_consents() -> None:
    """Adjustments know of one, to write it down and to hide what was taken back; no decision hangs on any."""
    deciding = [
        path for folder in ("services", "rules", "pages", "reactions") for path in (ROOT / "app" / folder).glob("*.py")
        if path.name.startswith(("applications", "decisions", "reviews", "readings", "accommodations", "matching"))
    ]  # fmt: skip

    named = [f"{path.parent.name}/{path.name}" for path in deciding if "consents" in path.read_text(encoding="utf-8")]
    assert len(deciding) > 20
    assert sorted(named) == [
        "rules/accommodations.py",
        "services/accommodations_asking.py",
        "services/accommodations_speaking.py",
    ]


@pytest.mark.usefixtures("noor_is_a_trainee")
def test_managers_read_who_said_yes_and_nobody_else(as_: AsMember) -> None:
    for key in ("photographs", "research", "contact"):
        as_("noor").post(f"/consents/{key}/yes", {"version": "1"})
    as_("noor").post("/consents/research/withdrawal")
    say_yes(as_("bea"))

    def people(key: str) -> dict[str, list[str]]:
        tables = as_(key).get("/consents/agreed").soup.select("table")
        return {
            str(table["id"]): [row.get_text(" ", strip=True) for row in table.select("tbody tr")] for table in tables
        }

    noor = "Noor Haddad noor@example.com"
    assert {key: [row[: len(noor)] for row in rows] for key, rows in people("mei").items()} == {
        "agreed-photographs": [noor], "agreed-contact": [noor]
    }  # fmt: skip
    assert people("asha") == {}


@pytest.mark.parametrize("key", ["noor", "jun", "ida", "tom", "fay", "ravi"])
def test_who_said_yes_is_for_managers(as_: AsMember, key: str) -> None:
    shown = as_(key).get("/consents/agreed")

    assert shown.status == 403
    assert "This list is for managers of a programme." in shown.main
