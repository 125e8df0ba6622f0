"""The real worker: what is written by one work is relayed, followed and delivered, and it stops when asked."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select
from structlog.testing import capture_logs

from app.adapters.migrations import upgrade
from app.adapters.parts import Parts
from app.core.events import Event, OutboxEvent
from app.core.settings import Settings
from app.core.work import Work
from app.models.kept_forms import KeptForm
from app.models.people import Channel, Person
from app.models.receipts import FormReceipt
from app.reactions import following, relaying
from app.reactions.following import follows
from app.services import kept_forms, messages, receipts
from app.services.casting import Stage
from app.services.kept_forms import Sending
from app.worker import running, sweep
from tests.asking import WorkAs
from tests.conftest import MovableClock

LONGEST_WAIT_SECONDS = 60


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Parts]:
    """A product of its own in a folder, with nobody in it but one person."""
    parts = Parts.of(Settings(data_folder=tmp_path, base_url="https://cleanplate.test"))
    upgrade(parts.database)
    with parts.work() as work:
        work.db.add(
            Person(id=work.new_id(), name="Noor", email="noor@example.com", channel=Channel.EMAIL, created_at=work.now)
        )
    yield parts
    parts.database.dispose()


def wait_for(condition: Callable[[], bool]) -> bool:
    """Look again and again until it holds; False when it does not within the longest wait."""
    until, pause = time.monotonic() + LONGEST_WAIT_SECONDS, threading.Event()
    while not condition():
        if time.monotonic() > until:
            return False
        pause.wait(0.05)
    return True


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reaction of these tests: whoever an event is about gets a message at once."""
    monkeypatch.setattr(following, "REACTIONS", kept := dict(following.REACTIONS))
    monkeypatch.setattr(relaying, "REACTIONS", kept)

    @follows("tests.done")
    def tell(work: Work, event: OutboxEvent) -> None:
        person = work.db.get_one(Person, event.subject_id)
        messages.write(work, "sign_in_link", to=person, event_id=event.id, path="/messages")


def record(parts: Parts) -> None:
    with parts.work() as work:
        work.record(Event("tests.done", work.db.scalars(select(Person.id)).one()))


def plant_a_fault(parts: Parts) -> None:
    """A row that no relay can read."""
    with parts.work() as work:
        work.db.execute(
            text(
                "INSERT INTO outbox_events (id, at, name, subject_id, facts, status) "
                "VALUES ('broken', '2027-03-01', 'tests.broken', 'broken', '{}', 'waiting')"
            )
        )


def take_the_fault_away(parts: Parts) -> None:
    with parts.work() as work:
        work.db.execute(text("DELETE FROM outbox_events WHERE id = 'broken'"))


@pytest.mark.usefixtures("told")
def test_what_happened_reaches_the_folder_as_mail_even_after_a_fault(real: Parts, tmp_path: Path) -> None:
    plant_a_fault(real)
    with capture_logs() as lines, running(real):
        record(real)
        noticed = wait_for(lambda: any(line["event"] == "unexpected" for line in lines))
        take_the_fault_away(real)
        arrived = wait_for(lambda: bool(list((tmp_path / "mail").glob("*.eml"))))

    assert noticed
    assert arrived
    [mail] = (tmp_path / "mail").glob("*.eml")
    assert "https://cleanplate.test/messages" in mail.read_text().replace("=\n", "")
    assert "relay" not in [thread.name for thread in threading.enumerate()]


def test_what_is_kept_for_a_day_is_swept(parts: Parts, work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    with work_as("noor") as work:
        receipts.claim(work, stage.id_of("noor"), "mark", "content")
        kept_forms.keep(work, stage.id_of("noor"), Sending("/preferences", [("words", "typed")]))
    clock.advance(hours=24)

    sweep(parts)

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(FormReceipt)).all() == []
        assert work.db.scalars(select(KeptForm)).all() == []


def test_bytes_that_no_row_speaks_of_are_swept_after_a_day(real: Parts, tmp_path: Path) -> None:
    for name in ("old-orphan", "new-orphan"):
        (tmp_path / name).write_bytes(b"a picture whose row was rolled back")
        real.storage.keep(name, tmp_path / name)
    folder = real.aside.open()
    for old in (tmp_path / "files" / "old-orphan", folder):
        os.utime(old, (0, 0))

    sweep(real)

    assert list(real.storage.names()) == ["new-orphan"]
    assert not folder.exists()
