"""A browser without our own checks: it sees a fault as a person would, and whatever is sent goes out as it is."""

from fastapi import FastAPI
from starlette.testclient import TestClient

from app.adapters.parts import Parts
from app.web import tokens
from app.web.cookies import VISITOR
from tests.client import BASE_URL, SAME_ORIGIN

VISITOR_TOKEN = "a-visitor"


def plain_browser(web: FastAPI) -> TestClient:
    """Nobody's browser, with the cookie of a visitor."""
    browser = TestClient(
        web, base_url=BASE_URL, follow_redirects=False, raise_server_exceptions=False, headers=dict(SAME_ORIGIN)
    )
    browser.cookies.set(web.state.front.cookies.name(VISITOR), VISITOR_TOKEN)
    return browser


def visitor_token(parts: Parts) -> str:
    """A form token for somebody who is not signed in."""
    return tokens.make(parts.settings.secret_key, VISITOR_TOKEN, parts.entropy)
