"""What a person sees of their own adjustments: the list, and one of them with everything that is known about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.core.actors import Role
from app.core.words import N_, Sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.accommodations import RemarkForm
from app.forms.filling import Filled
from app.models.accommodations import Accommodation, PassportShare
from app.models.accommodations import AccommodationStatus as Status
from app.models.evidence import Evidence
from app.models.people import Person, RoleGrant
from app.models.productions import Production
from app.models.programmes import Programme
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
from app.rules.accommodations import ENDS, LIFE, SENT_AND_OPEN, WAITS_FOR_ADVISER, holds
from app.rules.blueprints import OutsideHelp, blueprint_of
from app.rules.evidence import takes_papers
from app.services.accommodations import can_correct

Crumb = tuple[str, str, dict[str, object]]
TO_LISTING: Crumb = (N_("what you asked for"), "accommodations.listing", {})


@dataclass(frozen=True)
class Line:
    """One adjustment in the list."""

    id: UUID
    label: Sentence
    status: str
    kind: str
    next: Next | None
    adviser: str


@dataclass(frozen=True)
class Listing:
    """`readers` are all who can read what was sent: the advisers of the person's programmes."""

    drafts: Sequence[Line]
    under_way: Sequence[Line]
    over: Sequence[Line]
    readers: Sequence[str]
    title: str = N_("What you asked for")


@dataclass(frozen=True)
class Shared:
    """Somebody who reads the words of `provide`. `production` is empty for one person."""

    reader: str
    production: str
    until: date


@dataclass(frozen=True)
class Own:
    """Everything about one adjustment, for the person who asked."""

    id: UUID
    title: str
    need: str
    strength: str
    details: Sequence[Detail]
    status: str
    kind: str
    next: Next | None
    adviser: str
    readers: Sequence[str]
    words: str
    answer: str
    offer: str
    provide: str
    meanwhile: str
    shares: Sequence[Shared]
    remarks: Sequence[Said]
    remark: Filled[RemarkForm]
    record: Record
    can: frozenset[str]
    spoken: Spoken | None = None
    outside_help: Sequence[OutsideHelp] = ()
    papers: int = 0
    crumb: Crumb = TO_LISTING


@dataclass(frozen=True)
class Step:
    """A page that asks the person to confirm, or to say something, about one adjustment."""

    id: UUID
    need: str
    title: str
    crumb: Crumb


def listing(work: Work) -> Listing:
    """Everything the person asked for, newest first, with the next promise of each."""
    rows = work.db.execute(
        select(Accommodation, Programme.time_zone, Person.name)
        .join(Programme, col(Programme.id) == Accommodation.programme_id)
        .outerjoin(Person, col(Person.id) == Accommodation.adviser_id)
        .where(col(Accommodation.person_id) == work.actor.person_id)
        .order_by(col(Accommodation.asked_at).desc(), col(Accommodation.position), col(Accommodation.id))
    ).all()
    labels = numbered([NEEDS[row.need].label for row, _, _ in rows])
    lines = [
        (row.status, _line(work, row, label, zone, adviser))
        for label, (row, zone, adviser) in zip(labels, rows, strict=True)
    ]
    return Listing(
        drafts=[line for status, line in lines if status is Status.DRAFT],
        under_way=[line for status, line in lines if status in SENT_AND_OPEN],
        over=[line for status, line in lines if status in ENDS],
        readers=adviser_names(work, {row.programme_id for row, _, _ in rows}),
    )


def adviser_names(work: Work, programme_ids: set[UUID]) -> list[str]:
    """By name, everybody whom the rule lets read what is sent in these programmes."""
    return list(
        work.db.scalars(
            select(Person.name)
            .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
            .where(
                col(RoleGrant.programme_id).in_(programme_ids),
                col(RoleGrant.role) == Role.ADVISER,
                col(Person.id) != work.actor.person_id,
            )
            .order_by(col(Person.name))
            .distinct()
        )
    )


