"""Draws studios of any size: seats that differ, trainees with needs that several seats meet, and enough room for most.

Whoever could not get all their hours with the whole studio to themselves (too few days, or needs that no seat meets
at the times they are there) is drawn again: such a person would be the worst off in every plan, by the same share, and a
comparison of plans would compare nothing else. Together people want as much of the studio as in the problems that were
given. Nothing else is asked about the people together, and no problem is drawn again here.
"""

from dataclasses import replace
from random import Random

from app.solvers.contract import (
    BlockWish,
    Comparison,
    Location,
    Must,
    PlaceRule,
    Prefer,
    ScheduleProblem,
    Supervision,
    Trainee,
    Workstation,
)
from app.solvers.ground import Ground
from app.solvers.rhythm import Rhythm

SOFTWARE = ["nuke", "maya", "houdini", "resolve"]
DAYS_PER_WEEK = 5
DEMAND = 0.72
"""The share of all seats and blocks that is wanted, as in the problems that were given."""

WANTED = (2, 3, 3, 4, 5)
"""How many blocks a week one person wants: each as likely as it stands here often."""

FEWEST_SUITABLE = 0.15
"""The share of all seats that suits each trainee at least."""


def a_studio(trainees: int, seats: int, days: int, blocks: int, *, seed: int) -> ScheduleProblem:
    chance = Random(seed)
    locations = [f"L{number}" for number in range(max(2, seats // 20))]
    workstations = tuple(
        _workstation(chance, number, locations[number * len(locations) // seats]) for number in range(seats)
    )
    nobody = ScheduleProblem(
        days=days,
        days_per_week=DAYS_PER_WEEK,
        blocks=blocks,
        locations=tuple(
            Location(each, frozenset(chance.sample(range(days), chance.randint(1, 4)))) for each in locations
        ),
        supervision=tuple(
            Supervision(each, day, block, _capacity(chance, seats // len(locations)))
            for each in locations
            for day in range(days)
            for block in range(blocks)
        ),
        workstations=workstations,
        trainees=(),
        notice_days=3,
    )
    return replace(nobody, trainees=tuple(_trainees(chance, trainees, nobody)))


def _workstation(chance: Random, number: int, location: str) -> Workstation:
    has = {each for each, likely in zip(SOFTWARE, (0.8, 0.5, 0.4, 0.4), strict=True) if chance.random() < likely}
    return Workstation(
        id=f"W{number}",
        location=location,
        software=frozenset(has or {chance.choice(SOFTWARE)}),
        attributes={
            "noise_level": chance.choice([1, 1, 2, 2, 3, 4]),
            "step_free": chance.random() < 0.6,
            "quiet_room_metres": chance.choice([5, 10, 20, 40, 80]),
        },
    )


def _capacity(chance: Random, most: int) -> int:
    return most if chance.random() < 0.85 else max(1, 7 * most // 10)


def _trainees(chance: Random, count: int, studio: ScheduleProblem) -> list[Trainee]:
    """Whoever wants so much or so little that the others could not make up for it is drawn again."""
    found: list[Trainee] = []
    left = round(DEMAND * len(studio.workstations) * DAYS_PER_WEEK * studio.blocks)
    while len(found) < count:
        who = _trainee(chance, f"T{len(found)}", studio.days, studio.blocks)
        others, rest = count - len(found) - 1, left - who.blocks_per_week
        if others * min(WANTED) <= rest <= others * max(WANTED) and _can_be_there(studio, who):
            found.append(who)
            left = rest
    return found


def _can_be_there(studio: ScheduleProblem, who: Trainee) -> bool:
    ground = Ground.of(replace(studio, trainees=(who,)))
    if len(ground.suits[0]) < max(2, FEWEST_SUITABLE * len(studio.workstations)):
        return False
    rhythm = Rhythm(ground, who.must.max_blocks_per_day, who.must.no_consecutive_days)
    alone = [
        len(rhythm.most(cell for cell in ground.cells_of(week) if cell in ground.options[0])) for week in ground.weeks
    ]
    return all(hoped <= most for hoped, most in zip(ground.wanted[0], alone, strict=True))


def _trainee(chance: Random, name: str, days: int, blocks: int) -> Trainee:
    needs = (
        [PlaceRule("noise_level", Comparison.AT_MOST, chance.choice([1, 2, 2, 3, 3]))] if chance.random() < 0.5 else []
    )
    if chance.random() < 0.25:
        needs.append(PlaceRule("step_free", Comparison.IS, True))
    away = {day for day in range(days) if chance.random() < 0.04}
    never = {(day, block) for day in range(DAYS_PER_WEEK) for block in range(blocks) if chance.random() < 0.05}
    place = (PlaceRule("quiet_room_metres", Comparison.AT_MOST, 20, 1),) if chance.random() < 0.3 else ()
    return Trainee(
        id=name,
        software=chance.choice(["nuke", *SOFTWARE]),
        blocks_per_week=chance.choice(WANTED),
        available=frozenset(
            (day, block)
            for day in range(days)
            for block in range(blocks)
            if day not in away and (day % DAYS_PER_WEEK, block) not in never
        ),
        must=Must(
            place=tuple(needs),
            not_before_block=chance.choice([0, 0, 0, 1]),
            max_blocks_per_day=chance.choice([1, 2, 2]),
            no_consecutive_days=chance.random() < 0.08,
        ),
        prefer=Prefer(place, BlockWish(0, 1) if chance.random() < 0.4 else None),
    )
