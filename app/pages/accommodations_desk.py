"""The adviser's pages: everything that waits, by promise, and one case with what the person wrote."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS, Need
from app.core.sealed_columns import UNREAD
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.accommodations_advising import Agreement, DeskFilter, How, Instruction, Reply, agreement_form
from app.forms.accommodations_parameters import typed_parameters
from app.forms.filling import Filled
from app.models.accommodations import Accommodation, Parameters
from app.models.evidence import Evidence
from app.models.people import Channel, Person
from app.models.programmes import Programme
from app.pages import evidence
from app.pages.accommodations import Crumb
from app.pages.accommodations_words import (
    STRENGTH_WORDS,
    Detail,
    Next,
    Record,
    Said,
    Spoken,
    details_of,
    kind_of,
    next_of,
    numbered,
    record_of,
    remarks_of,
    requested,
    spoken_of,
    words_in,
)
from app.rules.accommodations import BEFORE_DECISION, LIFE, SENT_AND_OPEN, WAITS_FOR_ADVISER, holds, visible_to
from app.rules.accommodations_promises import needs_meanwhile
from app.rules.sightings import DESK as LISTED
from app.services import sightings
from app.services.accommodations_advising import took_part_before

PAGE = 50
SHOWN: Mapping[str, str] = {
    "waiting": N_("What waits for an adviser, by promised day. The earliest stands first."),
    "late": N_("What is late, the earliest first."),
    "open": N_("All that is open, by promised day."),
}
TO_DESK: Crumb = (N_("adjustments"), "accommodations.desk", {})

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: N_("By e-mail"),
    Channel.MESSAGE: N_("By text message"),
    Channel.PHONE: N_("By phone"),
}


@dataclass(frozen=True)
class Waiting:
    """One adjustment on the desk, with the next thing that is promised."""

    id: UUID
    label: Sentence
    strength: str
    status: str
    kind: str
    next: Next | None
    adviser: str


@dataclass(frozen=True)
class Desk:
    """`waiting` is in the order of promises, the oldest first, so what is late stands at the top."""

    waiting: Sequence[Waiting]
    late: int
    is_cut: bool
    shown: str
    title: str = N_("Adjustments")


@dataclass(frozen=True)
class Press:
    """One button of a case that needs no words."""

    route: str
    label: str


PRESSES: Mapping[str, Press] = {
    "acknowledge": Press("accommodations.acknowledge", N_("Say that it arrived")),
    "talk": Press("accommodations.begin_talk", N_("We talk about it")),
    "need_nothing": Press("accommodations.need_nothing_meanwhile", N_("Nothing is needed until there is a decision")),
    "arrange": Press("accommodations.arrange", N_("Start to arrange it")),
    "put_in_place": Press("accommodations.put_in_place", N_("Say that it is in place")),
}


@dataclass(frozen=True)
class Case:
    """One adjustment for its adviser. Only the way of contact that the person chose is shown."""

    id: UUID
    title: Sentence
    person: str
    channel: str
    address: str
    strength: str
    details: Sequence[Detail]
    status: str
    kind: str
    next: Next | None
    steps: Sequence[Press]
    reply: Filled[Reply]
    words: str
    answer: str
    offer: str
    provide: str
    meanwhile: str
    remarks: Sequence[Said]
    record: Record
    can: frozenset[str]
    spoken: Spoken | None = None
    papers: Sequence[evidence.Line] = ()
    crumb: Crumb = TO_DESK


@dataclass(frozen=True)
class Answering:
    """A form of its own about one case. `asks_about_words` offers to keep the words as they are."""

    id: UUID
    title: str
    need: str
    details: Sequence[Detail]
    asks_about_words: bool
    crumb: Crumb
    detail_fields: Sequence[str] = field(default=())


def desk(work: Work, wanted: Filled[DeskFilter]) -> Desk:
    """What waits for an adviser in the actor's programmes, or what else of it was asked for.

    The read is written down for each person.
    """
    asked = wanted.form or DeskFilter()
    rows = work.db.execute(
        visible_to(work.actor)
        .join(Person, col(Person.id) == Accommodation.person_id)
        .join(Programme, col(Programme.id) == Accommodation.programme_id)
        .add_columns(col(Person.name), col(Programme.time_zone))
        .where(col(Accommodation.person_id) != work.actor.person_id, *_wanted(work, asked))
        .order_by(col(Accommodation.due_at), col(Person.name), col(Accommodation.position), col(Accommodation.id))
        .limit(PAGE + 1)
    ).all()
    sightings.note(work, LISTED, dict.fromkeys(row.person_id for row, _, _ in rows[:PAGE]))
    names = _names(work, {row.adviser_id for row, _, _ in rows if row.adviser_id})
    labels = numbered([_title(person, row) for row, person, _ in rows[:PAGE]])
    waiting = [
        _waiting(work, row, label, zone, names) for label, (row, _, zone) in zip(labels, rows[:PAGE], strict=True)
    ]
    late = sum(line.next is not None and line.next.is_late for line in waiting)
    return Desk(waiting, late, len(rows) > PAGE, SHOWN[asked.show])


def _wanted(work: Work, asked: DeskFilter) -> Iterator[ColumnElement[bool]]:
    yield col(Accommodation.status).in_(SENT_AND_OPEN if asked.show == "open" else WAITS_FOR_ADVISER)
    if asked.show == "late":
        yield col(Accommodation.due_at) < work.now
        yield col(Accommodation.paused_at).is_(None)
    if asked.whose == "mine":
        yield col(Accommodation.adviser_id) == work.actor.person_id


def case(work: Work, accommodation: Accommodation, reply: Filled[Reply] | None = None) -> Case:
    """One adjustment for its adviser. `reply` is what the adviser typed and could not be sent."""
    rows = work.db.execute(
        select(Person, col(Programme.time_zone), Evidence)
        .select_from(Person)
        .join(Programme, col(Programme.id) == accommodation.programme_id)
        .outerjoin(Evidence, evidence.is_shown(work.actor, accommodation))
        .where(col(Person.id) == accommodation.person_id)
        .order_by(col(Evidence.id))
    ).all()
    person, zone = rows[0][:2]
    can = frozenset(_actions(work, accommodation))
    return Case(
        id=accommodation.id,
        title=_title(person.name, accommodation),
        person=person.name,
        channel=CHANNELS[person.channel],
        address=person.email if person.channel is Channel.EMAIL else person.phone,
        strength=STRENGTH_WORDS[accommodation.strength],
        details=details_of(accommodation.need, accommodation.parameters),
        status=LIFE.words[accommodation.status].staff,
        kind=kind_of(accommodation.status),
        next=next_of(accommodation, zone, work.now),
        steps=[press for name, press in PRESSES.items() if name in can],
        reply=reply or Filled.blank(Reply),
        words=words_in(work, accommodation, "sealed_words"),
        answer=words_in(work, accommodation, "sealed_answer"),
        offer=words_in(work, accommodation, "sealed_offer"),
        provide=accommodation.provide,
        meanwhile=accommodation.meanwhile,
        remarks=remarks_of(work, accommodation, zone),
        record=record_of(work, accommodation, zone),
        can=can,
        spoken=spoken_of(requested(work, accommodation)),
        papers=evidence.shown_to_adviser(work, [paper for _, _, paper in rows if paper], zone),
    )


def answering(
    accommodation: Accommodation, title: str, filled: Filled[Agreement] | Filled[Instruction] | None = None
) -> Answering:
    label = NEEDS[accommodation.need].label
    return Answering(
        accommodation.id,
        title,
        label,
        details_of(accommodation.need, accommodation.parameters),
        filled is not None and "provide" in filled.errors and filled.form is not None,
        (N_("the case"), "accommodations.case", {"accommodation_id": accommodation.id}),
        [name for name in filled.kind.model_fields if name not in {"how", "provide", "answer", "keep"}]
        if filled
        else (),
    )


def proposed_agreement(accommodation: Accommodation) -> Filled[Agreement]:
    """The agreement to what was asked, with the words of the library for what to provide."""
    need = NEEDS[accommodation.need]
    return Filled.blank(
        agreement_form(need),
        how=How.AS_ASKED,
        provide=accommodation.provide or _proposed(need, accommodation.agreed),
        holds_for_place=True,
        **typed_parameters(accommodation.agreed),
    )


def proposed_wording(accommodation: Accommodation) -> Filled[Instruction]:
    return Filled.blank(Instruction, provide=accommodation.provide)


def proposed_meanwhile(accommodation: Accommodation) -> Filled[Instruction]:
    need = NEEDS[accommodation.need]
    return Filled.blank(Instruction, provide=accommodation.meanwhile or _proposed(need, accommodation.parameters))


def _proposed(need: Need, parameters: Parameters) -> str:
    """The words of the library; none where the details cannot be read."""
    return "" if UNREAD in parameters else need.instruction(parameters)


def _title(person: str, row: Accommodation) -> Sentence:
    return sentence(N_("%(person)s: %(need)s"), person=person, need=Sentence(NEEDS[row.need].label))


def _waiting(work: Work, row: Accommodation, label: Sentence, zone: str, names: Mapping[UUID, str]) -> Waiting:
    return Waiting(
        row.id,
        label,
        STRENGTH_WORDS[row.strength],
        LIFE.words[row.status].staff,
        kind_of(row.status),
        next_of(row, zone, work.now),
        names.get(row.adviser_id, "") if row.adviser_id else "",
    )


def _names(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    rows = work.db.execute(select(Person.id, Person.name).where(col(Person.id).in_(ids)))
    return {person_id: name for person_id, name in rows}  # noqa: C416 - rows are not pairs to dict


def _actions(work: Work, accommodation: Accommodation) -> Iterator[str]:
    """What this adviser can do now; the services refuse everything else."""
    status = accommodation.status
    was_part = took_part_before(work, accommodation)
    if status in SENT_AND_OPEN and not was_part:
        yield "reply"
    for name in ("acknowledge", "arrange", "put_in_place"):
        if LIFE.allows(accommodation, name):
            yield name
    if LIFE.allows(accommodation, "talk") or LIFE.allows(accommodation, "reopen"):
        yield "talk"
    if LIFE.allows(accommodation, "agree") and not was_part:
        yield from ("agree", "refuse")
    if status in BEFORE_DECISION and not was_part:
        yield "meanwhile"
    if needs_meanwhile(accommodation):
        yield "need_nothing"
    if holds(accommodation) and accommodation.provide:
        yield "reword"
