"""What nobody expected: a calm page, nothing saved, nothing that somebody typed in the log, and never a false yes."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from fastapi import FastAPI, Request, Response
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlmodel import select

from app.adapters.parts import Parts
from app.core import logs
from app.core.database import Database
from app.core.errors import Unavailable
from app.core.settings import Settings
from app.main import build
from app.models.people import Preferences
from app.services.casting import Stage
from tests.asking import AsMember
from tests.conftest import MovableClock
from tests.web.plain import plain_browser, visitor_token

CANARY = "noor needs a quiet room"


@contextmanager
def failing_commit() -> Iterator[None]:
    def fail(_session: Session) -> None:
        raise RuntimeError(CANARY)

    event.listen(Session, "before_commit", fail)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", fail)


def test_a_fault_gives_a_calm_page_with_a_reference(web: FastAPI) -> None:
    def fault(_request: Request) -> Response:
        raise RuntimeError(CANARY)

    web.add_route("/fault", fault)

    answer = plain_browser(web).get("/fault")

    assert answer.status_code == 500
    assert "Cleanplate had a fault. You did not cause it." in answer.text
    assert "Give this number: " in answer.text
    assert CANARY not in answer.text


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """The log lines written so far, as the product writes them."""
    before = structlog.get_config()
    stream = io.StringIO()
    logs.configure(as_json=True)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(stream))
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    structlog.configure(**before)


def test_a_fault_is_logged_by_kind_and_place_without_any_value(
    web: FastAPI, written: Callable[[], list[dict[str, object]]]
) -> None:
    def fault(_request: Request) -> Response:
        raise RuntimeError(CANARY)

    web.add_route("/fault", fault)
    page = plain_browser(web).get(f"/fault?asked={CANARY}").text
    lines = written()

    assert [line["event"] for line in lines] == ["unexpected", "request"]
    found = next(line for line in lines if line["event"] == "unexpected")
    assert found["kind"] == "RuntimeError"
    assert str(found["place"]).startswith("headers.py:")
    assert str(found["request_id"])[:8] in page
    assert CANARY not in json.dumps(lines)


def test_a_failing_commit_is_never_a_yes(web: FastAPI, parts: Parts) -> None:
    form = {"csrf_token": visitor_token(parts), "email": "noor@example.com"}
    browser = plain_browser(web)

    with failing_commit():
        answer = browser.post("/sign-in/link", data=form)

    assert answer.status_code == 500


def test_a_failing_commit_saves_nothing(as_: AsMember, parts: Parts, stage: Stage) -> None:
    client = as_("noor")

    with failing_commit(), pytest.raises(RuntimeError):
        client.post("/preferences", {"palette": "dark"} | LOOK)

    with parts.work(writes=False) as work:
        kept = work.db.scalars(select(Preferences.palette).where(Preferences.person_id == stage.id_of("noor"))).one()
    assert kept == "device"


LOOK = {
    "size": "100", "font": "device", "spacing": "normal", "density": "comfortable", "images": "on", "icons": "on",
    "fills": "on", "questions": "one", "schedule": "list",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/sign-in", "/messages", "/no-such-page"])
def test_a_database_that_is_gone_gives_503(tmp_path: Path, settings: Settings, parts: Parts, path: str) -> None:
    (tmp_path / "gone.sqlite").mkdir()
    gone = Database(f"sqlite:///{tmp_path / 'gone.sqlite'}")
    browser = plain_browser(build(settings, replace(parts, database=gone)))
    browser.cookies.set("__Host-sign-in", "somebody")

    answer = browser.get(path)

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert "Cleanplate is not answering right now" in answer.text


def test_a_form_while_the_database_is_gone_gives_503(tmp_path: Path, settings: Settings, parts: Parts) -> None:
    (tmp_path / "gone.sqlite").mkdir()
    gone = Database(f"sqlite:///{tmp_path / 'gone.sqlite'}")
    browser = plain_browser(build(settings, replace(parts, database=gone)))

    answer = browser.post("/sign-in/link", data={"csrf_token": visitor_token(parts), "email": "noor@example.com"})

    assert answer.status_code == 503


def test_what_was_typed_while_the_database_is_gone_is_sent_again_with_one_press(
    tmp_path: Path, web: FastAPI, as_: AsMember, parts: Parts, stage: Stage
) -> None:
    (tmp_path / "gone.sqlite").mkdir()
    client, front = as_("noor"), web.state.front
    gone = replace(parts, database=Database(f"sqlite:///{tmp_path / 'gone.sqlite'}"))
    web.state.front = replace(front, parts=gone)

    refused = client.post("/preferences", {"palette": "dark", "once": "1" * 32} | LOOK)
    web.state.front = front
    form = refused.soup.select_one("#problem form")
    fields = {str(field["name"]): str(field["value"]) for field in form.select("input")} if form else {}
    token = fields.pop("csrf_token", "")
    again = client.post(str(form["action"]) if form else "", fields, token=token)

    assert (refused.status, again.status) == (503, 303)
    with parts.work(writes=False) as work:
        kept = work.db.scalars(select(Preferences.palette).where(Preferences.person_id == stage.id_of("noor"))).one()
    assert kept == "dark"


def test_a_password_is_not_given_back_while_the_database_is_gone(
    tmp_path: Path, settings: Settings, parts: Parts
) -> None:
    (tmp_path / "gone.sqlite").mkdir()
    gone = Database(f"sqlite:///{tmp_path / 'gone.sqlite'}")
    browser = plain_browser(build(settings, replace(parts, database=gone)))
    typed = {"csrf_token": visitor_token(parts), "email": "noor@example.com", "password": "a long secret of mine"}

    answer = browser.post("/sign-in/password", data=typed)

    assert answer.status_code == 503
    assert "a long secret" not in answer.text


def test_reading_a_page_is_not_spoiled_when_the_visit_cannot_be_noted(
    as_: AsMember, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_("noor")
    clock.advance(minutes=10)

    def locked(*_: object) -> None:
        raise Unavailable(database="database is locked")

    monkeypatch.setattr("app.services.sign_ins.note_seen", locked)

    assert client.get("/messages").status == 200


def test_signing_out_after_a_while_works(as_: AsMember, clock: MovableClock) -> None:
    client = as_("noor")
    clock.advance(minutes=10)

    assert client.post("/sign-out").status == 303
