"""Sharing what to provide: the person chooses items, a reader and a last day; nothing else ever leaves the passport."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.orm import Session
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.actors import Actor, Grant, Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.asking import Form
from app.forms.passports import ShareForm
from app.models.accommodations import Accommodation, PassportShare
from app.models.matches import Match
from app.models.mentors import Mentor
from app.models.people import Person, RoleGrant
from app.models.productions import Production
from app.rules.accommodations import holding
from app.rules.consents import PASSPORT
from app.rules.matches import TOGETHER
from app.rules.passports import LONGEST_SHARE
from app.services import consents
from app.services.hosts import hosts_for

PERSON, PRODUCTION = "person", "production"


@dataclass(frozen=True)
class Reader:
    """Somebody an item can be shared with: the coordinators of a production, or one person. `names` are people.

    `session` is what a host holds; empty for everybody else.
    """

    key: str
    production: str = ""
    session: str = ""
    names: Sequence[str] = ()


def possible_readers(db: Session, person_id: UUID, now: datetime) -> list[Reader]:
    """Everybody this person can share with: coordinators of their programme's productions, their mentors, and hosts of
    sessions to come in which they have a place.
    """
    mentors = _mentors(db, person_id)
    known = {mentor.key for mentor in mentors}
    return [
        *_productions(db, person_id),
        *mentors,
        *(host for host in _hosts(db, person_id, now) if host.key not in known),
    ]


def share(work: Work, form: ShareForm) -> None:
    """Share items with one reader until a day, that day included. Sharing again with the same reader moves the day."""
    owner = _owner(work)
    if form.reader not in {reader.key for reader in possible_readers(work.db, owner.id, work.now)}:
        raise Refused(N_("Choose one of the readers in the list"), field="reader")
    items = _own_items(work, owner, form.items)
    if len(items) != len(form.items):
        raise Refused(N_("One of these is not agreed any more. Check the list and share again."), field="items")
    _check_day(form.until, today_in(owner.time_zone, work.now))
    consents.say_yes(work, PASSPORT, owner.id)
    for item in items:
        _share_one(work, item, form)
    work.record(Event("passports.shared", items[0].id, about=owner.id, facts={"reader": form.reader}))


def end_share(work: Work, given: PassportShare, _form: Form) -> None:
    """End a share at once. Ending it twice changes nothing."""
    if given.ended_at is None:
        given.ended_at = work.now
        work.record(Event("passports.share_ended", given.id, about=given.person_id))


def end_all_shares(work: Work, form: Form) -> None:
    """End everything that the actor shares, at once."""
    mine = select(PassportShare).where(
        col(PassportShare.person_id) == work.actor.person_id, col(PassportShare.ended_at).is_(None)
    )
    for given in work.db.scalars(mine.order_by(col(PassportShare.id))).all():
        end_share(work, given, form)


def move_up(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Put an item one place earlier in the passport."""
    items = list(
        work.db.scalars(
            select(Accommodation)
            .where(col(Accommodation.person_id) == accommodation.person_id, holding())
            .order_by(col(Accommodation.position), col(Accommodation.id))
        )
    )
    place = items.index(accommodation) if accommodation in items else 0
    if place:
        items[place - 1], items[place] = items[place], items[place - 1]
    for position, item in enumerate(items):
        item.position = position


def target_of(key: str) -> tuple[UUID | None, UUID | None]:
    """The person or the production behind the key of a reader."""
    kind, _, given = key.partition(":")
    return (UUID(given), None) if kind == PERSON else (None, UUID(given))


def actor_behind(key: str) -> Actor:
    """The reader as the rule of reading knows them: a coordinator of one production, or one person."""
    person, production = target_of(key)
    grants = {Grant(Role.COORDINATOR, production_id=production)} if production else set()
    return Actor(person, grants=frozenset(grants))


def _productions(db: Session, person_id: UUID) -> list[Reader]:
    rows = db.execute(
        select(Production.id, Production.title, Person.name)
        .outerjoin(
            RoleGrant,
            and_(col(RoleGrant.production_id) == Production.id, col(RoleGrant.role) == Role.COORDINATOR),
        )
        .outerjoin(Person, col(Person.id) == RoleGrant.person_id)
        .where(col(Production.programme_id).in_(_programmes_of(person_id)))
        .order_by(col(Production.title), col(Person.name))
    ).all()
    names: dict[tuple[UUID, str], list[str]] = {}
    for production_id, title, name in rows:
        names.setdefault((production_id, title), []).extend([name] if name else [])
    return [Reader(f"{PRODUCTION}:{key}", title, names=people) for (key, title), people in names.items()]


def _programmes_of(person_id: UUID) -> SelectOfScalar[UUID]:
    return select(Accommodation.programme_id).where(col(Accommodation.person_id) == person_id, holding())


def _mentors(db: Session, person_id: UUID) -> list[Reader]:
    rows = db.execute(
        select(Person.id, Person.name)
        .join(Mentor, col(Mentor.person_id) == Person.id)
        .join(Match, col(Match.mentor_id) == Mentor.id)
        .where(col(Match.trainee_id) == person_id, col(Match.status).in_(TOGETHER))
        .order_by(col(Person.name))
    ).all()
    return [Reader(f"{PERSON}:{mentor_id}", names=[name]) for mentor_id, name in rows]


def _hosts(db: Session, person_id: UUID, now: datetime) -> list[Reader]:
    """Each host once, named with the first session to come."""
    found: dict[str, Reader] = {}
    for host_id, name, title in hosts_for(db, person_id, now):
        key = f"{PERSON}:{host_id}"
        found.setdefault(key, Reader(key, session=title, names=[name]))
    return list(found.values())


def _owner(work: Work) -> Person:
    return work.db.get_one(Person, work.actor.person_id)


def _own_items(work: Work, owner: Person, ids: Sequence[UUID]) -> Sequence[Accommodation]:
    return work.db.scalars(
        select(Accommodation).where(col(Accommodation.id).in_(ids), col(Accommodation.person_id) == owner.id, holding())
    ).all()


def _check_day(until: date, today: date) -> None:
    if until < today:
        raise Refused(N_("Choose a day that is today or later"), field="until")
    if until > today + LONGEST_SHARE:
        raise Refused(N_("Choose a day within 18 months. You can share again after it."), field="until")


def _share_one(work: Work, item: Accommodation, form: ShareForm) -> None:
    person, production = target_of(form.reader)
    running = work.db.scalars(
        select(PassportShare).where(
            col(PassportShare.accommodation_id) == item.id,
            col(PassportShare.with_person_id).is_not_distinct_from(person),
            col(PassportShare.with_production_id).is_not_distinct_from(production),
            col(PassportShare.ended_at).is_(None),
        )
    ).first()
    if running is not None:
        running.until = form.until
        return
    work.db.add(
        PassportShare(
            id=work.new_id(),
            accommodation_id=item.id,
            person_id=item.person_id,
            with_person_id=person,
            with_production_id=production,
            shared_at=work.now,
            until=form.until,
        )
    )
