"""Whether a place was as described: one question after the day, and a no puts the desk up for measuring."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.assignments import Assignment
from app.models.messages import Message
from app.models.place_answers import PlaceAnswer
from app.services import arrivals_clocks
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import a_published_plan, days_of, enrolled, our_place
from tests.running import run_reactions

QUESTION = "Was the place as described?"


@pytest.fixture
def day(work_as: WorkAs, stage: Stage, clock: MovableClock) -> Assignment:
    """Noor's first block, which is just over."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        first = days_of(work, a_published_plan(work, stage), stage.people["noor"])[0]
    clock.now = first.ends_at + timedelta(minutes=1)
    with work_as(None) as work:
        arrivals_clocks.finish_days(work)
    return first


def test_n14_a_no_asks_for_a_new_measurement_without_a_name(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, day: Assignment, stage: Stage
) -> None:
    noor, path = as_("noor"), f"/my-days/{day.id}/place"
    assert noor.get("/my-days").main.count(QUESTION) == 1

    page = noor.follow(noor.post(path, {"was_as_described": "no", "words": "Louder after lunch."}))
    run_reactions(parts)

    assert QUESTION not in page.main
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "desk_not_as_described")).one()
        assert told.email == "tom@example.com"
        assert "Noor" not in str(told.facts)
    read = as_("tom").get(f"/productions/{stage.productions['my-brilliant-career'].id}/place-answers")
    assert "Not as described" in read.main
    assert "Louder after lunch." in read.main
    assert "Noor" not in read.main
    assert as_("ari").get(path).status == 404


def test_n14_a_yes_asks_nobody_and_the_same_desk_is_not_asked_about_for_half_a_year(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, day: Assignment
) -> None:
    noor, path = as_("noor"), f"/my-days/{day.id}/place"

    noor.post(path, {"was_as_described": "yes"})
    noor.post(path, {"was_as_described": "yes"})
    run_reactions(parts)

    assert QUESTION not in noor.get("/my-days").main
    with work_as(None) as work:
        assert len(work.db.scalars(select(PlaceAnswer)).all()) == 1
        assert work.db.scalars(select(Message).where(col(Message.template) == "desk_not_as_described")).all() == []
    assert noor.post(path, {"was_as_described": "perhaps", "words": "Kept words."}).status == 422


def test_before_the_day_there_is_nothing_to_say(as_: AsMember, clock: MovableClock, day: Assignment) -> None:
    clock.now = day.starts_at
    noor = as_("noor")

    assert "We ask you here after the day" in noor.get(f"/my-days/{day.id}/place").main
    assert noor.post(f"/my-days/{day.id}/place", {"was_as_described": "no"}).status == 422
