"""A thin wrapper over the test client: it signs in as a member of the cast and checks every page it fetches."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property, partial
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from anyio.from_thread import BlockingPortal, start_blocking_portal
from bs4 import BeautifulSoup
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Cookies, Response

from accessibility.checks import findings
from app.adapters.parts import Parts
from app.models.people import Person
from app.models.sign_ins import Method
from app.services import sign_ins
from app.web import tokens
from app.web.cookies import SIGN_IN, VISITOR

HOST = "cleanplate.test"
BASE_URL = f"https://{HOST}"
PORT = 50000
SAME_ORIGIN: Mapping[str, str] = MappingProxyType({"Sec-Fetch-Site": "same-origin"})
MADE_ANEW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\b[0-9a-f]{20,}\b")
"""Ids, and what is drawn by chance for each page: its nonce, the token of its form and the key of its form."""
LINK = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"")
MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class Faultless:
    """The looks of pages in which nothing was found. The workers of a run share a folder, an empty file for each look."""

    def __init__(self, shared: Path | None = None) -> None:
        self._known = set[str]()
        self.shared = shared

    def __contains__(self, look: str) -> bool:
        return look in self._known or (self.shared is not None and (self.shared / look).exists())

    def add(self, *looks: str) -> None:
        self._known.update(looks)
        if self.shared is not None:
            for look in looks:
                (self.shared / look).touch()


FAULTLESS = Faultless()


class Loop:
    """One event loop for all requests of a worker: to start one takes longer than many an answer.

    The test client of Starlette goes to the loop ten times for each request, which took a quarter of the time of a test;
    this one goes there once.
    """

    _opened: AbstractContextManager[BlockingPortal] | None = None
    _portal: BlockingPortal | None = None

    def portal(self) -> BlockingPortal:
        if self._portal is None:
            self._opened = start_blocking_portal()
            self._portal = self._opened.__enter__()
        return self._portal

    def close(self) -> None:
        if self._opened is not None:
            self._opened.__exit__(None, None, None)
        self._opened = self._portal = None


LOOP = Loop()


class Shown:
    """One answer, with its page ready to look into."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.status: int = answer.status_code
        self.text: str = answer.text if _is_text(answer) else ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.text, "html.parser")

    @property
    def location(self) -> str:
        return str(self.answer.headers.get("location", ""))

    @property
    def title(self) -> str:
        found = TITLE.search(self.text)
        return unescape(found[1]).strip() if found else ""

    @property
    def links(self) -> list[str]:
        """Where every link of the page leads, in their order. Walks ask each page, so that it is not parsed for this."""
        return [unescape(target) for target in LINK.findall(self.text)]

    @cached_property
    def main_part(self) -> BeautifulSoup:
        """What is in the page's main part, ready to look into: half as much as the page."""
        return main_part(self.text)

    @cached_property
    def main(self) -> str:
        """The text of the page's main part, with white space folded."""
        return " ".join(self.main_part.get_text(" ").split())

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        return [link.get_text(strip=True) for link in self.soup.select(".errors a")]


def main_part(html: str) -> BeautifulSoup:
    """The main part of the page, or all where there is none. What stands around it takes as long to parse."""
    found = MAIN.search(html)
    return BeautifulSoup(found[0] if found else html, "html.parser")


@dataclass(frozen=True)
class SignedIn:
    """By what a browser is known again: its cookie, and the session that its forms belong to."""

    cookie: str
    session: str


