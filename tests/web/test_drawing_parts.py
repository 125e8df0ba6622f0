"""A fragment is the block of its page, static files are small and keep, and answers say what they vary by."""

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.web.statics import FOLDER, Statics
from tests.asking import AsMember
from tests.web.plain import plain_browser

CHANGES_EACH_TIME = ("csrf_token", "once")


@pytest.fixture
def browser(web: FastAPI) -> TestClient:
    return plain_browser(web)


def settled(html: str) -> Tag:
    """Without the values that are new on every page."""
    soup = BeautifulSoup(html, "html.parser")
    for name in CHANGES_EACH_TIME:
        for field in soup.find_all("input", {"name": name}):
            field["value"] = ""
    return soup


def test_a_fragment_is_the_block_of_its_page(as_: AsMember) -> None:
    client = as_("noor")

    page = client.get("/no-such-page")
    fragment = client.fragment("/no-such-page", "problem")

    assert fragment.status == page.status == 404
    block = settled(page.text).find(id="problem")
    assert str(block) == str(settled(fragment.text).find(id="problem"))
    assert "<html" not in fragment.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HX-Target": "section#problem"},
        {"HX-Request": "true"},
        {"HX-Request": "true", "HX-Target": "div"},
        {"HX-Request": "true", "HX-Target": "div#nothing-of-this-page"},
        {"HX-Request": "true", "HX-Target": "section#problem", "HX-History-Restore-Request": "true"},
    ],
)
def test_everybody_else_gets_the_whole_page(browser: TestClient, headers: dict[str, str]) -> None:
    assert "<html" in browser.get("/no-such-page", headers=headers).text


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page"])
def test_pages_say_what_they_vary_by(browser: TestClient, path: str) -> None:
    answer = browser.get(path, headers={"Accept-Encoding": "gzip"})

    assert {"HX-Request", "HX-Target", "Accept-Encoding"} == set(re.split(r",\s*", answer.headers["vary"]))
    assert answer.headers["content-encoding"] == "gzip"


def test_htmx_is_led_on_by_its_own_header(as_: AsMember) -> None:
    answer = as_(None).get("/messages", headers={"HX-Request": "true"}).answer

    assert (answer.status_code, answer.text) == (200, "")
    assert answer.headers["hx-redirect"] == "/sign-in?next=%2Fmessages"


def test_a_static_file_carries_its_hash_and_keeps_for_a_year(browser: TestClient) -> None:
    addresses = re.findall(r'(?:src|href)="(/static/[^"]+)"', browser.get("/sign-in").text)

    assert len(addresses) >= 3
    for address in addresses:
        answer = browser.get(address, headers={"Accept-Encoding": "identity"})
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert set(answer.headers["vary"].split(", ")) == {"Accept-Encoding"}
        if "?v=" in address:
            assert hashlib.sha256(answer.content).hexdigest().startswith(address.partition("?v=")[2])


def test_style_and_scripts_travel_small(browser: TestClient) -> None:
    plain = browser.get("/static/calm.css", headers={"Accept-Encoding": "identity"})
    small = browser.get("/static/calm.css", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert small.content == plain.content
    assert int(small.headers["content-length"]) < len(plain.content) / 3


def test_fonts_are_not_pressed_twice(browser: TestClient) -> None:
    name = next(path.name for path in (FOLDER / "fonts").glob("*.woff2"))

    answer = browser.get(f"/static/fonts/{name}", headers={"Accept-Encoding": "gzip"})

    assert "content-encoding" not in answer.headers
    assert answer.headers["content-type"] == "font/woff2"


@pytest.mark.parametrize("name", ["../main.py", "..%2Fmain.py", "css/../../main.py", "css", ""])
def test_nothing_else_is_served(browser: TestClient, name: str) -> None:
    assert browser.get(f"/static/{name}").status_code == 404


def test_another_content_has_another_address(tmp_path: Path) -> None:
    own = shutil.copytree(FOLDER, tmp_path / "static")
    before = Statics(own).address("calm.css")

    (own / "css" / "print.css").write_text("p{margin:0}")

    assert Statics(own).address("calm.css") != before
