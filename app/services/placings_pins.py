"""What a new plan has to keep by hand, and which of it can hold at all: a solver refuses a problem that has no plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from app.models.placings import Pin
from app.services.placings_board import board_of
from app.services.plans_facts import Booking, PlanFacts


def that_hold(facts: PlanFacts, pins: Sequence[Pin]) -> list[Pin]:
    """Those that can hold beside each other, desks first. The others are left out, and their pages say why.

    A desk that somebody agreed to for a part of the plan alone is among the others: a rule of a solver holds for all days.
    """
    board = board_of(facts.only_lasting, [])
    kept: list[Pin] = []
    for pin in sorted(pins, key=lambda each: each.workstation_id is None):
        found = next((each for each in _places(facts, pin) if board.may(each)), None)
        if found is not None:
            board, kept = board.having(found), [*kept, pin]
    return kept


def missed(pins: Sequence[Pin], bookings: Sequence[Booking]) -> int:
    """How many of these a plan does not keep."""
    desk_at = {(each.person_id, each.on_date, each.block): each.workstation_id for each in bookings}
    return sum(not _is_kept(pin, desk_at) for pin in pins)


def _is_kept(pin: Pin, desk_at: Mapping[tuple[UUID, date, int], UUID]) -> bool:
    desk = desk_at.get((pin.person_id, pin.on_date, pin.block))
    return desk is not None and pin.workstation_id in {None, desk}


def _places(facts: PlanFacts, pin: Pin) -> list[Booking]:
    desks = [pin.workstation_id] if pin.workstation_id else sorted(facts.desks)
    is_known = pin.on_date in facts.days and pin.block < len(facts.production.blocks)
    return [Booking(pin.person_id, pin.on_date, pin.block, desk) for desk in desks] if is_known else []
