"""What Cleanplate promises is open to everybody, and leads on to a named person."""

import pytest

from tests.asking import AsMember

PATHS = ["/about/accessibility", "/about/privacy"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("key", [None, "noor", "mei", "kit"])
def test_everybody_can_read_it(as_: AsMember, path: str, key: str | None) -> None:
    shown = as_(key).get(path)

    assert shown.status == 200
    assert "Mei Tanaka" in shown.text or key == "kit"


@pytest.mark.parametrize("path", PATHS)
def test_every_page_leads_there(as_: AsMember, path: str) -> None:
    assert as_(None).get("/no-such-page").soup.select_one(f'footer a[href="{path}"]')


@pytest.mark.parametrize("path", PATHS)
def test_nothing_can_be_sent_there(as_: AsMember, path: str) -> None:
    assert as_("noor").post(path).status == 404
