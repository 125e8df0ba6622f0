"""The demonstration's views: the cast with one button each, and every message as it was sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.messages import Message
from app.models.people import Person
from app.rules.cast import CAST, CastMember
from app.services.letters import parts_of, subject_of
from app.services.messages import WORDINGS, shown_path_of

NEWEST = 50


@dataclass(frozen=True)
class Member:
    person_id: UUID
    name: str
    about: str


@dataclass(frozen=True)
class Group:
    name: str
    members: Sequence[Member]


@dataclass(frozen=True)
class Cast:
    groups: Sequence[Group]
    title: str = N_("Choose who to be")


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    paragraphs: Sequence[str]
    path: str
    deliver_at: datetime
    is_sent: bool


@dataclass(frozen=True)
class Mailbox:
    mails: Sequence[Mail]
    title: str = N_("Mail of the demonstration")


def cast(work: Work) -> Cast:
    """Everybody of the cast who is on stage: who applies and learns, who works here, and another programme."""
    emails = [member.email for member in CAST.values()]
    found = work.db.execute(select(Person.email, Person.id).where(col(Person.email).in_(emails))).all()
    ids = {row[0]: row[1] for row in found}
    shown = [member for member in CAST.values() if member.email in ids]

    def group(name: str, belongs: Callable[[CastMember], bool]) -> Group:
        return Group(name, [Member(ids[m.email], m.name, m.about) for m in shown if belongs(m)])

    return Cast(
        [
            group(N_("People who apply and learn"), lambda m: m.programme == "lumina" and not m.sees_others),
            group(N_("People who work on the programme"), lambda m: m.programme == "lumina" and m.sees_others),
            group(N_("Another programme"), lambda m: m.programme != "lumina"),
        ]
    )


def mail(work: Work) -> Mailbox:
    newest = work.db.scalars(select(Message).order_by(col(Message.id).desc()).limit(NEWEST)).all()
    return Mailbox([_mail(work, message) for message in newest])


def _mail(work: Work, message: Message) -> Mail:
    wording = WORDINGS[message.template]
    return Mail(
        to=message.email,
        subject=subject_of(wording, message.facts),
        paragraphs=parts_of(wording, message.facts),
        path=shown_path_of(work, message),
        deliver_at=message.deliver_at,
        is_sent=message.sent_at is not None,
    )


def example_member(db: Session, _subject: object) -> Mapping[str, str]:
    """The path of one member, for whoever audits the routes."""
    person = db.scalars(select(Person.id).where(col(Person.email) == CAST["noor"].email)).one()
    return {"person_id": str(person)}
