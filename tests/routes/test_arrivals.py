"""Coming to a day: one press, taken back, marked by a coordinator, and a kind question that never costs a place."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.arrivals import Arrival, KindCheck
from app.models.assignments import Assignment, AssignmentStatus
from app.models.messages import Message
from app.models.plans import Plan
from app.services import arrivals_clocks
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import a_published_plan, days_of, enrolled, our_place
from tests.running import run_reactions

TEN = timedelta(minutes=10)


@pytest.fixture
def plan(work_as: WorkAs, stage: Stage) -> Plan:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        return a_published_plan(work, stage)


@pytest.fixture
def day(work_as: WorkAs, stage: Stage, plan: Plan) -> Assignment:
    """Noor's first day, by its first block."""
    with work_as(None) as work:
        return days_of(work, plan, stage.people["noor"])[0]


@pytest.fixture
def an_hour(parts: Parts) -> Callable[[], None]:
    """What the clock does each hour with days, and what follows."""

    def run() -> None:
        for act in (arrivals_clocks.begin_days, arrivals_clocks.ask_kindly, arrivals_clocks.finish_days):
            with parts.work() as work:
                act(work)
        run_reactions(parts)

    return run


def test_f69_one_press_says_that_somebody_is_here_and_one_takes_it_back(
    as_: AsMember, *, work_as: WorkAs, clock: MovableClock, day: Assignment
) -> None:
    path = f"/my-days/{day.id}/arrival"
    early = as_("noor").post(path)
    clock.now = day.starts_at - TEN
    noor = as_("noor")
    assert "I am here" in noor.get(f"/my-days/{day.id}").main

    here = noor.follow(noor.post(path))
    noor.post(path)

    assert (early.status, "from one hour before the start" in early.main) == (422, True)
    assert "Here since Monday 8 March 2027, 9:20am" in here.main
    with work_as(None) as work:
        assert len(work.db.scalars(select(Arrival)).all()) == 1
        assert work.db.get_one(Assignment, day.id).status is AssignmentStatus.ON_THE_DAY
    back = noor.follow(noor.post(f"{path}/undo"))
    assert "Here since" not in back.main
    assert as_("ari").post(path).status == 404


def test_f69_a_coordinator_marks_it_on_the_sheet_of_the_place(
    as_: AsMember, *, clock: MovableClock, plan: Plan, day: Assignment
) -> None:
    clock.now = day.starts_at + TEN
    tom = as_("tom")

    marked = tom.follow(tom.post(f"/arrivals/{day.id}"))

    assert "Marked as here." in marked.main
    assert "Noor Haddad" in marked.main
    today = tom.get(f"/productions/{plan.production_id}/today")
    assert "Here: 1." in today.main
    assert "Mark as here" in tom.follow(tom.post(f"/arrivals/{day.id}/undo")).main
    assert as_("cleo").post(f"/arrivals/{day.id}").status == 404
    assert as_("noor").post(f"/arrivals/{day.id}").status == 404


def test_f69_a_miss_opens_a_kind_check_once_and_never_a_release(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, clock: MovableClock, an_hour: Callable[[], None], plan: Plan,
    day: Assignment,
) -> None:  # fmt: skip
    clock.now = day.starts_at + timedelta(minutes=20)
    an_hour()
    with work_as(None) as work:
        assert work.db.scalars(select(KindCheck)).all() == []

    clock.now = day.starts_at + timedelta(minutes=40)
    an_hour()
    clock.now = day.starts_at + timedelta(minutes=100)
    an_hour()

    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "kind_check")).all()
        mine = [each for each in told if each.email == "noor@example.com"]
        assert [each.path for each in mine] == [f"/my-days/{day.id}/check"]
        assert work.db.get_one(Assignment, day.id).status is AssignmentStatus.ON_THE_DAY
    assert "Not here yet" in as_("tom").get(f"/productions/{plan.production_id}/today").main
    noor = as_("noor")
    page = noor.get(f"/my-days/{day.id}/check")
    assert "Nothing is lost." in page.main
    assert noor.post(f"/my-days/{day.id}/check", {}).status == 422
    noor.follow(noor.post(f"/my-days/{day.id}/check", {"answer": "talk"}))
    run_reactions(parts)
    with work_as(None) as work:
        answer = work.db.scalars(select(Message).where(col(Message.template) == "kind_answer")).one()
        assert answer.email == "tom@example.com"
    assert as_("ari").get(f"/my-days/{day.id}/check").status == 404


def test_f69_whoever_came_or_asked_for_a_change_is_not_asked(
    as_: AsMember, *, work_as: WorkAs, stage: Stage, clock: MovableClock, an_hour: Callable[[], None], day: Assignment
) -> None:
    clock.now = day.starts_at
    as_("noor").post(f"/my-days/{day.id}/arrival")
    with work_as(None) as work:
        theirs = work.db.scalars(
            select(Assignment).where(
                col(Assignment.person_id) == stage.id_of("ari"), col(Assignment.on_date) == day.on_date
            )
        ).all()
    for each in theirs[:1]:
        as_("ari").post(f"/my-days/{each.id}/wish", {"words": ""})

    clock.now = day.starts_at + timedelta(minutes=40)
    an_hour()

    with work_as(None) as work:
        assert work.db.scalars(select(KindCheck)).all() == []


def test_f69_a_day_is_done_when_it_is_over_whoever_was_seen(
    work_as: WorkAs, stage: Stage, clock: MovableClock, an_hour: Callable[[], None], plan: Plan
) -> None:
    with work_as(None) as work:
        mine = days_of(work, plan, stage.people["noor"])
    clock.now = mine[0].ends_at

    an_hour()

    with work_as(None) as work:
        after = days_of(work, plan, stage.people["noor"])
        assert after[0].status is AssignmentStatus.DONE
        assert AssignmentStatus.RELEASED not in {each.status for each in after}
        assert after[-1].status is AssignmentStatus.PROPOSED


def test_asking_to_talk_needs_no_words_and_changes_nothing(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, day: Assignment
) -> None:
    noor = as_("noor")

    page = noor.follow(noor.post(f"/my-days/{day.id}/talk"))
    run_reactions(parts)

    assert "Your coordinator is told that you want to talk." in page.main
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "talk_asked")).one()
        assert (told.email, told.facts["person"]) == ("tom@example.com", "Noor Haddad")
        assert work.db.get_one(Assignment, day.id).status is AssignmentStatus.PROPOSED
