"""Delivering what waits in the outbox: each message whose time has come, at least once and with the same Message-ID."""

from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

from sqlmodel import col, select

from app.adapters.mail import compose
from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.logs import log, place_of
from app.core.work import Work
from app.models.messages import Message, MessageStatus, Prefix
from app.services.letters import letter
from app.services.reminders import are_wanted

BATCH = 50
MOST_TRIES = 12
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)


def pause_after(tries: int) -> timedelta:
    """How long a message rests after so many tries: a minute, doubled each time; all of them take 20 hours."""
    return min(FIRST_PAUSE * 2.0 ** (tries - 1), LONGEST_PAUSE)


def deliver_due(parts: Parts) -> int:
    """Send every message that is due; returns how many went out. One that cannot be sent never holds up the others."""
    with parts.work(writes=False) as work:
        due = work.db.scalars(
            select(Message.id)
            .where(col(Message.status) == MessageStatus.WAITING, col(Message.deliver_at) <= work.now)
            .order_by(col(Message.deliver_at))
            .limit(BATCH)
        ).all()
    return sum(deliver(parts, message_id) for message_id in due)


def deliver(parts: Parts, message_id: UUID) -> bool:
    """Whether it went out. Claim, send, note: the network is met between two works, so that a slow mail server holds no lock."""
    if not _claim(parts, message_id):
        return False
    try:
        parts.mailer.send(_written(parts, message_id))
    except Unavailable as problem:
        _give_up_if_tried_enough(parts, message_id, **problem.facts)
        return False
    except Exception as problem:  # noqa: BLE001 - a message that cannot be written must not hold up the others
        _give_up_if_tried_enough(parts, message_id, mail=type(problem).__name__, place=place_of(problem))
        return False
    with parts.work() as work:
        message = work.db.get(Message, message_id)
        if message is not None:
            message.status, message.sent_at = MessageStatus.SENT, work.now
    return True


def _claim(parts: Parts, message_id: UUID) -> bool:
    """Count the try and put the next one off, so that no other worker, and no crash, sends it again at once."""
    with parts.work() as work:
        message = work.db.scalars(
            select(Message)
            .where(
                col(Message.id) == message_id,
                col(Message.status) == MessageStatus.WAITING,
                col(Message.deliver_at) <= work.now,
            )
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if message is None:
            return False
        if _is_unwanted(work, message):
            work.db.delete(message)
            return False
        message.tries += 1
        message.deliver_at = work.now + pause_after(message.tries)
    return True


def _is_unwanted(work: Work, message: Message) -> bool:
    """A reminder that waited for its time, to somebody who turned reminders off meanwhile."""
    if message.prefix is not Prefix.REMINDER or message.person_id is None:
        return False
    return not are_wanted(work, message.person_id)


def _written(parts: Parts, message_id: UUID) -> EmailMessage:
    with parts.work(writes=False) as work:
        return _compose(parts, work, work.db.get_one(Message, message_id))


def _compose(parts: Parts, work: Work, message: Message) -> EmailMessage:
    written = letter(work, message, parts.settings.public_url)
    return compose(
        to=message.email,
        sender=parts.settings.mail_from,
        subject=written.subject,
        text=written.text,
        message_id=message.id,
        at=work.now,
    )


def _give_up_if_tried_enough(parts: Parts, message_id: UUID, **facts: object) -> None:
    with parts.work() as work:
        message = work.db.get(Message, message_id)
        if message is None:
            return  # whom it was to or about was erased meanwhile
        log().warning("mail waits", message=str(message_id), tries=message.tries, **facts)
        if message.tries >= MOST_TRIES:
            message.status = MessageStatus.UNDELIVERED
