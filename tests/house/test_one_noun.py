"""A noun that has routes has templates, tests and a page under the same name."""

from pathlib import Path

import pytest

from app.routes import ALL_PAGES

ROOT = Path(__file__).parents[2]
NOUNS = sorted(pages.noun for pages in ALL_PAGES)
WITHOUT_PAGES = {
    "uploads": "pieces of a file arrive on the page of its question",
}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_has_one_name_in_every_layer(noun: str) -> None:
    assert (ROOT / f"app/routes/{noun}.py").exists()
    assert (ROOT / f"tests/routes/test_{noun}.py").exists()
    if noun not in WITHOUT_PAGES:
        assert (ROOT / f"app/pages/{noun}.py").exists()
        assert list((ROOT / f"app/templates/{noun}").glob("*.html"))
