"""Between the database and the solver: `load` a plan's problem, and `store` what was solved as a draft."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlmodel import col

from accessibility.vocabulary import ATTRIBUTES, ranked
from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.models.assignments import Assignment
from app.models.placings import Pin
from app.models.plans import Plan
from app.models.productions import Production
from app.models.workstations import Workstation
from app.rules.day_changes import Notice
from app.rules.plans import BLOCKS_A_WEEK, PLANS
from app.rules.shortfalls import Cause, Shortfall, WayOut
from app.services import notice_windows, placing, placing_times, placings, placings_pins, plans_waiving
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, PlanFacts, gather
from app.services.plans_waiving import WaivedRule
from app.solvers import contract
from app.solvers.keeping import with_pins_that_hold

CHANGED = N_("The days, desks or agreed adjustments changed while this plan was being made. Ask for it again.")

DAYS_A_WEEK = 7
ANY_SOFTWARE = "any"
"""Every desk has what trainees use in their first weeks, so the solver asks each for this one and only name."""

CAUSE_OF: Mapping[str, Cause] = {
    "place": Cause.TAKEN,
    "adjacent_seat": Cause.TAKEN,
    "software": Cause.TAKEN,
    "not_before_block": Cause.TIMES,
    "max_blocks_per_day": Cause.TIMES,
    "no_consecutive_days": Cause.TIMES,
    "availability": Cause.TIMES,
    "week_length": Cause.TIMES,
    "days_over": Cause.TIMES,
    "no_seats": Cause.NO_DESKS,
    "published": Cause.KEPT,
    "notice": Cause.NOTICE,
    "taken": Cause.TAKEN,
    "closed": Cause.CLOSED,
    "out_of_service": Cause.OUT_OF_SERVICE,
    "supervision": Cause.SUPERVISION,
    "licence": Cause.LICENCE,
}
"""The solver's codes as ours. What a person needs becomes the same code as a desk that is taken before it is stored:
every desk has the one software that is asked for, so a code of its own would tell that there is a need."""


def load(work: Work, plan: Plan) -> contract.ScheduleProblem:
    """The problem of one plan. Days count from the plan's first day; ids are those of our rows."""
    facts = gather(work, plan)
    windows = notice_windows.window_of(work, facts.production, facts.people)
    protected = {person: window[Notice.CHANGE] for person, window in windows.items()}
    pins = placings_pins.that_hold(facts, placings.pins_of(work, plan))
    problem = with_pins_that_hold(problem_of(facts, pins, protected))
    plan.inputs_mark = mark_of(problem)
    return problem


def problem_of(
    facts: PlanFacts, pins: Iterable[Pin] = (), protected: Mapping[UUID, datetime] | None = None
) -> contract.ScheduleProblem:
    """`protected` says for each person until when a change needs their yes.

    The solver knows one such number for each person. It is the notice of a change: inside it what is published stays
    wherever that is possible, and nothing new begins. A new day or a day less that falls under a longer promise is a
    question to the person when the plan is published.
    """
    plan = facts.plan
    notice = {person: _notice(facts, (protected or {}).get(person)) for person in facts.people}
    usual = min(notice.values(), default=0)
    index = {day: number for number, day in enumerate(facts.days)}
    ahead = (facts.first_open - plan.first_day).days
    has_seats = {desk.location_id for desk in facts.desks.values()}
    musts = {person: plans_waiving.musts_of(facts, person) for person in facts.people}
    rules = [rule for each in musts.values() for rule in each]
    return contract.ScheduleProblem(
        days=len(facts.days),
        days_per_week=DAYS_A_WEEK,
        blocks=len(facts.production.blocks),
        today=max(0, min(ahead, len(facts.days))),
        notice_days=usual,
        locations=tuple(_location(facts, place, index) for place in facts.locations if place in has_seats),
        supervision=tuple(_supervision(facts, index)),
        workstations=tuple(_workstation(facts, desk, index, rules) for desk in facts.desks.values()),
        trainees=tuple(
            _trainee(facts, each, index, musts[each], None if notice[each] == usual else notice[each])
            for each in facts.people
        ),
        published=tuple(_published(facts, index)) or None,
        pins=tuple(_pin(each, index) for each in pins),
        licences=tuple(_licence(facts, program, index) for program in sorted(facts.licences)),
    )


