"""Delivering: once, at least; never holding a lock or another message while a mail server takes its time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.models.messages import Message, MessageStatus, Prefix
from app.services import messages
from app.services.casting import Stage
from app.services.deliveries import MOST_TRIES, deliver_due, pause_after
from tests.asking import WorkAs
from tests.conftest import MovableClock


class Postbox:
    """Takes messages, or says no as often as it is told to."""

    def __init__(self, before: Callable[[EmailMessage], None] = lambda _: None) -> None:
        self.taken: list[EmailMessage] = []
        self._before = before

    def send(self, message: EmailMessage) -> None:
        self._before(message)
        self.taken.append(message)


def away(_message: EmailMessage) -> None:
    raise Unavailable(mail="ConnectionRefusedError")


def with_box(parts: Parts, box: Postbox) -> Parts:
    return replace(parts, mailer=box)


def write_link(work_as: WorkAs, email: str = "noor@example.com") -> None:
    with work_as(None) as work:
        messages.send_sign_in_link(work, email, "token")


def stored(parts: Parts) -> list[Message]:
    with parts.work(writes=False) as work:
        return list(work.db.scalars(select(Message).order_by(col(Message.id))).all())


def test_a_due_message_is_sent_once(work_as: WorkAs, parts: Parts) -> None:
    write_link(work_as)
    box = Postbox()

    sent = [deliver_due(with_box(parts, box)) for _ in range(2)]

    assert sent == [1, 0]
    assert [message["To"] for message in box.taken] == ["noor@example.com"]
    assert [message.status for message in stored(parts)] == [MessageStatus.SENT]


def test_while_a_message_is_on_its_way_nobody_else_sends_it(work_as: WorkAs, parts: Parts) -> None:
    """The claim is committed before the server is met, and so is the way for other writers."""
    write_link(work_as)
    elsewhere = Postbox()

    def meanwhile(_message: EmailMessage) -> None:
        deliver_due(with_box(parts, elsewhere))

    deliver_due(with_box(parts, Postbox(meanwhile)))

    assert elsewhere.taken == []


def test_a_server_that_is_away_is_asked_again_with_growing_pauses(
    work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    write_link(work_as)
    waiting = with_box(parts, Postbox(away))
    tries = []

    for _ in range(4):
        deliver_due(waiting)
        [message] = stored(parts)
        tries.append((message.tries, message.deliver_at - clock()))
        clock.advance(seconds=(message.deliver_at - clock()).total_seconds())

    assert tries == [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=2)),
        (3, timedelta(minutes=4)),
        (4, timedelta(minutes=8)),
    ]


def test_it_is_given_up_after_many_tries_and_stays_to_be_seen(
    work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    write_link(work_as)
    for _ in range(MOST_TRIES):
        deliver_due(with_box(parts, Postbox(away)))
        clock.advance(hours=6)

    [message] = stored(parts)

    assert (message.status, message.tries) == (MessageStatus.UNDELIVERED, MOST_TRIES)


def test_each_try_carries_the_same_message_id(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    write_link(work_as)
    seen: list[str] = []

    def note_and_refuse(message: EmailMessage) -> None:
        seen.append(str(message["Message-ID"]))
        raise Unavailable

    for _ in range(3):
        deliver_due(with_box(parts, Postbox(note_and_refuse)))
        clock.advance(hours=1)

    assert len(seen) == 3
    assert len(set(seen)) == 1


def test_a_message_that_cannot_be_written_holds_up_no_other(work_as: WorkAs, parts: Parts, stage: Stage) -> None:
    with work_as(None) as work:
        work.db.add(
            Message(
                id=work.new_id(), event_id=UUID(int=1), person_id=stage.id_of("zoe"), email="zoe@example.com",
                template="nothing of this name", prefix=Prefix.INFORMATION, status=MessageStatus.WAITING,
                made_at=work.now, deliver_at=work.now - timedelta(hours=1),
            )
        )  # fmt: skip
    write_link(work_as)
    box = Postbox()

    assert deliver_due(with_box(parts, box)) == 1
    assert [message["To"] for message in box.taken] == ["noor@example.com"]


def test_what_is_not_due_waits(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    write_link(work_as)
    clock.advance(seconds=-1)

    assert deliver_due(with_box(parts, Postbox())) == 0


@pytest.mark.parametrize(
    ("tries", "pause"), [(1, timedelta(minutes=1)), (9, timedelta(minutes=256)), (12, timedelta(hours=6))]
)
def test_pauses_grow_to_six_hours(tries: int, pause: timedelta) -> None:
    assert pause_after(tries) == pause
