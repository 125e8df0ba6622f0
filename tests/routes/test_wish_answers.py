"""A trainee asks to change a day: a coordinator makes another draft, or says why the day stays. Nothing is lost by asking."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.forms.plans import Publication
from app.models.assignments import Assignment, AssignmentStatus
from app.models.messages import Message
from app.models.plans import Plan, PlanReason
from app.services import plans
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.assignments import a_draft, a_published_plan, days_of, enrolled, our_place
from tests.running import run_reactions

WISH = "CANARY mornings"
WHY = "HERON no other desk is free"


@pytest.fixture
def plan(work_as: WorkAs, stage: Stage) -> Plan:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        return a_published_plan(work, stage)


@pytest.fixture
def day(as_: AsMember, work_as: WorkAs, stage: Stage, plan: Plan) -> Assignment:
    """Noor's first day, by its first block. She asks to change it."""
    with work_as(None) as work:
        first = days_of(work, plan, stage.people["noor"])[0]
    as_("noor").post(f"/my-days/{first.id}/wish", {"words": WISH})
    return first


def send(as_: AsMember, day: Assignment, *, words: str = WHY, version: int = 1) -> Shown:
    return as_("tom").post(f"/day-wishes/{day.id}/answer", {"words": words, "version": version})


def states(work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment) -> set[tuple[AssignmentStatus, str, str]]:
    """How every block of the day stands, with what was asked and what was answered."""
    with work_as(None) as work:
        mine = [each for each in days_of(work, plan, stage.people["noor"]) if each.on_date == day.on_date]
        return {(each.status, each.wish, each.wish_answer) for each in mine if each.is_live}


def test_f60_a_day_stays_with_a_reason_that_its_person_reads_and_answers(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    tom, noor = as_("tom"), as_("noor")

    assert f"/day-wishes/{day.id}" in tom.get(f"/plans/{plan.id}").text
    with statements() as sent:
        read = tom.get(f"/day-wishes/{day.id}")
    answered = tom.follow(send(as_, day))
    run_reactions(parts)

    assert len(sent) <= 8
    assert read.title.startswith("Noor Haddad asks to change")
    assert [WISH in read.main, "Make a draft of this version" in read.main, "desk, " in read.main] == [True] * 3
    assert "The day stays. Your answer:" in answered.main
    assert "Days that stay, as you answered" in tom.get(f"/plans/{plan.id}").main
    assert states(work_as, stage, plan, day) == {(AssignmentStatus.SEEN, WISH, WHY)}
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "wish_answered")).one()
        assert (told.email, told.path) == ("noor@example.com", f"/my-days/{day.id}")
        assert "HERON" not in str(told.facts)
    assert "You asked to change it. It stays" in noor.get("/my-days").main
    page = noor.get(f"/my-days/{day.id}").main
    assert "You asked to change this day. It stays. Why:" in page
    offered = [WHY, WISH, "Agree to this day", "Ask again to change this day", "I want to talk about this day"]
    assert [words for words in offered if words not in page] == []
    noor.post(f"/my-weeks/{plan.id}/agreement")
    assert states(work_as, stage, plan, day) == {(AssignmentStatus.SEEN, WISH, WHY)}
    noor.post(f"/my-days/{day.id}/wish", {"words": "Any other day"})
    assert states(work_as, stage, plan, day) == {(AssignmentStatus.ASKED_TO_CHANGE, "Any other day", WHY)}
    assert "They asked again. This was your answer before:" in tom.get(f"/day-wishes/{day.id}").main
    noor.post(f"/my-days/{day.id}/agreement")
    assert states(work_as, stage, plan, day) == {(AssignmentStatus.AGREED, "", "")}


def test_f60_an_answer_needs_a_reason_and_the_wish_that_it_answers(
    as_: AsMember, *, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    noor = as_("noor")

    empty, of_health = send(as_, day, words=""), send(as_, day, words="HERON because of your ADHD")
    noor.post(f"/my-days/{day.id}/wish", {"words": "CANARY evenings"})
    changed = send(as_, day)
    noor.post(f"/my-days/{day.id}/agreement")
    late = send(as_, day, version=2)

    assert (empty.status, of_health.status, changed.status, late.status) == (422, 422, 422, 409)
    assert "Say why the day stays" in empty.main
    assert "HERON because of your ADHD" in of_health.main
    assert "They asked for something else while you had this open." in changed.main
    assert ["CANARY evenings" in changed.main, WHY in changed.main, 'value="2"' in changed.text] == [True] * 3
    assert "Nobody waits for this answer now" in late.main
    assert WHY in late.text
    assert states(work_as, stage, plan, day) == {(AssignmentStatus.AGREED, "", "")}


def test_f60_an_answer_is_taken_back_until_the_person_answers(
    as_: AsMember, *, parts: Parts, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    tom, noor = as_("tom"), as_("noor")
    send(as_, day)

    back = tom.follow(tom.post(f"/day-wishes/{day.id}/return"))
    run_reactions(parts)

    assert "Or keep the day as it is" in back.main
    assert states(work_as, stage, plan, day) == {(AssignmentStatus.ASKED_TO_CHANGE, WISH, "")}
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "wish_answer_taken_back")).one()
        assert told.email == "noor@example.com"
    send(as_, day, version=3)
    noor.post(f"/my-days/{day.id}/agreement")
    late = tom.post(f"/day-wishes/{day.id}/return")
    assert (late.status, "The person answered this already" in late.main) == (409, True)
    assert "Nothing waits for you here now." in tom.get(f"/day-wishes/{day.id}").main


def test_f60_a_wish_exists_only_for_its_person_and_coordinators_of_the_production(
    as_: AsMember, *, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    send(as_, day)
    with work_as("tom") as work:
        other = days_of(work, plan, stage.people["ari"])[0]

    for key in ("cleo", "ari", "noor", "mei"):
        for path in (f"/day-wishes/{day.id}", f"/day-wishes/{day.id}/answer"):
            shown = as_(key).get(path)
            assert (shown.status, WISH in shown.text, WHY in shown.text) == (404, False, False)
    assert as_("tom").get(f"/day-wishes/{other.id}").status == 404


def test_f60_a_new_version_keeps_the_answer_where_the_day_is_the_same(
    as_: AsMember, *, work_as: WorkAs, stage: Stage, plan: Plan, day: Assignment
) -> None:
    send(as_, day)

    with work_as("tom") as work:
        newer = a_draft(work, stage)
        plans.publish(work, newer, Publication(reason=PlanReason.DESKS, replaces=str(plan.id)))

    assert states(work_as, stage, newer, day) == {(AssignmentStatus.SEEN, WISH, WHY)}
    assert "Nothing waits for you here now." in as_("tom").get(f"/day-wishes/{day.id}").main
    assert as_("tom").post(f"/day-wishes/{day.id}/return").status == 409
