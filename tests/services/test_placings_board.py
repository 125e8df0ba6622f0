"""A cell is offered only where every rule holds, and those that disturb least, and please most, come first."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.models.accommodations import Strength
from app.rules.placings import Against
from app.services.casting import Stage
from app.services.placings_board import Board, board_of
from app.services.plans_changes import bookings_of
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, gather
from tests.asking import WorkAs
from tests.factories.assignments import MONDAY, WEEK, a_draft, a_wanted_plan, an_agreed_need, enrolled, our_place
from tests.factories.productions import LOUD, days_of_work

NEXT_MONDAY = MONDAY + timedelta(weeks=1)


@pytest.mark.parametrize(
    ("need", "parameters"),
    [
        ("flexible_start", {"from": "09:00", "to": "10:00"}),
        ("gap_between", {"minutes": 120}),
        ("short_days", {"hours": 8, "days": 2}),
        ("work_from_home", {"days": 3}),
    ],
)
def test_f62_what_was_agreed_about_times_stands_against_a_cell(
    work_as: WorkAs, stage: Stage, need: str, parameters: dict[str, object]
) -> None:
    """Whatever is offered may be pressed: the whole plan is read again after it, and nothing in it is broken."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need=need, parameters=parameters)
        plan, noor = a_draft(work, stage), stage.id_of("noor")
        board = board_of(gather(work, plan), bookings_of(work, plan))
        here = min(board.bookings)
        rest = board.without(here)

        possible = set(rest.free_for(noor))
        refused = [each for each in _cells(board, here) if each not in possible]

        assert all(faults(board.facts, [*rest.bookings, each]) == [] for each in possible)
        assert any(rest.against(each) == [Against.TIMES] for each in refused)
        assert {way.target for way in board.ways(noor, here, here)} <= possible - {here}


def test_f62_each_week_of_a_longer_plan_has_its_own_half_days(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, quiet, _ = our_place(work, stage)
        days_of_work(work, place=place, days=[day + timedelta(weeks=1) for day in WEEK])
        enrolled(work, stage, "noor")
        plan, noor = a_wanted_plan(work, stage), stage.id_of("noor")
        plan.last_day = NEXT_MONDAY + timedelta(days=6)
        full = [Booking(noor, day, 0, quiet.id) for day in WEEK[:4]]
        board = board_of(gather(work, plan), full)

        assert board.against(Booking(noor, WEEK[4], 0, quiet.id)) == [Against.FULL]
        assert board.against(Booking(noor, NEXT_MONDAY, 0, quiet.id)) == []


def test_f62_of_two_desks_the_one_that_somebody_would_like_comes_first(work_as: WorkAs, stage: Stage) -> None:
    """Their names say the opposite, and so do their ids."""
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_wanted_plan(work, stage)
        for liked, other in ((quiet, loud), (loud, quiet)):
            liked.profile, other.profile = {**LOUD, "back": "wall"}, {**LOUD, "back": "walkway"}
            need = an_agreed_need(work, stage, of="noor", need="back_to_wall", strength=Strength.PREFER)
            board = board_of(gather(work, plan), [])

            ways = board.ways(stage.id_of("noor"), None, Booking(stage.id_of("noor"), WEEK[0], 0, plan.id))

            assert [way.target.workstation_id for way in ways[:2]] == [liked.id, other.id]
            work.db.delete(need)


def test_what_is_chosen_already_is_no_other_way(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
        board = board_of(gather(work, plan), bookings_of(work, plan))
        here = min(board.bookings)
        near = next(each for each in board.without(here).free_for(here.person_id) if each != here)

        ways = board.ways(here.person_id, here, near)

        assert len(ways) == 5
        assert {here, near}.isdisjoint(way.target for way in ways)


def _cells(board: Board, here: Booking) -> list[Booking]:
    return [
        replace(here, on_date=day, block=block, workstation_id=desk)
        for day in WEEK
        for block in range(2)
        for desk in board.facts.desks
    ]
