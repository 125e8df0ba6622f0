"""What the owner keeps of a passport: every share there was, a page that prints well, and the same as a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.adapters.documents import Document, Part
from app.adapters.wordings import full_date, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.models.accommodations import Accommodation, PassportShare
from app.models.people import Person
from app.models.productions import Production
from app.pages.accommodations import Crumb
from app.pages.passports import TO_PASSPORT, items_of, short_reader
from app.pages.passports_reading import words_of_the_document

PAGE = 50
LEAD = N_("These words say what helps. They do not say why.")


@dataclass(frozen=True)
class Past:
    """One share, running or over. `ended_on` is the day on which it was ended early."""

    label: str
    reader: Sentence
    since: date
    until: date
    ended_on: date | None
    is_open: bool


@dataclass(frozen=True)
class History:
    shares: Sequence[Past]
    older: UUID | None
    title: str = N_("What you shared, and until when")
    crumb: Crumb = TO_PASSPORT


@dataclass(frozen=True)
class Printing:
    """What is agreed, in the owner's order: heading and words."""

    owner: str
    on: date
    parts: Sequence[tuple[str, str]]
    title: str = N_("Your passport to print")
    crumb: Crumb = TO_PASSPORT


def history(work: Work, older: UUID | None) -> History:
    """Every share, the newest first."""
    zone = work.db.get_one(Person, work.actor.person_id).time_zone
    shares = (
        select(PassportShare, col(Accommodation.need), col(Person.name), col(Production.title))
        .join(Accommodation, col(Accommodation.id) == PassportShare.accommodation_id)
        .outerjoin(Person, col(Person.id) == PassportShare.with_person_id)
        .outerjoin(Production, col(Production.id) == PassportShare.with_production_id)
        .where(col(PassportShare.person_id) == work.actor.person_id)
        .order_by(col(PassportShare.id).desc())
        .limit(PAGE + 1)
    )
    rows = work.db.execute(shares.where(col(PassportShare.id) < older) if older else shares).all()
    today = today_in(zone, work.now)
    past = [_past(share, need, short_reader(name, title), zone, today) for share, need, name, title in rows[:PAGE]]
    return History(past, rows[PAGE - 1][0].id if len(rows) > PAGE else None)


def printing(work: Work) -> Printing:
    me = work.db.get_one(Person, work.actor.person_id)
    parts = [(NEEDS[row.need].label, row.provide) for row in items_of(work)]
    return Printing(me.name, today_in(me.time_zone, work.now), parts)


def document(work: Work) -> Document:
    """The same as a document."""
    page = printing(work)
    made = sentence(N_("Passport of %(name)s, as it was on %(day)s."), name=page.owner, day=full_date(page.on))
    parts = [Part(spoken(label), words) for label, words in page.parts]
    title = spoken(sentence(N_("What helps %(name)s"), name=page.owner))
    return Document(title, [spoken(made), spoken(LEAD)], parts, *words_of_the_document())


def _past(share: PassportShare, need: str, reader: Sentence, zone: str, today: date) -> Past:
    return Past(
        label=NEEDS[need].label,
        reader=reader,
        since=today_in(zone, share.shared_at),
        until=share.until,
        ended_on=today_in(zone, share.ended_at) if share.ended_at else None,
        is_open=share.ended_at is None and share.until >= today,
    )
