"""Erasing somebody: asked for with ten working days to think again, then done by the worker, and done again after a restore."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from json import dumps
from typing import Any
from uuid import UUID

from sqlalchemy import Table, Text, cast, delete, func, or_, select, update
from sqlmodel import SQLModel, col

from app.adapters.parts import Parts
from app.adapters.safe import ERASURES
from app.core.chain import AuditLink
from app.core.errors import Refused
from app.core.events import AuditEntry, Event, OutboxEvent
from app.core.marks import mark_of_whole
from app.core.vault import Vault
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import promise_due
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.checkins import Checkin, CheckinLine
from app.models.erasures import Erasure, ErasureStatus
from app.models.evidence import Evidence
from app.models.files import File
from app.models.first_answers import FirstAnswers
from app.models.late_links import LateLink
from app.models.matches import Match
from app.models.messages import Message, MessageStatus
from app.models.own_data import OwnFile
from app.models.people import Channel, Person
from app.models.programmes import Programme
from app.models.retentions import Hold
from app.models.reviews import Review, ReviewRemark, Score
from app.models.sign_ins import EmailLink
from app.models.supporters import Supporter
from app.models.ties import KnownPerson
from app.models.uploads import Upload
from app.rules.blueprints import blueprint_of
from app.rules.erasures import (
    BLANKED,
    DOMAIN,
    GOES,
    GOES_WITH_APPLICATION,
    LIFE,
    NAME,
    STAYS,
    STAYS_WITH_APPLICATION,
    WORKING_DAYS,
)
from app.rules.uploads import piece_name
from app.services.erasures_telling import has_heard, tell_that_it_waits

TYPED_BY_OTHERS = ("sessions.who_is_there", "workstations.measured_by", "measurements.measured_by")
"""Words about a session or a desk in which somebody may be named. The words stay, and the name goes."""

ALREADY = N_("You have asked for this already. The day stands below.")


def open_wish(work: Work, person_id: UUID) -> Erasure | None:
    """What this person asked for and may still take back."""
    asked = select(Erasure).where(col(Erasure.person_id) == person_id, col(Erasure.status) == ErasureStatus.ASKED)
    return work.db.scalars(asked.order_by(col(Erasure.id)).limit(1)).first()


def is_held(work: Work, person_id: UUID) -> bool:
    """Whether a manager holds an application of this person during a dispute."""
    held = (
        select(col(Hold.id))
        .join(Application, col(Application.id) == Hold.application_id)
        .where(col(Application.person_id) == person_id, col(Hold.ended_at).is_(None))
    )
    return work.db.scalars(held.limit(1)).first() is not None


def runs_at(work: Work, person: Person, asked_at: datetime) -> datetime:
    """The public holidays are those of the programme that they applied to last; without one only weekends are known."""
    programme = (
        select(col(Programme.key))
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.person_id) == person.id)
        .order_by(col(Application.id).desc())
    )
    key = work.db.scalars(programme.limit(1)).first()
    return promise_due(asked_at, WORKING_DAYS, person.time_zone, blueprint_of(key).days_off if key else ())


def ask(work: Work, person: Person, _form: Nothing) -> None:
    """Write down the wish. Nothing is removed before the day."""
    work.db.get(Person, person.id, with_for_update=True)
    if open_wish(work, person.id) is not None:
        raise Refused(ALREADY)
    wish = Erasure(
        id=work.new_id(), person_id=person.id, status=ErasureStatus.ASKED, asked_at=work.now,
        runs_at=runs_at(work, person, work.now),
    )  # fmt: skip
    work.db.add(wish)
    work.record(Event("erasures.asked", wish.id, about=person.id))


def take_back(work: Work, person: Person, _form: Nothing) -> None:
    """Everything stays. Twice does nothing more."""
    wish = open_wish(work, person.id)
    if wish is not None:
        LIFE.move(work, wish, "take_back", about=person.id)
        wish.ended_at = work.now


def run_due(parts: Parts) -> int:
    """Erase everybody whose day has come, whom no dispute holds, and who has heard it. Returns how many.

    Each in works of their own. While the last letter cannot leave, the next hour tries again.
    """
    with parts.work(writes=False) as work:
        due = (col(Erasure.status) == ErasureStatus.ASKED, col(Erasure.runs_at) <= work.now)
        wishes = work.db.scalars(select(Erasure).where(*due).order_by(col(Erasure.id))).all()
        held = {wish.id for wish in wishes if is_held(work, wish.person_id)}
    for wish in wishes:
        if wish.id in held:
            tell_that_it_waits(parts, wish)
    ready = [wish for wish in wishes if wish.id not in held and has_heard(parts, wish.person_id, wish.id)]
    for wish in ready:
        erase_now(parts, wish.person_id)
    return len(ready)


def erase_now(parts: Parts, person_id: UUID) -> None:
    """Erase one person, in one transaction; the bytes of their files follow it. Safe to run twice.

    The list apart from the database is written first: an erasure that a crash takes back is done again at the next start.
    """
    parts.safe.add(ERASURES, {"at": parts.clock().isoformat(), "mark": mark_of(parts.vault, person_id)})
    with parts.work() as work:
        stored = erase(work, person_id)
    for name in stored:
        parts.storage.remove(name)


def replay(parts: Parts) -> int:
    """Erase again whoever is on the list and came back with an older copy. Returns how many."""
    marks = {str(line["mark"]) for line in parts.safe.lines(ERASURES)}
    if not marks:
        return 0
    with parts.work(writes=False) as work:
        there = work.db.scalars(select(col(Person.id)).where(col(Person.email).not_like(f"%@{DOMAIN}"))).all()
        back = [person_id for person_id in there if mark_of(parts.vault, person_id) in marks]
    for person_id in back:
        erase_now(parts, person_id)
    return len(back)


def mark_of(vault: Vault, person_id: UUID) -> str:
    """How the list names somebody: without the key of the audit log it leads to nobody."""
    return vault.mark(f"erased:{person_id}")


def erase(work: Work, person_id: UUID) -> Sequence[str]:
    """Remove what is theirs, empty what stays, and put a place holder in their place. Returns names in storage."""
    person = work.db.get_one(Person, person_id, with_for_update=True)
    mine = work.db.scalars(select(col(Application.id)).where(col(Application.person_id) == person_id)).all()
    stored = list(_stored(work, person_id, mine))
    _forget_elsewhere(work, person, mine)
    for place in sorted(GOES):
        _remove(work, place, [person_id])
    for place in sorted(GOES_WITH_APPLICATION):
        _remove(work, place, mine)
    for place, values in BLANKED.items():
        table, column = _table_of(place)
        ids = mine if place in STAYS_WITH_APPLICATION else [person_id]
        work.db.execute(update(table).where(column.in_(ids)).values(**values))
    empty_reviews(work, select(col(Review.id)).where(col(Review.application_id).in_(mine)))
    _empty_log(work, person_id, mine)
    _become_place_holder(work, person)
    work.audit(Event("erasures.erased", person_id, about=person_id, facts={"applications": len(mine)}))
    return stored


def _table_of(place: str) -> tuple[Table, Any]:
    name, _, column = place.partition(".")
    table = SQLModel.metadata.tables[name]
    return table, table.c[column]


def _stored(work: Work, person_id: UUID, mine: Collection[UUID]) -> Iterator[str]:
    of = or_(col(File.owner_id) == person_id, col(File.application_id).in_(mine))
    yield from work.db.scalars(select(col(File.stored_as)).where(of))
    yield from work.db.scalars(select(col(Evidence.stored_as)).where(col(Evidence.person_id) == person_id))
    for name, pieces in work.db.execute(
        select(col(Upload.stored_as), col(Upload.pieces)).where(col(Upload.owner_id) == person_id)
    ):
        yield from (piece_name(name, number) for number in range(pieces))
    ready = (col(OwnFile.person_id) == person_id, col(OwnFile.stored_as) != "")
    yield from work.db.scalars(select(col(OwnFile.stored_as)).where(*ready))


def _remove(work: Work, place: str, ids: Collection[UUID]) -> None:
    """The rows that lead to these ids, and before them whatever leads to those rows."""
    table, column = _table_of(place)
    if ids:
        remove_rows(work, table, column.in_(ids))


def remove_rows(work: Work, table: Table, condition: Any) -> None:
    """The rows of this table under this condition, and whatever leads to them."""
    for child in SQLModel.metadata.sorted_tables:
        for key in child.foreign_keys:
            if key.column.table is table and child is not table:
                remove_rows(work, child, key.parent.in_(select(key.column).where(condition)))
    work.db.execute(delete(table).where(condition))


def _forget_elsewhere(work: Work, person: Person, mine: Collection[UUID]) -> None:
    """What knows them by an address or a name: links, first answers, letters to others, names that readers gave."""
    email, name = person.email, person.name
    work.db.execute(delete(EmailLink).where(col(EmailLink.email) == email))
    work.db.execute(delete(FirstAnswers).where(col(FirstAnswers.email) == email))
    remove_rows(work, SQLModel.metadata.tables["supporters"], col(Supporter.email) == email)
    told = cast(col(Message.facts), Text).contains(dumps(name)[1:-1], autoescape=True)
    work.db.execute(delete(Message).where(or_(col(Message.email) == email, told)))
    marks = [mark_of_whole(work.vault, email), mark_of_whole(work.vault, name)]
    work.db.execute(delete(KnownPerson).where(col(KnownPerson.mark).in_(marks)))
    events = or_(col(OutboxEvent.about) == person.id, col(OutboxEvent.subject_id).in_([person.id, *mine]))
    told_of = or_(
        col(Message.event_id).in_(select(col(OutboxEvent.id)).where(events)), col(Message.path).contains(str(person.id))
    )
    work.db.execute(delete(Message).where(told_of, col(Message.status) == MessageStatus.WAITING))
    work.db.execute(update(Message).where(told_of).values(path=""))  # what it led to is gone
    work.db.execute(delete(OutboxEvent).where(events))
    links = select(col(Application.late_link_id)).where(col(Application.id).in_(mine))
    work.db.execute(update(LateLink).where(col(LateLink.id).in_(links)).values(label=""))
    for place in TYPED_BY_OTHERS if " " in name else ():  # one word alone may mean something else
        table, words = _table_of(place)
        told_there = words.contains(name, autoescape=True)
        work.db.execute(update(table).where(told_there).values({words.name: func.replace(words, name, NAME)}))
    of_match = col(Match.id) == Checkin.match_id
    about_them = select(col(Checkin.id)).join(Match, of_match).where(col(Match.trainee_id) == person.id)
    work.db.execute(delete(CheckinLine).where(col(CheckinLine.checkin_id).in_(about_them)))


def empty_reviews(work: Work, theirs: Any) -> None:
    """Points stay for the counts; the words behind them go. `theirs` are ids of reviews, or select them."""
    work.db.execute(update(Score).where(col(Score.review_id).in_(theirs)).values(because=""))
    work.db.execute(delete(ReviewRemark).where(col(ReviewRemark.review_id).in_(theirs)))


def _empty_log(work: Work, person_id: UUID, mine: Collection[UUID]) -> None:
    """The words of the log about them; what they did to others' things in others' name stays said."""
    of = or_(
        col(AuditEntry.about) == person_id,
        col(AuditEntry.on_behalf_of) == person_id,
        col(AuditEntry.subject_id).in_([person_id, *mine]),
    )
    work.db.flush()
    numbers = select(col(AuditEntry.number)).where(of)
    work.db.execute(update(AuditLink).where(col(AuditLink.entry).in_(numbers)).values(salt=""))
    work.db.execute(update(AuditEntry).where(of).values(reason="", shown=""))


def _become_place_holder(work: Work, person: Person) -> None:
    person.name, person.email, person.phone = NAME, f"{person.id.hex}@{DOMAIN}", ""
    person.channel = Channel.EMAIL
    wish = open_wish(work, person.id)
    if wish is not None:
        LIFE.move(work, wish, "erase", about=person.id)
        wish.ended_at = work.now


KNOWN = GOES | GOES_WITH_APPLICATION | STAYS | STAYS_WITH_APPLICATION
"""Every reference that somebody has decided about; a house test compares it with the tables."""