def show(work: Work, accommodation: Accommodation, remark: Filled[RemarkForm] | None = None) -> Own:
    """One of the person's own adjustments. `remark` is what the person typed and could not be sent."""
    zone, programme, adviser, readers, papers = _around(work, accommodation)
    is_sent = accommodation.status is not Status.DRAFT
    asked = requested(work, accommodation)
    return Own(
        id=accommodation.id,
        title=NEEDS[accommodation.need].label,
        need=accommodation.need,
        strength=STRENGTH_WORDS[accommodation.strength],
        details=details_of(accommodation.need, accommodation.parameters),
        status=LIFE.words[accommodation.status].own,
        kind=kind_of(accommodation.status),
        next=next_of(accommodation, zone, work.now),
        adviser=adviser,
        readers=readers if is_sent else (),
        words=words_in(work, accommodation, "sealed_words"),
        answer=words_in(work, accommodation, "sealed_answer"),
        offer=words_in(work, accommodation, "sealed_offer"),
        provide=accommodation.provide if holds(accommodation) else "",
        meanwhile=accommodation.meanwhile,
        shares=_shares(work, accommodation, today_in(zone, work.now)),
        remarks=remarks_of(work, accommodation, zone),
        remark=remark or Filled.blank(RemarkForm),
        record=record_of(work, accommodation, zone),
        can=frozenset(_actions(work, accommodation)),
        spoken=spoken_of(asked),
        outside_help=_outside_help(accommodation, programme),
        papers=papers,
    )


def step(accommodation: Accommodation, title: str) -> Step:
    """A page of its own for one action on an adjustment."""
    label = NEEDS[accommodation.need].label
    return Step(accommodation.id, label, title, (label, "accommodations.show", {"accommodation_id": accommodation.id}))


def _line(work: Work, row: Accommodation, label: Sentence, zone: str, adviser: str | None) -> Line:
    return Line(
        id=row.id,
        label=label,
        status=LIFE.words[row.status].own,
        kind=kind_of(row.status),
        next=next_of(row, zone, work.now),
        adviser=adviser or "",
    )


def _around(work: Work, accommodation: Accommodation) -> tuple[str, str, str, list[str], int]:
    """The programme's time zone and key, the name of the adviser, the names of all who can read it, and how many papers
    there are.
    """
    papers = select(func.count()).where(col(Evidence.accommodation_id) == accommodation.id).scalar_subquery()
    rows = work.db.execute(
        select(Programme.time_zone, Programme.key, Person.id, Person.name)
        .add_columns(papers)
        .outerjoin(RoleGrant, (col(RoleGrant.programme_id) == Programme.id) & (col(RoleGrant.role) == Role.ADVISER))
        .outerjoin(Person, col(Person.id) == RoleGrant.person_id)
        .where(col(Programme.id) == accommodation.programme_id)
        .order_by(col(Person.name))
    ).all()
    names = {person_id: name for _, _, person_id, name, _ in rows if person_id and person_id != accommodation.person_id}
    adviser = names.get(accommodation.adviser_id, "") if accommodation.adviser_id else ""
    return rows[0][0], rows[0][1], adviser, list(names.values()), rows[0][4]


def _outside_help(accommodation: Accommodation, programme: str) -> Sequence[OutsideHelp]:
    """Named from the first no on, and not only after the last one."""
    if accommodation.status not in {Status.NOT_AGREED, Status.LOOKING_AGAIN, Status.NOT_AGREED_FINAL}:
        return ()
    return blueprint_of(programme).outside_help


def _shares(work: Work, accommodation: Accommodation, today: date) -> list[Shared]:
    rows = work.db.execute(
        select(col(Person.name), col(Production.title), col(PassportShare.until))
        .outerjoin(Person, col(Person.id) == PassportShare.with_person_id)
        .outerjoin(Production, col(Production.id) == PassportShare.with_production_id)
        .where(
            col(PassportShare.accommodation_id) == accommodation.id,
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.until) >= today,
        )
        .order_by(col(PassportShare.id))
    )
    return [Shared(name or "", title or "", until) for name, title, until in rows]


def _actions(work: Work, accommodation: Accommodation) -> Iterator[str]:
    """What the person can do now; the services refuse everything else."""
    status = accommodation.status
    if status is Status.DRAFT:
        yield from ("change", "remove")
    if status in SENT_AND_OPEN:
        yield from ("remark", "withdraw")
    if takes_papers(accommodation):
        yield "show_paper"
    yield from _on_the_clock(accommodation)
    if can_correct(work, accommodation):
        yield "correct"
    if LIFE.allows(accommodation, "works"):
        yield "works"
    if status in {Status.IN_PLACE, Status.WORKS, Status.REVIEW_DUE}:
        yield "trouble"
    if status in {Status.WORKS, Status.REVIEW_DUE}:
        yield "end"
    if LIFE.allows(accommodation, "look_again") and accommodation.due_at and work.now <= accommodation.due_at:
        yield "second_look"
    if holds(accommodation) and accommodation.provide:
        yield "share"


def _on_the_clock(accommodation: Accommodation) -> Iterator[str]:
    if accommodation.paused_at is not None:
        yield "go_on"
    elif accommodation.status in WAITS_FOR_ADVISER:
        yield "pause"
