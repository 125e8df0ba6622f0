"""What a coordinator reads when they open a cell: who sits there, why, and where else they could be."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.adapters.wordings import full_date, spoken
from app.core.errors import Missing
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.offering import offering
from app.forms.placings import Near, Seating, Target
from app.models.assignments import Assignment
from app.models.placings import Pin
from app.models.plans import Plan, PlanStatus
from app.pages.placings_table import Table, changes_of, free_params
from app.pages.placings_views import (
    Candidate,
    CellPage,
    ChangesPage,
    FreePage,
    OwnCell,
    PersonPage,
    PinLine,
)
from app.pages.placings_words import Speaker
from app.pages.plans import FIT_WORDS
from app.pages.plans_grid import hours_of
from app.pages.plans_views import FitLine
from app.rules.placings import LAST_CHANGES, SENTENCES, Against
from app.services import fits
from app.services.placings import booking_of, pins_of, sentences_against
from app.services.placings_board import Board
from app.services.plans_facts import Booking, PlanFacts

KEPT_TIME = N_("The time is kept for the next plan.")
KEPT_SEAT = N_("The time and the desk are kept for the next plan.")


def cell(work: Work, plan: Plan, assignment_id: UUID, near: Near) -> CellPage:
    """Somebody at a desk. `near` is where another page suggests to move them."""
    table = Table(work, plan)
    row = next((each for each in table.rows if each.id == assignment_id), None)
    if row is None:
        raise Missing
    here, said, board = booking_of(row), table.said, table.board
    wanted = _wanted(here, near)
    rest = board.without(here)
    faults = [] if here.on_date < table.facts.first_open else sentences_against(rest, here)
    return CellPage(
        **table.part(_cell_title(said, here)),
        assignment_id=row.id,
        person=said.name(here.person_id),
        person_id=here.person_id,
        desk_id=here.workstation_id,
        where=said.desk(here.workstation_id),
        when=said.when(here.on_date, here.block),
        fit=_fit(work, table, here),
        why=_why(work, table, here, holds=not faults),
        faults=faults,
        kept=_kept(work, plan, here),
        choices=_targets(table.facts, said),
        chosen={"day": wanted.on_date, "block": wanted.block, "desk": wanted.workstation_id, "edits": plan.edits},
        ways=table.ways(here.person_id, here, wanted),
        wanted=" ".join(sentences_against(rest, wanted)) if wanted != here else "",
        is_moved=wanted != here,
    )


def free(work: Work, plan: Plan, place: Booking, near: Near) -> FreePage:
    """A desk at a time; `place` says which, whoever its person is."""
    table = Table(work, plan)
    facts, said = table.facts, table.said
    if place.workstation_id not in facts.desks or place.on_date not in facts.days or not _has(facts, place.block):
        raise Missing
    sits = next((row for row in table.rows if _same_place(booking_of(row), place)), None)
    people = sorted(facts.people, key=said.name)
    found = [_candidate(table, replace(place, person_id=person)) for person in people]
    can = sorted((each for each in found if not each.faults), key=lambda each: (-each.missing, each.name))
    where, when = said.desk(place.workstation_id), said.when(place.on_date, place.block)
    faults = next((each.faults for each in found if each.person_id == near.person), ())
    return FreePage(
        **table.part(spoken(sentence(N_("Free: %(desk)s on %(when)s"), desk=where, when=when))),
        params={"plan_id": plan.id, **free_params(place)},
        where=where,
        when=when,
        closed=_closed(table.board, place),
        taken_by=said.name(sits.person_id) if sits else "",
        taken_params={"plan_id": plan.id, "assignment_id": sits.id} if sits else {},
        choices=offering(Seating, person=[Option(str(each.person_id), each.name) for each in can]),
        chosen={"person": near.person, "edits": plan.edits},
        wanted=" ".join(faults),
        can=can,
        cannot=[each for each in found if each.faults],
    )


def person(work: Work, plan: Plan, person_id: UUID) -> PersonPage:
    table = Table(work, plan)
    said = table.said
    own = sorted((row for row in table.rows if row.person_id == person_id), key=lambda row: row.starts_at)
    if not own and person_id not in table.facts.people:
        raise Missing
    missing = table.missing(person_id)
    return PersonPage(
        **table.part(spoken(sentence(N_("%(person)s in this plan"), person=said.name(person_id)))),
        person=said.name(person_id),
        missing=missing,
        cells=[OwnCell(said.cell(booking_of(row)), row.id) for row in own],
        ways=table.ways(person_id, None, None) if missing else [],
        pins=[_pin(table, each) for each in pins_of(work, plan) if each.person_id == person_id],
    )


def changes(work: Work, plan: Plan) -> ChangesPage:
    table = Table(work, plan)
    title = spoken(sentence(N_("Changes by hand, %(day)s"), day=full_date(plan.first_day)))
    return ChangesPage(**table.part(title), changes=changes_of(work, table, limit=LAST_CHANGES))


def _wanted(here: Booking, near: Near) -> Booking:
    return Booking(
        here.person_id,
        near.day or here.on_date,
        here.block if near.block is None else near.block,
        near.desk or here.workstation_id,
    )


def _cell_title(said: Speaker, here: Booking) -> str:
    facts = {"person": said.name(here.person_id), "when": said.when(here.on_date, here.block)}
    return spoken(sentence(N_("%(person)s on %(when)s"), **facts))


def _targets(facts: PlanFacts, said: Speaker) -> type[Target]:
    """Every day, time and desk of the plan that is still to come: what cannot be is told when it is chosen."""
    works = sorted({day for _, day in facts.open_days if day >= facts.first_open})
    desks = sorted(facts.desks, key=said.desk)
    return offering(
        Target,
        day=[Option(day.isoformat(), full_date(day)) for day in works],
        block=[Option(str(n), hours_of(facts.production, n)) for n in range(len(facts.production.blocks))],
        desk=[Option(str(desk), said.desk(desk)) for desk in desks],
    )


def _fit(work: Work, table: Table, here: Booking) -> list[FitLine]:
    """Shared instructions with whether this desk meets them. Whoever shares nothing has none."""
    if table.plan.status not in {PlanStatus.DRAFT, PlanStatus.PUBLISHED}:
        return []
    desk = table.facts.desks.get(here.workstation_id)
    shared = fits.provisions_for(work, table.plan.production_id, [here.person_id]).get(here.person_id, ())
    found = [(each.instruction, each.fit_at(desk.profile) if desk else None) for each in shared]
    return [FitLine(what, FIT_WORDS[fit] if fit else None) for what, fit in found]


def _why(work: Work, table: Table, here: Booking, *, holds: bool) -> list[str]:
    """What speaks for this cell. What must hold holds for everybody, so it says nothing about anybody."""
    own = [each for each in table.board.bookings if each.person_id == here.person_id]
    desks = sum(each.workstation_id == here.workstation_id for each in own)
    found = [spoken(N_("What must hold for this person holds here."))] if holds else []
    if here in table.facts.published:
        found.append(spoken(N_("It is as it was published.")))
    if work.db.scalars(_before(table.plan, here)).first():
        found.append(spoken(N_("It keeps the desk of the week before.")))
    if len(own) > 1 and desks == len(own):
        found.append(spoken(N_("They have one desk for the whole week.")))
    return found


def _before(plan: Plan, here: Booking) -> Select[UUID]:
    """Whether the person had this desk in the week before."""
    since, until = plan.first_day - timedelta(days=7), plan.first_day - timedelta(days=1)
    return select(col(Assignment.id)).where(
        col(Assignment.person_id) == here.person_id,
        col(Assignment.workstation_id) == here.workstation_id,
        col(Assignment.is_live),
        col(Assignment.on_date).between(since, until),
    )


def _kept(work: Work, plan: Plan, here: Booking) -> str:
    for each in pins_of(work, plan):
        if (each.person_id, each.on_date, each.block) == (here.person_id, here.on_date, here.block):
            return KEPT_SEAT if each.workstation_id else KEPT_TIME
    return ""


def _has(facts: PlanFacts, block: int) -> bool:
    return 0 <= block < len(facts.production.blocks)


def _same_place(one: Booking, other: Booking) -> bool:
    return (one.on_date, one.block, one.workstation_id) == (other.on_date, other.block, other.workstation_id)


def _closed(board: Board, place: Booking) -> str:
    """Why nobody at all can sit here, if that is so."""
    about_place = {Against.CLOSED, Against.OUT_OF_SERVICE, Against.OVER, Against.SUPERVISION, Against.LICENCE}
    everybody = [set(board.against(replace(place, person_id=each))) & about_place for each in board.facts.people]
    shared = set.intersection(*everybody) if everybody else set()
    return next((SENTENCES[each] for each in Against if each in shared), "")


def _candidate(table: Table, booking: Booking) -> Candidate:
    return Candidate(
        table.said.name(booking.person_id),
        booking.person_id,
        table.missing(booking.person_id),
        sentences_against(table.board, booking),
    )


def _pin(table: Table, pin: Pin) -> PinLine:
    """A time that is kept, and what stands against it where it cannot hold."""
    mine = next((each for each in table.board.bookings if _is_at(each, pin)), None)
    desk = pin.workstation_id or (mine.workstation_id if mine else None)
    faults: list[str] = []
    if desk is not None:
        rest = table.board.without(mine)
        if pin.workstation_id:
            rest = replace(rest, facts=rest.facts.only_lasting)
        faults = sentences_against(rest, Booking(pin.person_id, pin.on_date, pin.block, desk))
    text = table.said.when(pin.on_date, pin.block)
    return PinLine(text, KEPT_SEAT if pin.workstation_id else KEPT_TIME, faults)


def _is_at(booking: Booking, pin: Pin) -> bool:
    return (booking.person_id, booking.on_date, booking.block) == (pin.person_id, pin.on_date, pin.block)
