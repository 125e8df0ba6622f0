"""Reads a plan against the facts, in the words of the needs library, before anybody sees it. Knows nothing of the solver."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from app.services import placing, placing_times
from app.services.plans_facts import Booking, PlanFacts


def faults(facts: PlanFacts, bookings: Sequence[Booking]) -> list[str]:
    """One line for the log for each rule that a booking breaks, by ids. Days that are over are as they were."""
    coming = [each for each in bookings if each.on_date >= facts.first_open]
    return [
        *_desks(facts, coming),
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


def _desks(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
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
    seats = Counter((each.on_date, each.block, seat) for each in bookings for seat in _seats(facts, each))
    yield from (f"{seat} is given twice on {day}, block {block}" for (day, block, seat), n in seats.items() if n > 1)


def _seats(facts: PlanFacts, booking: Booking) -> Iterator[UUID]:
    """The desk, and the one beside it where a support person comes along."""
    yield booking.workstation_id
    desk = facts.desks.get(booking.workstation_id)
    if desk is not None and desk.beside_id is not None and _brings_support(facts, booking):
        yield desk.beside_id


def _brings_support(facts: PlanFacts, booking: Booking) -> bool:
    return placing.needs_seat_beside(facts.agreed.get(booking.person_id, ()))


def _room(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    places = Counter(
        (facts.desks[each.workstation_id].location_id, each.on_date, each.block)
        for each in bookings
        if each.workstation_id in facts.desks
    )
    for (place, day, block), count in places.items():
        if count > facts.locations[place].capacity:
            yield f"{place} holds too many on {day}, block {block}"


def _licences(facts: PlanFacts, bookings: Sequence[Booking]) -> Iterator[str]:
    """Whoever sits at a desk with a program takes one licence of it."""
    used = Counter(
        (program, each.on_date, each.block)
        for each in bookings
        if each.workstation_id in facts.desks
        for program in facts.desks[each.workstation_id].software
        if program in facts.licences
    )
    for (program, day, block), count in used.items():
        if count > facts.licences_left(program, day, block):
            yield f"{program} is used at too many desks on {day}, block {block}"


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
