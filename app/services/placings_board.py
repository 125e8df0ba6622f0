"""Reads one cell against every rule, and ranks other cells by how little they disturb. Pure: it knows only the facts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from app.rules.placings import MOST_ALTERNATIVES, Against
from app.rules.plans import BLOCKS_A_WEEK
from app.services import placing, placing_times
from app.services.plans_checks import holds_at
from app.services.plans_facts import Booking, PlanFacts

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Way:
    """Another cell for somebody. `other` is who changes places for it, and where to; None when nobody else moves."""

    target: Booking
    other: Booking | None = None
    other_leaves: Booking | None = None

    @property
    def people(self) -> int:
        return 1 if self.other is None else 2


@dataclass(frozen=True)
class Board:
    """Who sits where in a draft, laid out so that one cell is read quickly."""

    facts: PlanFacts
    bookings: frozenset[Booking]

    def without(self, *gone: Booking | None) -> "Board":
        return replace(self, bookings=self.bookings - set(gone))

    def having(self, *added: Booking) -> "Board":
        return replace(self, bookings=self.bookings | set(added))

    def against(self, booking: Booking) -> list[Against]:
        """Everything that stands against this booking beside those on the board; empty when it may be."""
        facts = self.facts
        if booking.on_date < facts.first_open:
            return [Against.OVER]
        if booking.block not in range(len(facts.production.blocks)):
            return [Against.CLOSED]
        if booking.person_id not in facts.people:
            return [Against.NOT_ENROLLED]
        return list(dict.fromkeys([*self._place(booking), *self._person(booking)]))

    def may(self, booking: Booking) -> bool:
        return not self.against(booking)

    def ways(self, person: UUID, leaving: Booking | None, near: Booking | None) -> list[Way]:
        """Other cells for one person: those first that disturb least, then the nearest in time, then the usual desk, then
        the one that meets most of what they would like.
        """
        rest, here = self.without(leaving), (leaving, near)
        found = sorted((Way(each) for each in rest.free_for(person) if each not in here), key=rest.rank(near))
        if len(found) < MOST_ALTERNATIVES:
            others = (each for each in rest.exchanges(person, leaving) if each.target != near)
            found += sorted(others, key=rest.rank(near))
        return found[:MOST_ALTERNATIVES]

    def free_for(self, person: UUID) -> Iterator[Booking]:
        return (each for each in self._cells(person) if self.may(each))

    def exchanges(self, person: UUID, leaving: Booking | None) -> Iterator[Way]:
        """The cells of others who could take the cell that is left, or a free desk at the same time."""
        for each in sorted(self.bookings):
            if each.person_id == person or each.on_date < self.facts.first_open:
                continue
            target = replace(each, person_id=person)
            rest = self.without(each)
            if not rest.may(target):
                continue
            then = rest.having(target)
            for place in self._other_desks(each, leaving):
                if then.may(place):
                    yield Way(target, place, each)
                    break

    def unmet(self, booking: Booking) -> int:
        """What the person would have liked at a desk and does not find there, by weight."""
        profile = self.facts.desks[booking.workstation_id].profile
        wished = placing.wished_rules(self.facts.agreed.get(booking.person_id, ()))
        return sum(weight for rule, weight in wished if not rule.fits(profile).is_met)

    def rank(self, near: Booking | None) -> "_Rank":
        return _Rank(self, near)

    @cached_property
    def own(self) -> Counter[tuple[UUID, date]]:
        return Counter((each.person_id, each.on_date) for each in self.bookings)

    @cached_property
    def times(self) -> frozenset[tuple[UUID, date, int]]:
        return frozenset((each.person_id, each.on_date, each.block) for each in self.bookings)

    @cached_property
    def desks_of(self) -> Counter[tuple[UUID, UUID]]:
        return Counter((each.person_id, each.workstation_id) for each in self.bookings)

    @cached_property
    def _seats(self) -> frozenset[tuple[date, int, UUID]]:
        return frozenset((each.on_date, each.block, seat) for each in self.bookings for seat in self._needed(each))

    @cached_property
    def _heads(self) -> Counter[tuple[UUID, date, int]]:
        desks = self.facts.desks
        return Counter(
            (desks[each.workstation_id].location_id, each.on_date, each.block)
            for each in self.bookings
            if each.workstation_id in desks
        )

    @cached_property
    def _programs(self) -> Counter[tuple[str, date, int]]:
        """At how many desks each program is used, in each block."""
        desks = self.facts.desks
        return Counter(
            (program, each.on_date, each.block)
            for each in self.bookings
            if each.workstation_id in desks
            for program in desks[each.workstation_id].software
        )

    def _place(self, booking: Booking) -> Iterator[Against]:
        desk = self.facts.desks.get(booking.workstation_id)
        if desk is None or not self.facts.is_open(desk.location_id, booking.on_date, booking.block):
            yield Against.CLOSED
            return
        if (desk.id, booking.on_date) in self.facts.unusable:
            yield Against.OUT_OF_SERVICE
        needed = list(self._needed(booking))
        agreed = self.facts.agreed.get(booking.person_id, ())
        if not holds_at(self.facts, booking) or (placing.needs_seat_beside(agreed) and desk.beside_id is None):
            yield Against.FIT
        if any(self._is_held(booking, seat) for seat in needed):
            yield Against.TAKEN
        room = self.facts.room_left(desk.location_id, booking.on_date, booking.block)
        if self._heads[desk.location_id, booking.on_date, booking.block] >= room:
            yield Against.SUPERVISION
        if any(self._is_used_up(program, booking) for program in desk.software if program in self.facts.licences):
            yield Against.LICENCE

    def _is_used_up(self, program: str, booking: Booking) -> bool:
        left = self.facts.licences_left(program, booking.on_date, booking.block)
        return self._programs[program, booking.on_date, booking.block] >= left

    def _person(self, booking: Booking) -> Iterator[Against]:
        facts, who, day, place = self.facts, booking.person_id, booking.on_date, self.facts.place_of(booking)
        if facts.is_away(who, day):
            yield Against.AWAY
        elif facts.is_busy(who, day, booking.block, place):
            yield Against.BUSY
        elif not facts.can_come(who, day, booking.block, place) or self._is_too_much(booking):
            yield Against.TIMES
        if (who, day, booking.block) in self.times:
            yield Against.ELSEWHERE
        if sum(self.own[who, each] for each in self._week_of(day)) >= BLOCKS_A_WEEK:
            yield Against.FULL

    def _week_of(self, day: date) -> list[date]:
        """Its week of the plan: a plan of several weeks gives everybody their half days in each of them."""
        start = day - timedelta(days=(day - self.facts.plan.first_day).days % DAYS_A_WEEK)
        return [start + timedelta(days=ahead) for ahead in range(DAYS_A_WEEK)]

    def _is_held(self, booking: Booking, seat: UUID) -> bool:
        """By somebody in this draft, or by another plan."""
        held = (booking.on_date, booking.block, seat) in self._seats
        return held or self.facts.is_taken(seat, booking.on_date, booking.block)

    def _is_too_much(self, booking: Booking) -> bool:
        facts, who, day = self.facts, booking.person_id, booking.on_date
        agreed = facts.agreed.get(who, ())
        most = placing.most_blocks_a_day(agreed, facts.production.blocks)
        others = self.own[who, day] - ((who, day, booking.block) in self.times)
        if others + 1 > min(most, facts.times_of(who).blocks_a_day or most):
            return True
        beside = (day - timedelta(days=1), day + timedelta(days=1))
        if placing.has_days_between(agreed) and any((who, each) in self.own for each in beside):
            return True
        return bool(agreed) and self._breaks_an_agreed_time(booking)

    def _breaks_an_agreed_time(self, booking: Booking) -> bool:
        """What was agreed about hours, time between and days at home is asked of the whole week, with this booking and
        without: what does not hold anyway stands against no cell.
        """
        facts, who = self.facts, booking.person_id
        agreed, blocks, coming = facts.agreed[who], facts.production.blocks, facts.coming(who)
        held = [(day, block) for person, day, block in self.times if person == who]
        was, now = (
            set(placing_times.faults_in(agreed, blocks, cells, coming))
            for cells in (held, [*held, (booking.on_date, booking.block)])
        )
        return bool(now - was)

    def _needed(self, booking: Booking) -> Iterator[UUID]:
        """The desk, and the one beside it where somebody comes along."""
        yield booking.workstation_id
        desk = self.facts.desks.get(booking.workstation_id)
        if desk is None or desk.beside_id is None:
            return
        if placing.needs_seat_beside(self.facts.agreed.get(booking.person_id, ())):
            yield desk.beside_id

    def _cells(self, person: UUID) -> Iterator[Booking]:
        for day in self.facts.days:
            if day < self.facts.first_open:
                continue
            for block in range(len(self.facts.production.blocks)):
                for desk in self.facts.desks:
                    yield Booking(person, day, block, desk)

    def _other_desks(self, booking: Booking, left: Booking | None) -> Iterable[Booking]:
        places = [replace(left, person_id=booking.person_id)] if left else []
        return [*places, *(replace(booking, workstation_id=desk) for desk in sorted(self.facts.desks))]


@dataclass(frozen=True)
class _Rank:
    """How much a way disturbs: other people, what the person has published, days and blocks away, an unusual desk, and
    what they would have liked there.
    """

    board: Board
    near: Booking | None

    def __call__(self, way: Way) -> tuple[int | UUID, ...]:
        target, near = way.target, self.near or way.target
        published = self.board.facts.published
        return (
            way.people,
            int(bool(published) and target not in published),
            abs((target.on_date - near.on_date).days),
            abs(target.block - near.block),
            int(not self.board.desks_of[target.person_id, target.workstation_id]),
            self.board.unmet(target),
            target.on_date.toordinal(),
            target.block,
            target.workstation_id,
        )


def board_of(facts: PlanFacts, bookings: Sequence[Booking]) -> Board:
    return Board(facts, frozenset(bookings))
