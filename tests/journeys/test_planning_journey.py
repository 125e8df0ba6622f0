"""A week is planned from the file of its days to the plan after a breakdown, with scripts and without; both ways end in the
same rows.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import served
from tests.journeys import steps_keeping as keeping
from tests.journeys import steps_scheduling as steps
from tests.journeys.readers import Readers
from tests.journeys.rows import Ends
from tests.journeys.steps_planning import SOLVE_SECONDS, first_monday
from tests.stories import Stories


@pytest.fixture(scope="session")
def ends() -> Ends:
    return Ends()


@pytest.mark.xdist_group("journey")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_week_is_planned_published_kept_by_its_trainee_and_planned_anew(
    browser: Browser, stories: Stories, tmp_path: Path, ends: Ends, scripts: bool
) -> None:
    monday = first_monday()
    with served(tmp_path, stories, solve_seconds=SOLVE_SECONDS) as server:
        company = Readers(browser, server, scripts=scripts)
        steps.promises_notice(company)
        steps.brings_days(company, tmp_path, monday)
        steps.solves(company, monday)
        steps.reads_why_somebody_is_short(company, monday)
        steps.moves_one(company, monday)
        steps.publishes(company, monday)
        keeping.agrees(company, monday)
        steps.changes_what_is_published(company, monday)
        keeping.says_no(company, monday)
        steps.reads_the_answer(company)
        desk = keeping.desk_on(company, monday)
        lost = steps.finds_a_desk_broken(company, monday, desk)
        steps.publishes_anew(company, monday, lost)
        keeping.says_yes(company, monday)
        assert keeping.desk_on(company, monday) != desk
        company.goes_home()

        assert company.too_hard == {}
        assert company.too_long == set()
        assert ends.apart(server, [steps.TRAINEE, steps.COORDINATOR], scripts=scripts) == []