def mark_of(problem: contract.ScheduleProblem) -> str:
    """A hash for each of days, desks and people. What is published and today's date are not among what must stay, nor is
    the notice that is counted from it: it is asked for when the plan is published. Nor is what people agreed to about
    desks: a yes lets more be planned and breaks nothing. What a yes that ended breaks is found by reading the bookings.
    """
    parts = {
        "days": (problem.days, problem.blocks, *problem.locations, *problem.supervision),
        "desks": (*map(plans_waiving.only_measured, problem.workstations), *problem.licences),
        "people": [replace(plans_waiving.plain(each), notice_days=None) for each in problem.trainees],
    }
    hashes = {name: sha256("\n".join(sorted(map(_plainly, part))).encode()) for name, part in parts.items()}
    return " ".join(f"{name}:{found.hexdigest()[:16]}" for name, found in hashes.items())


def changed_since(plan: Plan, facts: PlanFacts) -> list[str]:
    """Which of days, desks and people are others than those that the plan was made from."""
    was, now = plan.inputs_mark.split(), mark_of(problem_of(facts)).split()
    return [new.partition(":")[0] for old, new in zip(was, now, strict=False) if old != new]


def programme_of(work: Work, plan: Plan) -> UUID:
    return work.db.scalars(select(col(Production.programme_id)).where(col(Production.id) == plan.production_id)).one()


def store(work: Work, plan: Plan, solved: contract.SchedulePlan, *, move: str = "draft") -> None:
    """Keep a solved plan as a draft. Refuses one that breaks a rule when read against the facts as they are now.

    With `move="cancel"` it is what was found before somebody stopped it, and waits for them to keep it.
    """
    facts = gather(work, plan)
    bookings = [_booking(facts, each) for each in solved.assignments]
    if faults(facts, bookings):
        raise Refused(CHANGED, faults="; ".join(faults(facts, bookings)))
    work.db.execute(delete(Assignment).where(col(Assignment.plan_id) == plan.id))
    work.db.add_all(placings.proposed(work, facts, each) for each in bookings)
    plan.figures = _figures(solved) | {"unkept": placings_pins.missed(placings.pins_of(work, plan), bookings)}
    plan.edits = 0
    plan.explanations = [each.stored() for each in _shortfalls(facts, solved)]
    plan.made_at = work.now
    PLANS.move(work, plan, move, programme_id=facts.production.programme_id)


def _plainly(value: object) -> str:
    """The same text for equal values in every process: sets have no order of their own."""
    if is_dataclass(value):
        return str([(each.name, _plainly(getattr(value, each.name))) for each in fields(value)])
    if isinstance(value, frozenset | set):
        return str(sorted(map(_plainly, value)))
    if isinstance(value, Mapping):
        return str(sorted((str(key), _plainly(each)) for key, each in value.items()))
    return str([_plainly(each) for each in value]) if isinstance(value, tuple | list) else repr(value)


def _location(facts: PlanFacts, place: UUID, index: Mapping[date, int]) -> contract.Location:
    closed = frozenset(number for day, number in index.items() if (place, day) not in facts.open_days)
    return contract.Location(str(place), closed)


def _supervision(facts: PlanFacts, index: Mapping[date, int]) -> Iterator[contract.Supervision]:
    """How many can be looked after where a place is open. On a closed day it is the closing alone that stands in the way,
    so that nobody is told to find supervision for it as well.
    """
    for place in sorted({desk.location_id for desk in facts.desks.values()}):
        for day in sorted(index):
            is_closed = (place, day) not in facts.open_days
            for block in range(len(facts.production.blocks)):
                room = facts.room_left(place, day, block) if is_closed or facts.is_open(place, day, block) else 0
                yield contract.Supervision(str(place), index[day], block, room)


def _licence(facts: PlanFacts, program: str, index: Mapping[date, int]) -> contract.Licence:
    """With the blocks in which plans of other cohorts use some of them."""
    usual = facts.licences[program]
    left = {
        (index[day], block): facts.licences_left(program, day, block)
        for day in facts.days
        for block in range(len(facts.production.blocks))
    }
    at = tuple(contract.LicencesAt(*cell, most) for cell, most in left.items() if most != usual)
    return contract.Licence(program, usual, at)


