"""What was agreed about hours and days becomes times that can be planned, and a finished plan is read against it."""

from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accessibility.vocabulary import NEEDS
from app.models.accommodations import Strength
from app.models.people import Preferences
from app.models.productions import Production
from app.rules.day_changes import Notice
from app.services import notice_windows, placing_times, plans_solving
from app.services.accommodations import AgreedNeed
from app.services.casting import Stage
from app.services.plans_changes import bookings_of
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, gather
from tests.asking import WorkAs
from tests.factories.assignments import (
    MONDAY,
    OUR_PRODUCTION,
    WEEK,
    a_draft,
    a_wanted_plan,
    an_agreed_need,
    busy_elsewhere,
    days_of,
    enrolled,
    our_place,
)

BLOCKS = ((time(9, 30), time(12, 30)), (time(13, 30), time(16, 30)))
DAYS = [MONDAY + timedelta(days=offset) for offset in range(14)]


def need(code: str, strength: Strength = Strength.MUST, **parameters: Any) -> AgreedNeed:
    return AgreedNeed(NEEDS[code], strength, parameters)


def window(code: str, first: str, last: str, strength: Strength = Strength.MUST) -> AgreedNeed:
    return AgreedNeed(NEEDS[code], strength, {"from": first, "to": last})


@pytest.mark.parametrize(
    ("agreed", "blocks"),
    [
        ([], {0, 1}),
        ([window("flexible_start", "09:00", "11:00")], {0}),
        ([window("flexible_start", "10:00", "14:00")], {1}),
        ([window("flexible_start", "10:00", "14:00", Strength.NICE)], {0, 1}),
        ([window("fixed_hours", "10:00", "16:00")], {0}),
        ([window("fixed_hours", "13:00", "17:00")], {1}),
        ([window("fixed_hours", "17:00", "19:00")], set()),
    ],
)
def test_hours_that_were_agreed_leave_their_blocks(agreed: list[AgreedNeed], blocks: set[int]) -> None:
    assert placing_times.blocks_of(agreed, BLOCKS) == blocks


@pytest.mark.parametrize(("minutes", "most"), [(30, 2), (60, 2), (90, 1)])
def test_time_between_two_blocks_is_kept_by_one_block_a_day(minutes: int, most: int) -> None:
    assert placing_times.most_blocks_a_day([need("gap_between", minutes=minutes)], BLOCKS) == most
    assert placing_times.most_blocks_a_day([need("breaks", length=minutes)], BLOCKS) == most


@pytest.mark.parametrize("most", [2, 3, 4])
def test_no_more_days_in_a_row_than_were_agreed(most: int) -> None:
    off = placing_times.days_off([need("short_days", days=most)], DAYS)

    coming = [day for day in DAYS if day not in off]
    assert not any(all(day + timedelta(days=n) in coming for n in range(most + 1)) for day in coming)
    assert len(coming) >= 14 * most // (most + 1)


def test_days_that_are_apart_anyway_stay() -> None:
    assert placing_times.days_off([need("short_days", days=2)], [WEEK[0], WEEK[2], WEEK[3]]) == frozenset()


def test_days_at_home_are_the_last_of_each_week() -> None:
    assert placing_times.days_off([need("work_from_home", days=2)], WEEK) == {WEEK[3], WEEK[4]}
    assert placing_times.days_off([need("work_from_home", days=2)], WEEK[:1]) == {WEEK[0]}


@pytest.mark.parametrize(
    ("code", "parameters"),
    [
        ("flexible_start", {"from": "09:00", "to": "11:00"}),
        ("fixed_hours", {"from": "13:00", "to": "16:30"}),
        ("short_days", {"hours": 8, "days": 2}),
        ("gap_between", {"minutes": 120}),
        ("breaks", {"minutes": 60, "length": 60}),
        ("work_from_home", {"days": 3}),
    ],
)
def test_each_time_that_was_agreed_holds_in_a_draft(
    work_as: WorkAs, stage: Stage, code: str, parameters: dict[str, Any]
) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need=code, parameters=parameters)
        plan = a_draft(work, stage)
        facts, noor = gather(work, plan), stage.id_of("noor")
        everything = [Booking(noor, day, block, quiet.id) for day in WEEK for block in (0, 1)]

        assert len(days_of(work, plan, stage.people["noor"])) >= 3
        assert faults(facts, bookings_of(work, plan)) == []
        assert bool(faults(facts, everything)) is (code != "breaks"), "read on its own, a full week breaks it"


def test_a_gap_is_kept_to_what_somebody_does_elsewhere(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        busy_elsewhere(work, stage, who="noor", on=WEEK[0])
        an_agreed_need(work, stage, of="noor", need="gap_between", parameters={"minutes": 30})
        facts, noor = gather(work, a_wanted_plan(work, stage)), stage.id_of("noor")

        assert [facts.can_come(noor, WEEK[0], block) for block in (0, 1)] == [False, False]
        assert facts.can_come(noor, WEEK[1], 0)


def test_f59_the_solver_counts_notice_as_the_law_of_changes_does(work_as: WorkAs, stage: Stage) -> None:
    """Seven working days from Monday reach over a weekend and Adelaide Cup Day; what Ari chose is shorter and adds nothing."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
        production.notice_days, production.notice_book_days, production.notice_cancel_days = 7, 20, 0
        work.db.merge(Preferences(person_id=stage.id_of("ari"), notice_hours=120))
        plan = a_wanted_plan(work, stage)

        problem = plans_solving.load(work, plan)

        window = notice_windows.window_of(work, production, [stage.id_of("ari")])[stage.id_of("ari")]
        last = (window[Notice.CHANGE] - timedelta(hours=1)).astimezone(ZoneInfo(production.time_zone)).date()
        assert [problem.notice_days, *(each.notice_days for each in problem.trainees)] == [
            (last - MONDAY).days + 1,
            None,
            None,
        ]
        assert last == date(2027, 3, 11)


def test_a_longer_notice_is_one_persons_own(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        an_agreed_need(work, stage, of="noor", need="notice", parameters={"hours": 24 * 14})

        problem = plans_solving.load(work, a_wanted_plan(work, stage))

        own = {each.id: each.notice_days for each in problem.trainees}
        first = (MONDAY - date(2027, 3, 2)).days
        assert own == {str(stage.id_of("noor")): 14 - first, str(stage.id_of("ari")): None}