class Client:
    """Requests as one person, or as nobody; with `known` as a browser that was here before. `unchecked_because` with a reason
    leaves a page unchecked.
    """

    def __init__(self, app: FastAPI, parts: Parts, person: Person | None, known: SignedIn | None = None) -> None:
        self._parts = parts
        self._app = app
        self._http = self._browser("testclient")
        cookies = app.state.front.cookies
        self._session = "a-visitor"
        self._sign_in_cookie = cookies.name(SIGN_IN)
        if known:
            self.cookie, self._session = known.cookie, known.session
        elif person is None:
            self._http.cookies.set(cookies.name(VISITOR), self._session, domain=HOST)
        else:
            self._sign_in(person)

    @property
    def known(self) -> SignedIn:
        return SignedIn(self.cookie, self._session)

    @property
    def cookie(self) -> str:
        """The value by which this browser is signed in."""
        return str(self._http.cookies.get(self._sign_in_cookie, "", domain=HOST))

    @cookie.setter
    def cookie(self, value: str) -> None:
        self._http.cookies.set(self._sign_in_cookie, value, domain=HOST)

    @property
    def cookies(self) -> list[str]:
        """The values of every cookie that this browser carries."""
        return [str(cookie.value) for cookie in self._http.cookies.jar]

    def comes_from(self, host: str) -> None:
        """From now on requests come from this address."""
        self._http = self._browser(host, self._http.cookies)

    def get(self, path: str, *, headers: Mapping[str, str] | None = None, unchecked_because: str = "") -> Shown:
        return self._shown(self._ask("GET", path, headers={**SAME_ORIGIN, **(headers or {})}), unchecked_because)

    def fragment(self, path: str, block: str) -> Shown:
        """The block as htmx asks for it."""
        headers = {**SAME_ORIGIN, "HX-Request": "true", "HX-Target": f"div#{block}"}
        return Shown(self._ask("GET", path, headers=headers))

    def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        *,
        files: Any = None,
        headers: Mapping[str, str] | None = None,
        token: str | None = None,
        unchecked_because: str = "",
    ) -> Shown:
        made = tokens.make(self._parts.settings.secret_key, self._session, self._parts.entropy)
        body = {"csrf_token": made if token is None else token, **(data or {})}
        answer = self._ask("POST", path, data=body, files=files, headers={**SAME_ORIGIN, **(headers or {})})
        return self._shown(answer, unchecked_because)

    def post_body(self, path: str, pairs: Sequence[tuple[str, str]]) -> Shown:
        """What a program sends that is no browser: names again and again, and halves of characters. Pages are not checked."""
        made = tokens.make(self._parts.settings.secret_key, self._session, self._parts.entropy)
        body = urlencode([("csrf_token", made), *pairs], errors="surrogatepass")
        headers = {**SAME_ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
        return Shown(self._ask("POST", path, content=body.encode(), headers=headers))

    def follow(self, shown: Shown) -> Shown:
        assert shown.status == 303, f"{shown.status}: {shown.main[:500]}"
        return self.get(shown.location)

    def _browser(self, host: str, cookies: Cookies | None = None) -> AsyncClient:
        """Nothing is packed: that would be unpacked again at once. Faults of the product are raised in the test."""
        return AsyncClient(
            transport=ASGITransport(self._app, client=(host, PORT)),
            base_url=BASE_URL,
            cookies=cookies,
            headers={"Accept-Encoding": "identity"},
            trust_env=False,
        )

    def _ask(self, method: str, path: str, **sent: Any) -> Response:
        return LOOP.portal().call(partial(self._http.request, method, path, **sent))

    def _sign_in(self, person: Person) -> None:
        with self._parts.work() as work:
            token = sign_ins.start(work, person, Method.DEMONSTRATION)
            work.db.flush()
            self._session = str(sign_ins.who_is(work.db, token, work.now).sign_in.id)  # type: ignore[union-attr]
        self.cookie = token

    def _shown(self, answer: Any, unchecked_because: str) -> Shown:
        shown = Shown(answer)
        if not unchecked_because and "text/html" in answer.headers.get("content-type", ""):
            _check(shown.text, str(answer.url))
        return shown


def _check(html: str, path: str) -> None:
    """Raises with what is found. Pages that differ in nothing but ids and what is made by chance have the same findings,
    so that one of them is looked at.
    """
    look = look_of(f"{path}\n{html}")
    if look not in FAULTLESS:
        found = findings(html, path=path, fragment="<html" not in html)
        assert not found, "\n".join(str(finding) for finding in found)
        FAULTLESS.add(look)


def look_of(text: str) -> str:
    """A digest of a page, or of a part of one, with each id replaced by its place among them, so that equal ids stay equal and others apart."""
    places: dict[str, str] = {}
    plain = MADE_ANEW.sub(lambda found: places.setdefault(found[0], f"={len(places)}="), text)
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _is_text(answer: Any) -> bool:
    return str(answer.headers.get("content-type", "")).startswith(("text/", "application/json"))
