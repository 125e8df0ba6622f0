"""Figures: somebody sees in which counts they are, keeps out of one, and comes back."""

import pytest
from sqlmodel import select

from app.adapters.parts import Parts
from app.models.monitoring import WithheldFigure
from app.rules.figures import BEGAN, SAID_YES
from app.rules.figures_tables import NOT_YET, OUTCOMES
from app.services.casting import Stage
from app.services.figures_publishing import editions
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.factories.decisions import a_sent_application, accepted, enrolled
from tests.publishing import publish

PAGE = "/figures"


def standing(shown: Shown) -> dict[str, str]:
    """The sentence beside each count."""
    found = {}
    for section in shown.soup.select("main section"):
        head, status = section.find("h2"), section.select_one(".status")
        assert head is not None
        assert status is not None
        found[head.get_text(strip=True)] = status.get_text(strip=True)
    return found


def test_n33_somebody_who_applied_is_in_no_count_yet(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")

    assert set(standing(as_("bea").get(PAGE)).values()) == {"You are not in this count now"}


def test_n33_each_outcome_says_in_which_counts_it_is(as_: AsMember, work_as: WorkAs) -> None:
    accepted(work_as, of="bea")
    enrolled(work_as, of="ari")

    said_yes, began = standing(as_("bea").get(PAGE)), standing(as_("ari").get(PAGE))

    assert said_yes["People who said yes to a place"] == "You are in this count"
    assert said_yes["People in a cohort"] == "You are not in this count now"
    assert began["People in a cohort"] == "You are in this count"


def test_n33_an_outcome_can_be_withheld_and_counted_again(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    accepted(work_as, of="bea")
    client = as_("bea")

    out = client.follow(client.post("/figures/said_yes/absence"))
    client.post("/figures/said_yes/absence")
    with parts.work(writes=False) as work:
        assert len(work.db.scalars(select(WithheldFigure)).all()) == 1
    back = client.follow(client.post("/figures/said_yes/return"))

    assert standing(out)["People who said yes to a place"] == "You keep out of this count"
    assert standing(back)["People who said yes to a place"] == "You are in this count"


def test_n33_an_outcome_can_be_corrected(as_: AsMember, work_as: WorkAs) -> None:
    accepted(work_as, of="bea")

    shown = as_("bea").get(PAGE)

    assert [str(a["href"]) for a in shown.soup.select("main section a")] == [
        "/my-data/kinds/decisions/correction",
        "/my-data/kinds/enrolments/correction",
    ]


def test_n33_a_small_count_of_outcomes_is_not_shown(work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    accepted(work_as, of="bea")

    publish(work_as, clock)

    cohort = stage.cohorts["lumina"].id
    with work_as("mei") as work:
        (edition,) = editions(work, [cohort])[cohort]
    assert {row: number for (table, row), number in edition.numbers.items() if table == OUTCOMES} == {
        SAID_YES: None, BEGAN: None, NOT_YET: None,
    }  # fmt: skip


def test_n33_the_page_says_what_keeping_out_changes_and_what_it_does_not(as_: AsMember) -> None:
    shown = as_("noor").get(PAGE)

    assert "If you keep out, or are erased, you are in none that comes later." in shown.main
    assert "What was published before stays as it was." in shown.main


@pytest.mark.parametrize("how", ["absence", "return"])
def test_what_is_no_count_is_missing(as_: AsMember, how: str) -> None:
    assert as_("noor").post(f"/figures/salary/{how}").status == 404
