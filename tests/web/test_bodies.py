"""Whatever a browser or a program sends: too large, broken, or full of strange letters, the answer is a calm page."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.adapters.parts import Parts
from app.web.bodies import ORDINARY_BYTES
from tests.asking import AsMember
from tests.web.plain import plain_browser, visitor_token

PATH = "/sign-in/link"
BOUNDARY = "----words"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"


@pytest.fixture
def browser(web: FastAPI) -> TestClient:
    return plain_browser(web)


def multipart(*parts: tuple[str, bytes]) -> bytes:
    head = 'Content-Disposition: form-data; name="{}"'
    lines = [part for name, value in parts for part in (f"--{BOUNDARY}", head.format(name), "", value)]
    return b"\r\n".join(line if isinstance(line, bytes) else line.encode() for line in (*lines, f"--{BOUNDARY}--", ""))


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", MULTIPART])
def test_a_body_over_the_limit_is_413_with_a_page(browser: TestClient, kind: str) -> None:
    answer = browser.post(PATH, content=b"a=" + b"x" * ORDINARY_BYTES, headers={"Content-Type": kind})

    assert answer.status_code == 413
    assert "This is larger than we can take here." in answer.text


def test_a_body_that_does_not_say_how_large_it_is_is_counted(browser: TestClient) -> None:
    def piece_by_piece() -> Iterator[bytes]:
        yield b"a="
        for _ in range(ORDINARY_BYTES // 1000):
            yield b"x" * 1000

    answer = browser.post(PATH, content=piece_by_piece(), headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 413


def test_too_many_fields_are_refused_calmly(browser: TestClient) -> None:
    answer = browser.post(PATH, data={f"f{number}": "x" for number in range(1000)})

    assert answer.status_code == 422
    assert "This form arrived broken." in answer.text


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (MULTIPART, b"no boundary at all"),
        (MULTIPART, f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode()),
        ("multipart/form-data", b"--x\r\n"),
        (MULTIPART, b""),
        ("multipart/form-data; boundary=\xff", b"--\xff\r\n"),
        ("application/x-www-form-urlencoded", b"%&=&==%zz=%"),
        ("application/json", b'{"email": "noor@example.com"}'),
        ("", b"email=noor%40example.com"),
    ],
)
def test_a_broken_form_is_refused_calmly(browser: TestClient, kind: str, content: bytes) -> None:
    answer = browser.post(PATH, content=content, headers={b"Content-Type": kind.encode("latin-1")})

    assert answer.status_code in {403, 422}
    assert "<h1>" in answer.text


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16-le", "no-such-charset"])
def test_half_letters_of_another_encoding_are_no_fault(browser: TestClient, parts: Parts, charset: str) -> None:
    half = {"utf-7": b"+2AA-", "unicode_escape": b"\\ud800"}.get(charset, b"\x00\xd8")
    body = multipart(("csrf_token", visitor_token(parts).encode()), ("email", half), ("next", half))

    answer = browser.post(PATH, content=body, headers={"Content-Type": f"{MULTIPART}; charset={charset}"})

    assert answer.status_code in {403, 422}


@pytest.mark.parametrize("token", ["", "x", "é" * 80, "\U0010ffff"])
def test_a_strange_token_is_a_stale_page(browser: TestClient, token: str) -> None:
    answer = browser.post(PATH, data={"csrf_token": token, "email": "noor@example.com"})

    assert answer.status_code == 403
    assert "This page was open for a long time" in answer.text


@given(email=st.text(), next_path=st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_nothing_that_is_typed_is_a_fault(browser: TestClient, parts: Parts, email: str, next_path: str) -> None:
    data = {"csrf_token": visitor_token(parts), "email": email, "next": next_path}
    body = urlencode({name: value.encode("utf-8", "surrogatepass") for name, value in data.items()})

    answer = browser.post(PATH, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert answer.status_code in {200, 422, 429}


@pytest.mark.parametrize(
    "path",
    [
        "/messages/not-an-id",
        "/messages/00000000-0000-0000-0000-00000000000",
        "/sign-in/link/%00%ff%ed%a0%80",
        "/sign-in?next=%ed%a0%80",
        "/sign-in?" + "&".join(f"a{number}=1" for number in range(200)),
        "/preferences?before=%00%ff&before=palette%3Ddark",
        "/%ed%a0%80",
        "//",
    ],
)
def test_strange_addresses_are_no_fault(browser: TestClient, path: str) -> None:
    browser.cookies.set("__Host-look", "palette=%00&x")
    browser.cookies.set("__Host-notice", "zz")

    assert browser.get(path).status_code in {200, 303, 404}


def test_many_filters_are_no_fault(as_: AsMember) -> None:
    path = "/messages?" + "&".join(f"a{number}=1" for number in range(200))

    assert as_("noor").get(path).status == 200
