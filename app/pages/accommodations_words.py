"""An adjustment in words, for both sides: its details, its state, what is promised next, and what happened so far."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.core.events import AuditEntry
from app.core.sealed_columns import UNREAD
from app.core.vault import LOCKED, readable
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.accommodations import Accommodation, AccommodationRequest, Parameters, Remark, Strength
from app.models.accommodations import AccommodationStatus as Status
from app.models.accommodations import Said as SaidBy
from app.models.people import Person
from app.rules.accommodations import WAITS_FOR_ADVISER
from app.rules.accommodations_promises import promise_of
from app.services.accommodations import TABLE

STRENGTH_WORDS: Mapping[Strength, str] = {
    Strength.MUST: N_("Cannot do without it"),
    Strength.PREFER: N_("Helps a lot"),
    Strength.NICE: N_("Good to have"),
}

KINDS: Mapping[Status, str] = {
    Status.AGREED: "success",
    Status.AGREED_DIFFERENTLY: "success",
    Status.IN_PLACE: "success",
    Status.WORKS: "success",
    Status.NOT_AGREED: "warning",
    Status.NOT_AGREED_FINAL: "warning",
    Status.DOES_NOT_WORK: "warning",
    Status.DRAFT: "plain",
    Status.ENDED: "plain",
    Status.WITHDRAWN: "plain",
}
"""The shape beside the word of a state; every state that is not named here is under way."""

UNDER_WAY = "info"

READ = "accommodations.read"

SAID_WORDS: Mapping[SaidBy, str] = {
    SaidBy.WRITTEN: N_("in writing"),
    SaidBy.PHONE: N_("by phone"),
    SaidBy.VIDEO: N_("by video call"),
    SaidBy.IN_PERSON: N_("in person"),
}


@dataclass(frozen=True)
class Detail:
    label: str
    value: str


@dataclass(frozen=True)
class Next:
    """What comes next and by which day. `is_promise` says that it is ours to keep.

    `missed_on` is the day that was promised before and not kept; `paused_on` since when the person stopped the clock.
    """

    what: str
    staff: str
    by: date
    is_promise: bool
    is_late: bool
    missed_on: date | None = None
    paused_on: date | None = None


@dataclass(frozen=True)
class Said:
    """One remark. `author` says for whom a supporter wrote."""

    author: Sentence
    on: date
    words: str
    how: str = ""


@dataclass(frozen=True)
class Requested:
    request: AccommodationRequest
    written_by: str


@dataclass(frozen=True)
class Spoken:
    """Spoken counts: how and when the person said it, and who wrote it down."""

    how: str
    on: date
    writer: str


@dataclass(frozen=True)
class Happened:
    on: date
    what: str


@dataclass(frozen=True)
class Opening:
    """Somebody opened it on a day."""

    on: date
    who: str


@dataclass(frozen=True)
class Record:
    """What the audit log knows of one adjustment, in the words that were shown at the time."""

    happened: Sequence[Happened]
    openings: Sequence[Opening]


def kind_of(status: Status) -> str:
    return KINDS.get(status, UNDER_WAY)


def details_of(code: str, parameters: Parameters) -> list[Detail]:
    """Each detail that has a value, in the words of the library."""
    known = NEEDS[code].parameters
    unread = [Detail(N_("Details"), LOCKED)] if UNREAD in parameters else []
    return unread + [
        Detail(known[name].label, known[name].scale.words(value)) for name, value in parameters.items() if name in known
    ]


def next_of(row: Accommodation, zone: str, now: datetime) -> Next | None:
    promise = promise_of(row)
    if row.due_at is None or promise is None:
        return None
    is_ours, local = row.status in WAITS_FOR_ADVISER, ZoneInfo(zone)
    return Next(
        promise.own,
        promise.staff,
        row.due_at.astimezone(local).date(),
        is_ours,
        is_ours and now > row.due_at and row.paused_at is None,
        row.missed_at.astimezone(local).date() if row.missed_at else None,
        row.paused_at.astimezone(local).date() if row.paused_at else None,
    )


def requested(work: Work, accommodation: Accommodation) -> Requested | None:
    """The request that this was sent with, and the name of who wrote it down for the person.

    Whoever keeps it has the request at hand: the session then gives it out again without another statement.
    """
    if accommodation.request_id is None:
        return None
    request, name = work.db.execute(
        select(AccommodationRequest, Person.name)
        .outerjoin(Person, col(Person.id) == AccommodationRequest.written_by_id)
        .where(col(AccommodationRequest.id) == accommodation.request_id)
    ).one()
    return Requested(request, name or "")


def spoken_of(asked: Requested | None) -> Spoken | None:
    """How the request was said, where somebody else wrote it down."""
    if asked is None or asked.request.said_on is None:
        return None
    return Spoken(SAID_WORDS[asked.request.said], asked.request.said_on, asked.written_by)


def numbered(labels: Sequence[str | Sentence]) -> list[Sentence]:
    """The same labels, with a number where one stands there more than once, so that no two links read alike."""
    named = [label if isinstance(label, Sentence) else Sentence(label) for label in labels]
    counts: Counter[str] = Counter()
    told = []
    for label in named:
        counts[str(label)] += 1
        repeats = sum(str(other) == str(label) for other in named) > 1
        number = counts[str(label)]
        told.append(sentence(N_("%(label)s, number %(number)s"), label=label, number=number) if repeats else label)
    return told


def remarks_of(
    work: Work, accommodation: Accommodation, zone: str, wanted: ColumnElement[bool] | None = None
) -> list[Said]:
    """The talk between the person and their adviser, oldest first; with `wanted` only those remarks of it."""
    spoken_for = aliased(Person)
    rows = work.db.execute(
        select(Remark, Person.name, col(spoken_for.name))
        .join(Person, col(Person.id) == Remark.author_id)
        .outerjoin(spoken_for, col(spoken_for.id) == Remark.on_behalf_of)
        .where(col(Remark.accommodation_id) == accommodation.id, true() if wanted is None else wanted)
        .order_by(col(Remark.id))
    )
    return [
        Said(
            sentence(N_("%(name)s for %(person)s"), name=name, person=person) if person else Sentence(name),
            row.written_at.astimezone(ZoneInfo(zone)).date(),
            readable(work.vault, row.sealed_words, table="remarks", column="sealed_words", row=row.id),
            "" if row.said is SaidBy.WRITTEN else SAID_WORDS[row.said],
        )
        for row, name, person in rows
    ]


def record_of(work: Work, accommodation: Accommodation, zone: str) -> Record:
    """What happened, oldest first, and who opened it. Somebody who opens it twice a day is named once for that day."""
    rows = work.db.execute(
        select(AuditEntry.name, AuditEntry.at, AuditEntry.shown, Person.name)
        .outerjoin(Person, col(Person.id) == AuditEntry.actor_id)
        .where(col(AuditEntry.subject_id) == accommodation.id)
        .order_by(col(AuditEntry.number))
    ).all()
    local = ZoneInfo(zone)
    happened = [Happened(at.astimezone(local).date(), shown) for _, at, shown, _ in rows if shown]
    openings = (Opening(at.astimezone(local).date(), who or "") for name, at, _, who in rows if name == READ)
    return Record(happened, _once(openings))


def words_in(work: Work, accommodation: Accommodation, column: str) -> str:
    """What is sealed in a column of this row, as a page shows it: empty where nothing was written."""
    sealed: str = getattr(accommodation, column)
    return readable(work.vault, sealed, table=TABLE, column=column, row=accommodation.id)


def _once(openings: Iterable[Opening]) -> list[Opening]:
    return list(dict.fromkeys(openings))
