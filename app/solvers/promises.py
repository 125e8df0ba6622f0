"""What a new plan may not touch: the past, the pins, and what was published for the days of the notice window."""

from dataclasses import dataclass

from app.solvers.ground import Diary, Ground

Options = list[dict[int, tuple[int, ...]]]


@dataclass(frozen=True)
class Promises:
    """`fixed` bookings stand in every plan; the cells of `at_work` are worked on one of the seats in `options`.

    `unavoidable` counts the changes inside the notice window that no plan can avoid.
    """

    ground: Ground
    fixed: Diary
    at_work: Diary
    options: Options
    unavoidable: int = 0

    @property
    def start(self) -> Diary:
        """A legal plan that holds the promises and nothing else."""
        return [own | self.at_work[who] for who, own in enumerate(self.fixed)]


def promises_of(ground: Ground, kept: Diary) -> Promises:
    """`kept` is a legal plan that holds the past, each pin, and as much of the notice window as can be held."""
    at_work: Diary = [
        {cell: seat for cell, seat in own.items() if _may_change_seat(ground, who, cell, seat)}
        for who, own in enumerate(kept)
    ]
    fixed = [{cell: seat for cell, seat in own.items() if cell not in at_work[who]} for who, own in enumerate(kept)]
    options = [_options_beside(ground, who, fixed[who]) for who in ground.trainees]
    return Promises(ground, fixed, at_work, options, _changes_inside(ground, kept))


def _may_change_seat(ground: Ground, who: int, cell: int, seat: int) -> bool:
    """A pinned time without a pinned seat, unless the seat is promised by the notice window."""
    if cell not in ground.pins[who] or ground.pins[who][cell] is not None:
        return False
    return not (ground.is_inside_notice(who, cell) and ground.published[who].get(cell) == seat)


def _options_beside(ground: Ground, who: int, fixed: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """In the notice window nothing is new: only another seat at the time of a booking that was lost or is pinned."""
    may_move = ground.published[who].keys() | ground.pins[who].keys()
    return {
        cell: seats
        for cell, seats in ground.options[who].items()
        if cell not in fixed and (not ground.is_inside_notice(who, cell) or cell in may_move)
    }


def _changes_inside(ground: Ground, kept: Diary) -> int:
    """Published bookings of the notice window that are not kept, and pinned ones that were not published."""
    return sum(
        kept[who].get(cell) != ground.published[who].get(cell)
        for who in ground.trainees
        for cell in ground.published[who].keys() | kept[who].keys()
        if ground.is_inside_notice(who, cell)
    )
