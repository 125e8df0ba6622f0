"""What a reader sees of a passport: one view for the reader's own page, for its preview, and for their document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.adapters.documents import Document, Part
from app.adapters.wordings import full_date, spoken
from app.core.actors import Actor, Role
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.models.accommodations import Accommodation, PassportShare
from app.models.assignments import Assignment
from app.models.people import Person
from app.models.plans import Plan
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.accommodations import Crumb
from app.rules.accommodations import holding
from app.rules.sightings import COORDINATOR, DESK, DOCUMENT, MENTOR
from app.services import sightings
from app.services.fits import coordinator_of
from app.services.passports_confirming import due_days, is_confirmed, words_of
from app.services.passports_reading import Line, lines_for, read_instructions, shared_with

PAGE_WORD = N_("Page")
GOES_ON = N_("It goes on on the next page.")
INCOMPLETE = N_("Some signs could not be printed here. You can read them on the page in Cleanplate.")


@dataclass(frozen=True)
class Shared:
    """Exactly what is shared with a reader: the owner's name and the words, in the owner's order. No reason, no label."""

    owner: str
    lines: Sequence[Line]

    @property
    def words(self) -> str:
        """What a confirmation stands for."""
        return words_of(self.lines)

    @property
    def is_confirmed(self) -> bool:
        return all(line.is_confirmed for line in self.lines)


@dataclass(frozen=True)
class ReaderPage:
    """The reader's own page. `by` is the day before which it is to be confirmed; coordinators also say what is done."""

    person_id: UUID
    shared: Shared
    by: date | None
    is_arranged_here: bool
    title: Sentence
    crumb: Crumb


@dataclass(frozen=True)
class Unconfirmed:
    """One reader of one person who has not confirmed, after being asked again."""

    person: str
    reader: str
    by: date | None
    asked_on: date


@dataclass(frozen=True)
class UnconfirmedList:
    lines: Sequence[Unconfirmed]
    title: str = N_("Not confirmed yet")
    crumb: Crumb = (N_("adjustments"), "accommodations.desk", {})


@dataclass(frozen=True)
class AtDesk:
    """One person who works on a day, where, and what is to be provided for them."""

    person_id: UUID
    name: str
    desks: str
    provide: Sequence[str]


@dataclass(frozen=True)
class DayPage:
    production_id: UUID
    people: Sequence[AtDesk]
    earlier: date | None
    later: date | None
    title: Sentence
    part: str
    crumb: Crumb


def shared_as(work: Work, reader: Actor, owner: Person, also: Sequence[UUID] = ()) -> Shared:
    """What this reader sees, by the one rule. A preview names in `also` what would be shared."""
    return Shared(owner.name, lines_for(work.db, reader, [owner.id], now=work.now, also=also)[owner.id])


def read(work: Work, owner: Person) -> ReaderPage:
    """The reader's own page; nothing shared today is a page that is not there. The read is written down."""
    shared = shared_as(work, work.actor, owner)
    if not shared.lines:
        raise Missing
    page = _reader_page(work, owner, shared)
    sightings.note(work, COORDINATOR if page.is_arranged_here else MENTOR, [owner.id])
    return page


def document_for_reader(work: Work, owner: Person) -> Document:
    """Exactly what is shared with the reader, to print. The read is written down."""
    shared = shared_as(work, work.actor, owner)
    if not shared.lines:
        raise Missing
    sightings.note(work, DOCUMENT, [owner.id])
    until = min(line.until for line in shared.lines if line.until)
    lead = [
        spoken(sentence(N_("%(person)s shared this with you."), person=owner.name)),
        spoken(
            sentence(N_("You can use it until %(day)s. Then put the paper through a shredder."), day=full_date(until))
        ),
    ]
    parts = [
        Part(spoken(sentence(N_("To provide, %(number)s"), number=number)), line.provide)
        for number, line in enumerate(shared.lines, start=1)
    ]
    title = spoken(sentence(N_("What to provide for %(person)s"), person=owner.name))
    return Document(title, lead, parts, *words_of_the_document())


def words_of_the_document() -> tuple[str, str, str]:
    """What every document of a passport says around its parts: in its foot, and where a sign could not be printed."""
    return spoken(PAGE_WORD), spoken(GOES_ON), spoken(INCOMPLETE)


def unconfirmed(work: Work) -> UnconfirmedList:
    """For advisers: who was asked again and has not confirmed, in their programmes."""
    rows = _asked_again(work)
    waiting = [row for row in rows if not is_confirmed(row[0], row[1])]
    due = due_days(work.db, [row[0] for row in waiting])
    sightings.note(work, DESK, dict.fromkeys(row[0].person_id for row in waiting))
    lines = [
        Unconfirmed(owner, _reader_name(name, title), due.get(share.id), today_in(zone, share.asked_again_at))
        for share, _, owner, zone, name, title in waiting
    ]
    return UnconfirmedList(list(dict.fromkeys(lines)))


