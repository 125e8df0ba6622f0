"""Reads a plan against the facts, in the words of the needs library, before anybody sees it. Knows nothing of the solver."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from app.services import placing, placing_times
from app.services.plans_facts import Booking, PlanFacts

Cell = tuple[UUID | str, date, int]
"""A seat, a place or a program, with the day and the block in which it is used."""


def faults(facts: PlanFacts, bookings: Sequence[Booking]) -> list[str]:
    """One line for the log for each rule that a booking breaks, by ids. Days that are over are as they were."""
    coming = [each for each in bookings if each.on_date >= facts.first_open]
    return [
        *desk_faults(facts, coming),
        *_people(facts, coming),
        *_room(facts, coming),
        *_licences(facts, coming),
        *_limits(facts, coming),
        *_times(facts, coming),
    ]


def crowding(facts: PlanFacts, bookings: Sequence[Booking]) -> list[str]:
    """Seats that are given twice, places that hold too many and programs without a licence left, whatever else is true
    of these bookings.
    """
    coming = [each for each in bookings if each.on_date >= facts.first_open]
    return [*_twice(facts, coming), *_room(facts, coming), *_licences(facts, coming)]


def excess(facts: PlanFacts, bookings: Sequence[Booking]) -> Counter[Cell]:
    """By how many each seat, place and program is over its limit in each block; what is not over is not there. What is
    over already stays so, so that two plans are compared by subtraction: anything that is left grew.
    """
    coming = [each for each in bookings if each.on_date >= facts.first_open]
    return _given_twice(facts, coming) + _over_room(facts, coming) + _over_licences(facts, coming)


def holds_at(facts: PlanFacts, booking: Booking) -> bool:
    """Whether every must of the person holds at this desk, as it was measured, or does not bar it because they said so."""
    profile = facts.desks[booking.workstation_id].profile
    rules = placing.must_rules(facts.agreed.get(booking.person_id, ()), facts.waived(booking))
    return all(rule.fits(profile).is_met for rule in rules)


def every_must_holds(facts: PlanFacts, bookings: Sequence[Booking]) -> bool:
    """Whether everybody has all that must hold at the desks that they have on the days to come."""
    return all(
        holds_at(facts, each)
        for each in bookings
        if each.on_date >= facts.first_open and each.workstation_id in facts.desks
    )


def desk_faults(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    """What stands against each desk by itself on its day, for whoever would sit there."""
    for each in bookings:
        desk = facts.desks.get(each.workstation_id)
        if desk is None:
            yield f"{each.workstation_id} is not a desk of this production"
        elif not facts.is_open(desk.location_id, each.on_date, each.block):
            yield f"{desk.id} is closed on {each.on_date}, block {each.block}"
        elif (desk.id, each.on_date) in facts.unusable:
            yield f"{desk.id} cannot be used on {each.on_date}"
        elif _brings_support(facts, each) and desk.beside_id is None:
            yield f"{desk.id} has no seat beside it for {each.person_id}"
        elif not holds_at(facts, each):
            yield f"{desk.id} does not hold what must hold for {each.person_id}"


def _people(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    yield from _twice(facts, bookings)
    people = Counter((each.on_date, each.block, each.person_id) for each in bookings)
    yield from (f"{who} sits twice on {day}, block {block}" for (day, block, who), n in people.items() if n > 1)
    for each in bookings:
        if each.person_id not in facts.people:
            yield f"{each.person_id} is not enrolled"
        elif any(facts.is_taken(seat, each.on_date, each.block) for seat in _seats(facts, each)):
            yield f"a seat of {each.workstation_id} is taken on {each.on_date}, block {each.block}"
        elif not facts.can_come(each.person_id, each.on_date, each.block, facts.place_of(each)):
            yield f"{each.person_id} cannot come on {each.on_date}, block {each.block}"


def _twice(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    yield from (f"{seat} is given twice on {day}, block {block}" for seat, day, block in _given_twice(facts, bookings))


def _given_twice(facts: PlanFacts, bookings: Sequence[Booking]) -> Counter[Cell]:
    given: Counter[Cell] = Counter(
        (seat, each.on_date, each.block) for each in bookings for seat in _seats(facts, each)
    )
    return +Counter({cell: count - 1 for cell, count in given.items()})


def _seats(facts: PlanFacts, booking: Booking) -> Iterator[UUID]:
    """The desk, and the one beside it where a support person comes along."""
    yield booking.workstation_id
    desk = facts.desks.get(booking.workstation_id)
    if desk is not None and desk.beside_id is not None and _brings_support(facts, booking):
        yield desk.beside_id


def _brings_support(facts: PlanFacts, booking: Booking) -> bool:
    return placing.needs_seat_beside(facts.agreed.get(booking.person_id, ()))


def _room(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    yield from (f"{place} holds too many on {day}, block {block}" for place, day, block in _over_room(facts, bookings))


def _over_room(facts: PlanFacts, bookings: Sequence[Booking]) -> Counter[Cell]:
    places: Counter[tuple[UUID, date, int]] = Counter(
        (facts.desks[each.workstation_id].location_id, each.on_date, each.block)
        for each in bookings
        if each.workstation_id in facts.desks
    )
    return +Counter[Cell]({cell: count - facts.room_left(*cell) for cell, count in places.items()})


def _licences(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    for program, day, block in _over_licences(facts, bookings):
        yield f"{program} is used at too many desks on {day}, block {block}"


def _over_licences(facts: PlanFacts, bookings: Sequence[Booking]) -> Counter[Cell]:
    """Whoever sits at a desk with a program takes one licence of it."""
    used: Counter[tuple[str, date, int]] = Counter(
        (program, each.on_date, each.block)
        for each in bookings
        if each.workstation_id in facts.desks
        for program in facts.desks[each.workstation_id].software
        if program in facts.licences
    )
    return +Counter[Cell]({(it, day, n): used[it, day, n] - facts.licences_left(it, day, n) for it, day, n in used})


def _times(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    """When each person is planned, against what was agreed about hours, days and the time between."""
    cells: dict[UUID, list[placing_times.Cell]] = defaultdict(list)
    for each in bookings:
        cells[each.person_id].append((each.on_date, each.block))
    for person, held in cells.items():
        agreed = facts.agreed.get(person, ())
        if agreed:
            found = placing_times.faults_in(agreed, facts.production.blocks, held, facts.coming(person))
            yield from (f"{person} {fault}" for fault in found)


def _limits(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    days = Counter((each.person_id, each.on_date) for each in bookings)
    for (person, day), count in days.items():
        agreed = facts.agreed.get(person, ())
        most = placing.most_blocks_a_day(agreed, facts.production.blocks)
        if count > min(most, facts.times_of(person).blocks_a_day or most):
            yield f"{person} has too much on {day}"
        if placing.has_days_between(agreed) and (person, day.fromordinal(day.toordinal() + 1)) in days:
            yield f"{person} has no day off after {day}"
