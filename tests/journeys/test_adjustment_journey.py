"""An adjustment from asking to working, by keyboard alone, with scripts and without; both ways end in the same rows."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import served
from tests.journeys import steps_requesting as steps
from tests.journeys.readers import Readers
from tests.journeys.rows import Ends
from tests.stories import Stories


@pytest.fixture(scope="session")
def ends() -> Ends:
    return Ends()


@pytest.mark.xdist_group("journey")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_n11_an_adjustment_goes_on_until_the_person_says_that_it_works(
    browser: Browser, stories: Stories, tmp_path: Path, ends: Ends, scripts: bool
) -> None:
    with served(tmp_path, stories) as server:
        company = Readers(browser, server, scripts=scripts)
        steps.asks(company)
        steps.is_agreed(company)
        previewed = steps.shares(company)
        steps.is_confirmed(company, previewed)
        steps.sees_who_confirmed(company)
        steps.is_provided(company)
        steps.is_arranged(company)
        steps.does_not_work(company)
        steps.is_opened_again(company)
        steps.works(company)
        steps.is_closed(company)
        company.goes_home()

        assert company.too_hard == {}
        assert company.too_long == set()
        assert ends.apart(server, [steps.TRAINEE, steps.ADVISER, steps.COORDINATOR], scripts=scripts) == []
