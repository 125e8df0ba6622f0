"""One person goes the whole way through screens alone, with scripts and without, and both ways end in the same rows."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import served
from tests.journeys import (
    steps_adjusting,
    steps_applying,
    steps_deciding,
    steps_joining,
    steps_learning,
    steps_planning,
)
from tests.journeys.company import Company, sees
from tests.journeys.rows import Ends, desks_that_break_a_must
from tests.journeys.steps_planning import SOLVE_SECONDS
from tests.stories import Stories

TOLD = (
    "your application LUM-",
    "your result is ready",
    "you said yes to your place",
    "you are in the cohort",
    "you have a place in",
)


@pytest.fixture(scope="session")
def ends() -> Ends:
    return Ends()


@pytest.mark.xdist_group("journey")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_one_person_goes_the_whole_way_with_and_without_scripts(
    browser: Browser, stories: Stories, tmp_path: Path, ends: Ends, scripts: bool
) -> None:
    with served(tmp_path, stories, solve_seconds=SOLVE_SECONDS) as server:
        company = Company(browser, server, scripts=scripts)
        reference = steps_applying.applies(company, tmp_path)
        steps_deciding.is_decided(company, reference)
        steps_adjusting.is_agreed(company)
        mentor = steps_joining.joins(company)
        steps_adjusting.shares_with_the_production(company)
        steps_planning.gets_a_desk(company)
        steps_learning.learns(company, mentor)
        _is_told(company)
        company.goes_home()

        assert desks_that_break_a_must(server, steps_applying.NAME) == []
        assert ends.apart(server, [steps_applying.NAME, mentor, *_WORKERS], scripts=scripts) == []


_WORKERS = (
    steps_deciding.MANAGER,
    *steps_deciding.REVIEWERS,
    steps_adjusting.ADVISER,
    steps_planning.COORDINATOR,
)


def _is_told(company: Company) -> None:
    """Every message stands on a page of the person's own, too."""
    page = company.newcomer(steps_applying.NAME)
    page.goto(f"{company.server.url}/messages")
    sees(page, *TOLD)
