"""What a player asks for with `Range`: one stretch, a few, or what is not there (RFC 9110, 14)."""

from collections.abc import Iterator, Sequence

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from app.web.ranges import Content, Unreachable, answered, stretches

LETTERS = b"abcdefghij"


def stream(start: int, end: int) -> Iterator[bytes]:
    yield LETTERS[start:end]


@pytest.fixture
def browser() -> TestClient:
    letters = Content(10, "video/mp4", stream)
    return TestClient(Starlette(routes=[Route("/", lambda request: answered(letters, request.headers))]))


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("bytes=0-3", [(0, 4)]),
        ("bytes=4-", [(4, 10)]),
        ("bytes=-3", [(7, 10)]),
        ("bytes=-99", [(0, 10)]),
        ("bytes=0-99", [(0, 10)]),
        ("Bytes= 1-2 , 5-6", [(1, 3), (5, 7)]),
        ("bytes=1-2, 50-60", [(1, 3)]),
        ("", []),
        ("lines=0-3", []),
        ("bytes=a-b", []),
        ("bytes=-", []),
        ("bytes=\u00b3-5", []),
    ],
)
def test_stretches_are_read_as_the_standard_has_it(asked: str, wanted: Sequence[tuple[int, int]]) -> None:
    assert stretches(asked, 10) == wanted


@pytest.mark.parametrize(
    "asked", ["bytes=10-", "bytes=-0", "bytes=5-4", "bytes=0-0,1-1,2-2,3-3,4-4", "bytes=" + "0-," * 500]
)
def test_what_is_not_there_or_too_much_is_416(browser: TestClient, asked: str) -> None:
    with pytest.raises(Unreachable):
        stretches(asked, 10)

    answer = browser.get("/", headers={"Range": asked})

    assert (answer.status_code, answer.content, answer.headers["content-range"]) == (416, b"", "bytes */10")


def test_one_stretch_is_206(browser: TestClient) -> None:
    answer = browser.get("/", headers={"Range": "bytes=2-4"})

    assert (answer.status_code, answer.content) == (206, b"cde")
    assert answer.headers["content-range"] == "bytes 2-4/10"
    assert answer.headers["content-length"] == "3"


def test_a_few_stretches_come_in_parts(browser: TestClient) -> None:
    answer = browser.get("/", headers={"Range": "bytes=0-1,8-"})

    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert [part for part in answer.content.split(b"\r\n") if part in {b"ab", b"ij"}] == [b"ab", b"ij"]


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=2-4", "If-Range": '"x"'}])
def test_everything_says_that_stretches_can_be_asked_for(browser: TestClient, headers: dict[str, str]) -> None:
    answer = browser.get("/", headers=headers)

    assert (answer.status_code, answer.content, answer.headers["accept-ranges"]) == (200, LETTERS, "bytes")
