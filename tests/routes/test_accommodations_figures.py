"""Figures about adjustments: as they were published, for managers of that programme; what is late is of today."""

import pytest

from app.adapters.parts import Parts
from app.rules.accommodations_figures import Group
from app.rules.figures_tables import adjustments_table
from app.services.accommodations_clocks import pass_on_missed
from app.services.casting import Stage
from app.services.figures_publishing import keep
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import asked
from tests.publishing import FIRST, SECOND

PAGE = "/adjustment-figures"
FEWER = "Fewer than 10, or not said"


def numbers(shown: Shown) -> dict[str, str]:
    rows = [row.get_text("|", strip=True).split("|") for row in shown.soup.select("#figures-1 tbody tr")]
    return {label: count for label, count in rows}  # noqa: C416 - rows are lists


def published(work_as: WorkAs, stage: Stage, *, agreed: int, over: int, programme: str = "lumina") -> None:
    """Two periods: the second with a few more of what is agreed."""
    for period, more in ((FIRST, 0), (SECOND, 4)):
        counts = {Group.UNDECIDED: 12, Group.NOT_AGREED: 7, Group.OVER: over, Group.AGREED: agreed + more}
        with work_as(None) as work:
            linked = adjustments_table({**counts, Group.ALL: sum(counts.values())})
            keep(work, stage.programmes[programme], period, linked)


def test_n32_before_the_first_publication_only_what_is_late_stands_there(as_: AsMember, work_as: WorkAs) -> None:
    asked(work_as, of="noor")

    shown = as_("mei").get(PAGE)

    assert "No figures are published yet." in shown.main
    assert "The next figures are for January to March 2027. They are published on Thursday 1 April 2027." in shown.main
    assert numbers(shown) == {}
    assert "Every date was kept so far." in shown.main


def test_n32_a_number_that_moved_a_little_stands_as_it_was_published(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    published(work_as, stage, agreed=41, over=20)

    newest, before = as_("mei").get(PAGE), as_("mei").get(f"{PAGE}/{stage.programmes['lumina'].id}/{FIRST.key}")

    assert numbers(before) == numbers(newest)
    assert numbers(newest) == {
        "Waiting for a decision": FEWER, "Not agreed": FEWER, "Ended or taken back by the person": "About 20",
        "Agreed, on the way or in place": "About 40", "All that was asked for": "About 80",
    }  # fmt: skip


def test_n32_an_earlier_period_is_a_page_of_its_own_without_what_is_late_today(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    published(work_as, stage, agreed=41, over=20)
    mei = as_("mei")

    link = mei.get(PAGE).soup.select("main li a")[0]
    shown = mei.get(str(link["href"]))

    assert link.get_text() == "January to March 2027 Lumina"
    assert shown.soup.h1 is not None
    assert shown.soup.h1.get_text() == "Adjustments in Lumina, January to March 2027"
    assert "Dates that were not kept" not in shown.main


def test_n10_dates_that_were_not_kept_are_those_of_today(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    """They are there to be acted on, and no figure: nobody waits a quarter for them."""
    asked(work_as, of="noor")
    clock.advance(days=4)
    with parts.work() as work:
        pass_on_missed(work)

    shown = as_("mei").get(PAGE)

    assert "Say that it arrived Wednesday 3 March 2027" in shown.main
    assert "Noor" not in shown.text


@pytest.mark.parametrize(("key", "status"), [("mei", 200), ("asha", 404), ("fay", 404), ("ida", 404), ("noor", 404)])
def test_a_period_is_for_managers_of_the_programme(
    as_: AsMember, work_as: WorkAs, stage: Stage, key: str, status: int
) -> None:
    published(work_as, stage, agreed=41, over=20)

    assert as_(key).get(f"{PAGE}/{stage.programmes['lumina'].id}/{FIRST.key}").status == status


@pytest.mark.parametrize("period", ["2026-q4", "2027-q9", "soon"])
def test_n32_a_period_that_was_not_published_is_missing(
    as_: AsMember, work_as: WorkAs, stage: Stage, period: str
) -> None:
    published(work_as, stage, agreed=41, over=20)

    assert as_("mei").get(f"{PAGE}/{stage.programmes['lumina'].id}/{period}").status == 404


def test_the_figures_take_few_statements(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    published(work_as, stage, agreed=41, over=20)
    mei = as_("mei")
    mei.get(PAGE)
    asked(work_as, of="noor")
    with statements() as few:
        mei.get(PAGE)

    assert len(few) <= 8
