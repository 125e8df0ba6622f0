"""What every answer carries, whatever kind it is, and what the gate turns away before anything is asked."""

import pytest
from fastapi import FastAPI, Request, Response
from starlette.testclient import TestClient

from app.web.headers import FIXED, content_policy
from tests.web.plain import plain_browser

KINDS = {
    "/sign-in": 200,
    "/messages": 303,
    "/no-such-page": 404,
    "/static/calm.css": 200,
    "/static/nothing.css": 404,
    "/fault": 500,
}


@pytest.fixture
def browser(web: FastAPI) -> TestClient:
    def fault(_request: Request) -> Response:
        raise RuntimeError("noor has a secret")

    web.add_route("/fault", fault)
    return plain_browser(web)


@pytest.mark.parametrize(("path", "status"), KINDS.items())
def test_every_kind_of_answer_carries_the_headers(browser: TestClient, path: str, status: int) -> None:
    answer = browser.get(path)

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in FIXED} == FIXED
    assert answer.headers["strict-transport-security"].startswith("max-age=63072000")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


@pytest.mark.parametrize("path", [path for path in KINDS if not path.startswith("/static/calm")])
def test_pages_are_not_stored(browser: TestClient, path: str) -> None:
    assert browser.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/sign-in", "/no-such-page", "/fault"])
def test_the_nonce_of_a_page_is_its_own_and_its_scripts_carry_it(browser: TestClient, path: str) -> None:
    first, second = browser.get(path), browser.get(path)

    policies = {answer.headers["content-security-policy"] for answer in (first, second)}
    nonce = first.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
    assert len(policies) == 2
    assert content_policy(nonce) == first.headers["content-security-policy"]
    assert first.text.count("<script") == first.text.count(f'nonce="{nonce}"') == 2


@pytest.mark.parametrize("unsafe", ["unsafe", "strict-dynamic", "script-src 'self'"])
def test_the_policy_holds_no_way_around_itself(browser: TestClient, unsafe: str) -> None:
    assert unsafe not in browser.get("/sign-in").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "https://cleanplate.test"}, 403),
    ],
)
def test_an_origin_alone_is_not_enough(web: FastAPI, headers: dict[str, str], status: int) -> None:
    """Even from our own pages a form needs its token."""
    assert plain_browser(web).post("/sign-out", headers=headers).status_code == status


@pytest.mark.parametrize("host", ["evil.example", "cleanplate.test.evil.example", "evil@cleanplate.test", "a/b?", ""])
def test_a_host_that_is_not_ours_is_turned_away(browser: TestClient, host: str) -> None:
    answer = browser.get("/sign-in", headers={"Host": host})

    assert answer.status_code == 403
    assert answer.text == "This address does not belong to Cleanplate."


@pytest.mark.parametrize("host", ["cleanplate.test", "CleanPlate.test:443", "localhost:8000", "127.0.0.1"])
def test_our_own_hosts_are_known_in_any_case(browser: TestClient, host: str) -> None:
    assert browser.get("/sign-in", headers={"Host": host}).status_code == 200
