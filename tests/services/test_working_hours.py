"""Open blocks as plans see them, from shoot days, own hours, opening hours and closed periods."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlmodel import col, select

from app.core.work import Work
from app.forms.plans import Publication
from app.models.closures import Closure, OpeningHours
from app.models.plans import PlanReason
from app.models.productions import Location, ShootDay
from app.services import plans, plans_solving
from app.services.casting import Stage
from app.services.plans_checks import faults
from app.services.plans_facts import Booking, gather
from app.services.working_hours import open_blocks
from tests.asking import WorkAs
from tests.counting import statements
from tests.factories.assignments import (
    MONDAY,
    OUR_PRODUCTION,
    WEEK,
    a_draft,
    a_published_plan,
    a_wanted_plan,
    busy_elsewhere,
    days_of,
    enrolled,
    our_place,
)

TUESDAY = WEEK[1]


def hours_on(work: Work, stage: Stage, place: Location, day: date) -> list[tuple[int, str, str]]:
    production = stage.productions[OUR_PRODUCTION]
    zone = ZoneInfo(production.time_zone)
    found = open_blocks(work, production, MONDAY, WEEK[-1]).get((place.id, day), ())
    return [(n, f"{start.astimezone(zone):%H:%M}", f"{end.astimezone(zone):%H:%M}") for n, start, end in found]


def day_at(work: Work, place: Location, day: date) -> ShootDay:
    found = select(ShootDay).where(col(ShootDay.location_id) == place.id, col(ShootDay.on_date) == day)
    return work.db.scalars(found).one()


def closed(work: Work, place: Location, *, first: date, last: date, whole_production: bool = False) -> None:
    work.db.add(
        Closure(
            id=work.new_id(), production_id=place.production_id, location_id=None if whole_production else place.id,
            first_day=first, last_day=last, reason="Set is painted", made_at=work.now,
        )
    )  # fmt: skip
    work.db.flush()


def test_f57_hours_by_weekday_and_closed_periods_are_kept(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        whole = [(0, "09:30", "12:30"), (1, "13:30", "16:30")]
        assert hours_on(work, stage, place, MONDAY) == whole
        for weekday, closes in ((0, time(18)), (1, time(13))):
            work.db.add(
                OpeningHours(id=work.new_id(), location_id=place.id, weekday=weekday, opens=time(9), closes=closes)
            )
        closed(work, place, first=date(2027, 2, 1), last=date(2027, 2, 2))

        assert hours_on(work, stage, place, MONDAY) == whole
        assert hours_on(work, stage, place, TUESDAY) == whole[:1]
        assert hours_on(work, stage, place, WEEK[2]) == []

        closed(work, place, first=MONDAY, last=MONDAY)
        assert hours_on(work, stage, place, MONDAY) == []
        closed(work, place, first=TUESDAY, last=TUESDAY, whole_production=True)
        assert open_blocks(work, stage.productions[OUR_PRODUCTION], MONDAY, WEEK[-1]) == {}


def test_f57_a_plan_puts_nobody_where_it_is_closed(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, desk, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        closed(work, place, first=MONDAY, last=TUESDAY)
        day_at(work, place, WEEK[2]).works_until = time(13)
        day_at(work, place, WEEK[2]).works_from = time(9)
        plan = a_draft(work, stage)

        taken = {(each.on_date, each.block) for each in days_of(work, plan, stage.people["noor"])}
        assert taken
        assert {day for day, _ in taken} <= set(WEEK[2:])
        assert (WEEK[2], 1) not in taken
        facts = gather(work, plan)
        for day, block in ((MONDAY, 0), (WEEK[2], 1)):
            assert faults(facts, [Booking(stage.id_of("noor"), day, block, desk.id)])[0] == (
                f"{desk.id} is closed on {day}, block {block}"
            )


def test_f68_one_day_of_a_series_has_hours_of_its_own(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, desk, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        day_at(work, place, TUESDAY).block_times = [["06:00", "09:00"]]
        work.db.flush()
        plan = a_draft(work, stage)

        assert hours_on(work, stage, place, TUESDAY) == [(0, "06:00", "09:00")]
        assert hours_on(work, stage, place, MONDAY) == [(0, "09:30", "12:30"), (1, "13:30", "16:30")]
        own = [each for each in days_of(work, plan, stage.people["noor"]) if each.on_date == TUESDAY]
        assert [(each.block, each.ends_at - each.starts_at) for each in own] == [(0, timedelta(hours=3))]
        assert f"{own[0].starts_at.astimezone(ZoneInfo('Australia/Adelaide')):%H:%M}" == "06:00"
        assert desk.location_id == place.id


def test_f70_days_elsewhere_are_busy_against_the_hours_of_the_one_day(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        enrolled(work, stage, "noor")
        busy_elsewhere(work, stage, who="noor", on=TUESDAY)  # 11:00 to 14:00
        plan, noor = a_wanted_plan(work, stage), stage.id_of("noor")

        assert [gather(work, plan).can_come(noor, TUESDAY, block) for block in (0, 1)] == [False, False]
        day_at(work, place, TUESDAY).block_times = [["08:00", "11:00"], ["14:00", "17:00"]]
        work.db.flush()
        assert [gather(work, plan).can_come(noor, TUESDAY, block) for block in (0, 1)] == [True, True]


def test_the_hours_take_one_statement(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        production = stage.productions[OUR_PRODUCTION]
        with statements() as sent:
            open_blocks(work, production, MONDAY, WEEK[-1])

        assert len(sent) == 1
        assert plans_solving.load(work, a_wanted_plan(work, stage)).blocks == 2


def test_f71_whoever_holds_a_cancelled_week_is_told_by_the_next_plan(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        before = a_published_plan(work, stage)
        work.db.execute(delete(ShootDay))
        plan = a_draft(work, stage)
        plans.publish(work, plan, Publication(reason=PlanReason.DAYS, replaces=str(before.id)))

        told = [event for event in work.events if event.name == "assignments.days_changed"][-1]
        assert days_of(work, plan, stage.people["noor"]) == []
        assert not any(each.is_live for each in days_of(work, before, stage.people["noor"]))
        assert (told.about, told.facts["gone"]) == (stage.id_of("noor"), 2)