def day(work: Work, production: Production, on: date) -> DayPage:
    """Who works on this production on this day, and what they let its coordinators read. Other days are not here."""
    rows = _at_desks(work, production, on)
    reader = coordinator_of(production.id, work.actor)
    provide = read_instructions(work, reader, dict.fromkeys(row.id for row in rows), kind=COORDINATOR)
    people = [
        AtDesk(person_id, name, ", ".join(dict.fromkeys(_desk(row) for row in group)), _words(provide[person_id]))
        for (person_id, name), group in groupby(rows, key=lambda row: (row.id, row.name))
    ]
    earlier, later = _neighbours(work, production, on)
    return DayPage(
        production_id=production.id,
        people=people,
        earlier=earlier,
        later=later,
        title=sentence(N_("%(day)s: what to provide"), day=full_date(on)),
        part=production.title,
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def example_day(db: Any, production: Production) -> Mapping[str, str] | None:
    """A day on which somebody works there."""
    found = db.scalars(_live_days(production).order_by(col(Assignment.on_date)).limit(1)).first()
    return {"day": found.isoformat()} if found else None


def _reader_page(work: Work, owner: Person, shared: Shared) -> ReaderPage:
    shares = work.db.scalars(
        select(PassportShare).where(
            col(PassportShare.person_id) == owner.id,
            col(PassportShare.ended_at).is_(None),
            shared_with(work.actor, work.now),
        )
    ).all()
    days = due_days(work.db, shares).values()
    productions = work.actor.productions_as(Role.COORDINATOR)
    is_mentor = work.actor.holds(Role.MENTOR)
    return ReaderPage(
        person_id=owner.id,
        shared=shared,
        by=min(days, default=None),
        is_arranged_here=any(share.with_production_id in productions for share in shares),
        title=sentence(N_("What to provide for %(person)s"), person=owner.name),
        crumb=(N_("mentoring"), "mentors.desk", {}) if is_mentor else (N_("productions"), "productions.listing", {}),
    )


def _asked_again(work: Work) -> Sequence[Any]:
    reader = aliased(Person)
    return work.db.execute(
        select(PassportShare, Accommodation, col(Person.name), col(Person.time_zone))
        .add_columns(col(reader.name), col(Production.title))
        .join(Accommodation, col(Accommodation.id) == PassportShare.accommodation_id)
        .join(Person, col(Person.id) == PassportShare.person_id)
        .outerjoin(reader, col(reader.id) == PassportShare.with_person_id)
        .outerjoin(Production, col(Production.id) == PassportShare.with_production_id)
        .where(
            col(Accommodation.programme_id).in_(work.actor.programmes_as(Role.ADVISER)),
            col(PassportShare.person_id) != work.actor.person_id,
            col(PassportShare.asked_again_at).is_not(None),
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.until) >= work.now.date(),
            holding(),
        )
        .order_by(col(PassportShare.asked_again_at), col(PassportShare.id))
        .limit(100)
    ).all()


def _reader_name(name: str | None, title: str | None) -> str:
    if title:
        return spoken(sentence(N_("The coordinators of %(production)s"), production=title))
    return name or ""


def _at_desks(work: Work, production: Production, on: date) -> Sequence[Any]:
    return work.db.execute(
        select(col(Person.id), col(Person.name), col(Workstation.name).label("desk"), col(Location.name).label("place"))
        .join(Assignment, col(Assignment.person_id) == Person.id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Assignment.is_live), col(Assignment.on_date) == on, col(Plan.production_id) == production.id)
        .order_by(col(Person.name), col(Person.id), col(Assignment.starts_at))
    ).all()


def _desk(row: Any) -> str:
    return spoken(sentence(N_("%(desk)s, %(place)s"), desk=row.desk, place=row.place))


def _words(lines: Sequence[Line]) -> list[str]:
    return [line.provide for line in lines]


def _live_days(production: Production) -> Any:
    return (
        select(col(Assignment.on_date))
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .where(col(Assignment.is_live), col(Plan.production_id) == production.id)
    )


def _neighbours(work: Work, production: Production, on: date) -> tuple[date | None, date | None]:
    """The day of work before and the one after."""
    day = col(Assignment.on_date)
    earlier = work.db.scalars(_live_days(production).where(day < on).order_by(day.desc()).limit(1)).first()
    later = work.db.scalars(_live_days(production).where(day > on).order_by(day).limit(1)).first()
    return earlier, later
