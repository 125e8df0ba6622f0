"""A person's own messages: the list, newest first, and one message with its four parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col

from app.adapters.wordings import DEFAULT_ZONE
from app.core.words import N_
from app.core.work import Work
from app.models.messages import Message
from app.rules.messages import visible_to
from app.services.letters import parts_of, subject_of
from app.services.messages import WORDINGS, shown_path_of

PAGE = 25


@dataclass(frozen=True)
class Line:
    message_id: UUID
    subject: str
    made_at: datetime


@dataclass(frozen=True)
class MessageList:
    """`older_than` is the key of the next page, None on the last one."""

    lines: Sequence[Line]
    older_than: UUID | None
    zone: str = DEFAULT_ZONE
    title: str = N_("Messages")


@dataclass(frozen=True)
class OneMessage:
    title: str
    paragraphs: Sequence[str]
    path: str
    made_at: datetime
    crumb: tuple[str, str, dict[str, object]] = (N_("messages"), "messages.listing", {})


def listing(work: Work, older_than: UUID | None) -> MessageList:
    mine = visible_to(work.actor).order_by(col(Message.id).desc()).limit(PAGE + 1)
    if older_than is not None:
        mine = mine.where(col(Message.id) < older_than)
    found = work.db.scalars(mine).all()
    lines = [Line(m.id, subject_of(WORDINGS[m.template], m.facts), m.made_at) for m in found[:PAGE]]
    return MessageList(lines, found[PAGE - 1].id if len(found) > PAGE else None)


def one(work: Work, message: Message) -> OneMessage:
    wording = WORDINGS[message.template]
    return OneMessage(
        subject_of(wording, message.facts),
        parts_of(wording, message.facts),
        shown_path_of(work, message),
        message.made_at,
    )
