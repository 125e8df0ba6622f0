"""Delivering what waits in the outbox: each message whose time has come, at least once and with the same Message-ID."""

from uuid import UUID

from sqlmodel import col, select

from app.adapters.mail import compose
from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.logs import log
from app.core.work import Work
from app.models.messages import Message, MessageStatus
from app.services.letters import letter

BATCH = 50
MOST_TRIES = 12


def deliver_due(parts: Parts) -> int:
    """Send every message that is due; one that the mail server does not take stays for the next time."""
    with parts.work(writes=False) as work:
        due = work.db.scalars(
            select(Message.id)
            .where(col(Message.status) == MessageStatus.WAITING, col(Message.deliver_at) <= work.now)
            .order_by(col(Message.deliver_at))
            .limit(BATCH)
        ).all()
    return sum(_deliver(parts, message_id) for message_id in due)


def _deliver(parts: Parts, message_id: UUID) -> bool:
    with parts.work() as work:
        message = work.db.scalars(
            select(Message)
            .where(col(Message.id) == message_id, col(Message.status) == MessageStatus.WAITING)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if message is None:
            return False
        return _send(parts, work, message)


def _send(parts: Parts, work: Work, message: Message) -> bool:
    written = letter(work, message, parts.settings.public_url)
    message.tries += 1
    try:
        parts.mailer.send(
            compose(
                to=message.email,
                sender=parts.settings.mail_from,
                subject=written.subject,
                text=written.text,
                message_id=message.id,
                at=work.now,
            )
        )
    except Unavailable as problem:
        log().warning("mail waits", message=str(message.id), tries=message.tries, **problem.facts)
        if message.tries >= MOST_TRIES:
            message.status = MessageStatus.UNDELIVERED
        return False
    message.status = MessageStatus.SENT
    message.sent_at = work.now
    return True