def _workstation(
    facts: PlanFacts, desk: Workstation, index: Mapping[date, int], rules: Sequence[WaivedRule]
) -> contract.Workstation:
    beside = str(desk.beside_id) if desk.beside_id in facts.desks else None
    return contract.Workstation(
        id=str(desk.id),
        location=str(desk.location_id),
        software=frozenset({ANY_SOFTWARE, *desk.software}),
        attributes=plans_waiving.measured_for(ranked(desk.profile, ATTRIBUTES), desk.id, rules),
        adjacent=beside,
        out_of_service_days=frozenset(number for day, number in index.items() if (desk.id, day) in facts.unusable),
        taken=frozenset(
            (number, block)
            for day, number in index.items()
            for block in range(len(facts.production.blocks))
            if facts.is_taken(desk.id, day, block)
        ),
    )


def _trainee(
    facts: PlanFacts, person: UUID, index: Mapping[date, int], musts: Sequence[WaivedRule], notice: int | None
) -> contract.Trainee:
    """`notice` is the person's own, where it is not the usual one."""
    agreed, blocks = facts.agreed.get(person, ()), facts.production.blocks
    most_a_day = min(placing.most_blocks_a_day(agreed, blocks), placing_times.most_blocks_a_day(agreed, blocks))
    off = placing_times.days_off(agreed, facts.coming(person))
    return contract.Trainee(
        id=str(person),
        software=ANY_SOFTWARE,
        blocks_per_week=BLOCKS_A_WEEK,
        available=frozenset(
            (number, block)
            for day, number in index.items()
            for block in placing_times.blocks_of(agreed, blocks)
            if day not in off and facts.can_come(person, day, block)
        ),
        must=contract.Must(
            place=tuple(each.rule for each in musts),
            max_blocks_per_day=min(most_a_day, facts.times_of(person).blocks_a_day or most_a_day),
            no_consecutive_days=placing.has_days_between(agreed),
            adjacent_seat=placing.needs_seat_beside(agreed),
        ),
        prefer=contract.Prefer(
            tuple(plans_waiving.as_solved(rule, weight) for rule, weight in placing.wished_rules(agreed))
        ),
        notice_days=notice,
    )


def _notice(facts: PlanFacts, protected: datetime | None) -> int:
    """Days of notice as they count from the first day that is planned. A day of which a part is protected is one."""
    if protected is None:
        return 0
    last = (protected - timedelta.resolution).astimezone(ZoneInfo(facts.production.time_zone)).date()
    return max(0, (last - max(facts.first_open, facts.plan.first_day)).days + 1)


def _published(facts: PlanFacts, index: Mapping[date, int]) -> Iterator[contract.Assignment]:
    for each in facts.published:
        if each.person_id in facts.people and each.workstation_id in facts.desks and each.on_date in index:
            yield contract.Assignment(str(each.person_id), index[each.on_date], each.block, str(each.workstation_id))


def _pin(pin: Pin, index: Mapping[date, int]) -> contract.Pin:
    desk = str(pin.workstation_id) if pin.workstation_id else None
    return contract.Pin(str(pin.person_id), index[pin.on_date], pin.block, desk)


def _booking(facts: PlanFacts, solved: contract.Assignment) -> Booking:
    return Booking(UUID(solved.trainee), facts.days[solved.day], solved.block, UUID(solved.workstation))


def _figures(solved: contract.SchedulePlan) -> dict[str, str | int | float | None]:
    figures = solved.figures
    return {
        "wanted": figures.wanted,
        "blocks": figures.blocks,
        "missing": figures.missing,
        "missing_at_least": figures.missing_at_least,
        "seats_per_trainee": figures.seats_per_trainee,
        "changed": figures.changed,
        "people": figures.people,
        "inside_notice": figures.inside_notice,
        "seed": solved.run.seed,
        "ended_by": solved.run.ended_by,
    }


def _shortfalls(facts: PlanFacts, solved: contract.SchedulePlan) -> Iterable[Shortfall]:
    for each in solved.explanations:
        yield Shortfall(
            person=UUID(each.trainee),
            missing=each.missing,
            causes=tuple(dict.fromkeys(CAUSE_OF[rule.rule] for rule in each.conflict)),
            ways_out=tuple(tuple(_way_out(facts, rule) for rule in way) for way in each.relaxations),
        )


def _way_out(facts: PlanFacts, rule: contract.Rule) -> WayOut:
    known = rule.facts
    return WayOut(
        cause=CAUSE_OF[rule.rule],
        desk=UUID(str(known["workstation"])) if "workstation" in known else None,
        place=UUID(str(known["location"])) if "location" in known else None,
        day=facts.days[int(known["day"])].isoformat() if "day" in known else "",
        block=int(known["block"]) + 1 if "block" in known else None,
        program=str(known["software"]) if rule.rule == "licence" else "",
    )
