"""An adjustment from asking to working, by keyboard alone and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import served
from tests.journeys import steps_requesting as steps
from tests.journeys.company import Company


@pytest.mark.xdist_group("journey")
@pytest.mark.parametrize(
    ("scripts", "act"), [(True, steps.by_keyboard), (False, steps.by_hand)], ids=["by keyboard", "without scripts"]
)
def test_n11_an_adjustment_goes_on_until_the_person_says_that_it_works(
    browser: Browser, tmp_path: Path, scripts: bool, act: steps.Act
) -> None:
    with served(tmp_path) as server:
        company = Company(browser, server, scripts=scripts)
        steps.asks(company, act)
        steps.is_agreed(company, act)
        steps.is_arranged(company, act)
        steps.does_not_work(company, act)
        steps.is_opened_again(company, act)
        steps.works(company, act)
        company.goes_home()
