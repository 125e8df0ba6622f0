"""Hours that are over beside hours that were agreed; a week with a public holiday is not short."""

from datetime import date, timedelta

import pytest

from app.models.plans import Plan
from app.services import arrivals_clocks
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import a_published_plan, days_of, enrolled, our_place


@pytest.fixture
def plan(work_as: WorkAs, stage: Stage, clock: MovableClock) -> Plan:
    """Noor's week from 8 March 2027, a public holiday in South Australia, and all of it is over."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_published_plan(work, stage)
        last = days_of(work, plan, stage.people["noor"])[-1]
    clock.now = last.ends_at + timedelta(minutes=1)
    with work_as(None) as work:
        arrivals_clocks.finish_days(work)
    return plan


def test_f69_hours_are_those_of_blocks_that_are_over_whoever_was_seen(
    as_: AsMember, work_as: WorkAs, stage: Stage, plan: Plan
) -> None:
    with work_as(None) as work:
        blocks = len(days_of(work, plan, stage.people["noor"]))

    page = as_("noor").get("/my-hours")

    row = page.soup.select_one("main tbody tr")
    assert row is not None
    assert f"{blocks * 3} hours" in " ".join(row.text.split())
    assert "A public holiday makes it less." in page.main
    assert "9 hours 36 minutes" in page.main


def test_coordinators_read_hours_and_nothing_else(as_: AsMember, plan: Plan) -> None:
    path = f"/productions/{plan.production_id}/hours"

    page = as_("tom").get(path)

    assert [head.text for head in page.soup.select("main thead th")] == ["Person", "Week of", "Agreed", "Done"]
    assert "Noor Haddad" in page.main
    assert as_("cleo").get(path).status == 404
    assert "No day is over yet." in as_("ari").get("/my-hours").main
    assert date(2027, 3, 8).weekday() == 0
