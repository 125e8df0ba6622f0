"""Every feature that is claimed has a test that carries its number, and a route that exists."""

import pytest

from app.core.settings import Settings
from app.main import pages_for
from tests.house.features import PAGE, Feature, features, page, shown_by_feature

ROUTES = {page.name for page in pages_for(Settings(environment="demonstration"))}
CLAIMED = features()


@pytest.mark.parametrize("feature", CLAIMED, ids=lambda feature: feature.number)
def test_a_feature_has_a_test_and_a_route(feature: Feature) -> None:
    assert shown_by_feature()[feature.number]
    assert feature.routes
    assert set(feature.routes) <= ROUTES


def test_no_test_shows_what_nobody_claims() -> None:
    assert sorted(shown_by_feature()) == sorted(feature.number for feature in CLAIMED)


def test_the_page_of_features_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make docs"
