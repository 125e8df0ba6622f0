"""Plans for coordinators: asked for, read, published, put aside. Nobody else learns that a draft exists."""

from datetime import timedelta

import pytest
from bs4 import Tag
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.models.accommodations import Strength
from app.models.assignments import Assignment, AssignmentStatus
from app.models.messages import Message
from app.models.people import RoleGrant
from app.models.plans import Plan, PlanReason, PlanStatus
from app.models.workstations import Workstation
from app.services import plans, plans_solving
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.assignments import (
    MONDAY,
    OUR_PRODUCTION,
    WEEK,
    a_draft,
    a_published_plan,
    a_wanted_plan,
    an_agreed_need,
    days_of,
    enrolled,
    our_place,
    shared_with_production,
)
from tests.factories.productions import a_desk
from tests.running import run_reactions

BACK = "Seat them with their back to a wall."


def test_a_plan_is_asked_for_and_made_in_the_background(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
    tom, production = as_("tom"), stage.productions[OUR_PRODUCTION].id

    asking = tom.get(f"/productions/{production}/plans/new")
    asked = tom.post(
        f"/productions/{production}/plans", {"cohort": stage.cohorts["lumina"].id, "week": MONDAY.isoformat()}
    )
    run_reactions(parts)

    assert "Monday 8 March 2027 to Sunday 14 March 2027" in asking.main
    assert asked.status == 303
    with work_as(None) as work:
        plan = work.db.scalars(select(Plan)).one()
        assert plan.status is PlanStatus.DRAFT
        assert [each.workstation_id is not None for each in days_of(work, plan, stage.people["noor"])] == [True] * 4
        told = work.db.scalars(select(Message).where(col(Message.template) == "plan_drafted")).all()
        assert [(each.email, each.path) for each in told] == [("tom@example.com", f"/plans/{plan.id}")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"cohort": "", "week": MONDAY.isoformat()}, "Choose a group"),
        ({"cohort": "lumina", "week": ""}, "Choose a week"),
        ({"cohort": "lumina", "week": "2027-09-06"}, "The production does not work in this week."),
        ({"cohort": "post-production", "week": MONDAY.isoformat()}, "Choose one of the groups in the list"),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_at_its_field(
    as_: AsMember, work_as: WorkAs, stage: Stage, typed: dict[str, str], sentence: str
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
    cohort = stage.cohorts[typed["cohort"]].id if typed["cohort"] else ""

    page = as_("tom").post(f"/productions/{stage.productions[OUR_PRODUCTION].id}/plans", {**typed, "cohort": cohort})

    assert page.status == 422
    assert sentence in page.main


def test_a_draft_says_how_each_person_fits_in_shared_words_only(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        shared = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide=BACK)
        shared_with_production(work, stage, shared)
        an_agreed_need(work, stage, of="noor", need="headphones", provide="CANARY headphones")
        an_agreed_need(work, stage, of="ari", need="quiet_seat", provide="CANARY quiet")
        plan = a_draft(work, stage)

    page = as_("tom").get(f"/plans/{plan.id}")

    assert page.status == 200
    assert f"{BACK} Here: yes." in page.main
    assert "Half days that are planned: 8 of 8." in page.main
    assert "CANARY" not in page.text
    assert "quiet" not in page.main.lower().replace("quiet desk", "")
    assert "headphones" not in page.text


def test_what_is_shared_with_another_production_stays_there(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        shared = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide=BACK)
        shared_with_production(work, stage, shared, production="harbour-lights")
        plan = a_draft(work, stage)

    assert BACK not in as_("tom").get(f"/plans/{plan.id}").text


def test_who_coordinates_two_productions_reads_each_share_at_its_own(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        work.db.add(
            RoleGrant(
                id=work.new_id(),
                person_id=stage.id_of("tom"),
                role=Role.COORDINATOR,
                programme_id=stage.programmes["post-production"].id,
                production_id=stage.productions["harbour-lights"].id,
                granted_at=work.now,
            )
        )
        our_place(work, stage)
        enrolled(work, stage, "noor")
        shared = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide=BACK)
        shared_with_production(work, stage, shared, production="harbour-lights")
        plan = a_draft(work, stage)
    tom = as_("tom")

    assert "Harbour Lights" in tom.get("/productions").main
    assert BACK not in tom.get(f"/plans/{plan.id}").text


def test_an_unmet_wish_is_a_sentence_in_list_and_grid(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        wish = an_agreed_need(
            work, stage, of="noor", need="smell_free", strength=Strength.NICE, provide="Keep smells away."
        )
        shared_with_production(work, stage, wish)
        plan = a_draft(work, stage)
    tom = as_("tom")

    as_list, as_grid = (tom.get(f"/plans/{plan.id}?shape={shape}") for shape in ("list", "grid"))

    assert "Keep smells away. Here: not measured yet." in as_list.main
    assert "What to look at" in as_list.main
    assert len(as_grid.soup.select("table .clash")) == len(as_grid.soup.select("table td a[href*='/cells/']")) == 4


def test_list_and_grid_say_the_same(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        plan = a_draft(work, stage)
    tom = as_("tom")

    as_list, as_grid = (tom.get(f"/plans/{plan.id}?shape={shape}") for shape in ("list", "grid"))

    cells = [words(link) for link in as_grid.soup.select("table td a")]
    lines = [words(line) for line in as_list.soup.select("main h3 + ul[role=list] li")]
    assert sorted(cells) == sorted(lines)
    assert sum(cell.startswith("Free, ") for cell in cells) == 12
    said = "9:30am to 12:30pm at Loud desk, Production office, on Monday 8 March 2027"
    assert {f"Noor Haddad, {said}", f"Ari Novak, {said}"} & set(cells)


def test_a_retired_desk_is_no_row_unless_somebody_sits_there(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        plan = a_draft(work, stage)
        for desk in (quiet, loud):
            work.db.get_one(Workstation, desk.id).retired_at = work.now
    tom = as_("tom")

    grid, paper = (tom.get(f"/plans/{plan.id}{path}") for path in ("?shape=grid", "/sheet"))

    for page in (grid, paper):
        assert [words(row) for row in page.soup.select("tbody th")] == ["Quiet desk, Production office"]
        assert "Times here are Adelaide time." in page.main


def test_why_somebody_is_short_names_no_need(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="smell_free", provide="CANARY smell")
        plan = a_draft(work, stage)

    page = as_("tom").get(f"/plans/{plan.id}")

    assert "4 half days are missing. No desk that fits is free at some of the times." in page.main
    assert "smell" not in page.text.lower()


def test_publishing_is_read_first_and_told_to_whom_it_concerns(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
    tom = as_("tom")

    before = tom.get(f"/plans/{plan.id}/publication")
    done = tom.post(f"/plans/{plan.id}/publication", {"replaces": ""})
    run_reactions(parts)

    assert "Noor Haddad: 2 new or moved days, 0 days taken out, 0 days as before." in before.main
    assert done.status == 303
    assert "The plan is published." in tom.follow(done).main
    with work_as(None) as work:
        kept = work.db.get_one(Plan, plan.id)
        assert (kept.status, kept.version, kept.reason) == (PlanStatus.PUBLISHED, 1, PlanReason.FIRST)
        told = work.db.scalars(select(Message).where(col(Message.template) == "days_planned")).one()
        assert (told.email, told.path, told.facts["added"]) == ("noor@example.com", "/my-days", 2)


def test_a_new_version_keeps_answers_and_tells_only_whom_it_touches(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        first = a_published_plan(work, stage)
    noor = as_("noor")
    noor.follow(noor.post(f"/my-weeks/{first.id}/agreement"))
    with work_as("tom") as work:
        enrolled(work, stage, "ari")
        second = a_draft(work, stage)
    tom = as_("tom")
    page = tom.get(f"/plans/{second.id}/publication")
    unanswered = tom.post(f"/plans/{second.id}/publication", {"replaces": str(first.id)})
    done = tom.post(f"/plans/{second.id}/publication", {"replaces": str(first.id), "reason": "people"})
    run_reactions(parts)

    assert "Nothing changes for Noor Haddad. They get no message." in page.main
    assert unanswered.status == 422
    assert "Choose why there is a new version" in unanswered.main
    assert done.status == 303
    with work_as(None) as work:
        assert work.db.get_one(Plan, first.id).status is PlanStatus.REPLACED
        assert work.db.get_one(Plan, second.id).version == 2
        agreed = {each.status for each in days_of(work, second, stage.people["noor"])}
        assert agreed == {AssignmentStatus.AGREED}
        released = {(each.status, each.is_live) for each in days_of(work, first, stage.people["noor"])}
        assert released == {(AssignmentStatus.RELEASED, False)}
        told = work.db.scalars(select(Message).where(col(Message.template) == "days_changed")).all()
        assert [each.email for each in told] == ["ari@example.com"]
    assert noor.get("/my-days").main.count("You agreed") == 2


def test_the_second_of_two_coordinators_is_told(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        one, other = a_draft(work, stage), a_draft(work, stage)
    tom = as_("tom")
    assert tom.post(f"/plans/{one.id}/publication", {"replaces": ""}).status == 303

    late = tom.post(f"/plans/{other.id}/publication", {"replaces": "", "reason": "days"})
    again = tom.post(f"/plans/{other.id}/publication", {"replaces": _hidden(late, "replaces"), "reason": "days"})
    twice = tom.post(f"/plans/{one.id}/publication", {"replaces": str(other.id), "reason": "days"})

    assert late.status == 422
    assert "Somebody else published a plan for these days" in late.main
    assert again.status == 303
    assert twice.status == 409
    assert "while you had it open" in twice.main
    assert "It is: Replaced by a newer version." in tom.get(f"/plans/{one.id}/publication").main


def test_a_draft_whose_ground_moved_is_not_published(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        plan = a_draft(work, stage)
        work.db.add(quiet)
        quiet.profile = {**quiet.profile, "back": "people"}

    page = as_("tom").post(f"/plans/{plan.id}/publication", {"replaces": ""})

    assert page.status == 422
    assert "Ask for a new draft." in page.main


def test_a_place_without_a_preview_is_not_published(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
        place.what_could_change = ""

    page = as_("tom").post(f"/plans/{plan.id}/publication", {"replaces": ""})

    assert page.status == 422
    assert "Production office or one of its desks is not described yet." in page.main


def test_a_draft_is_put_aside_and_brought_back(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
    tom = as_("tom")

    asked = tom.get(f"/plans/{plan.id}/discard")
    gone = tom.follow(tom.post(f"/plans/{plan.id}/discard"))
    twice = tom.post(f"/plans/{plan.id}/discard")
    back = tom.follow(tom.post(f"/plans/{plan.id}/return"))

    assert "You can bring the draft back later." in asked.main
    assert "This draft was put aside." in gone.main
    assert twice.status == 422
    assert "Only you and other coordinators see this draft." in back.main


def test_a_plan_that_could_not_be_made_says_why_and_can_be_asked_again(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_wanted_plan(work, stage)
        plans.stop(work, plan, plans_solving.CHANGED)
    tom = as_("tom")

    stopped = tom.get(f"/plans/{plan.id}")
    again = tom.follow(tom.post(f"/plans/{plan.id}/wishes"))
    run_reactions(parts)

    assert "changed while this plan was being made" in stopped.main
    assert "The plan is being made." in again.main
    assert "Only you and other coordinators" in tom.get(f"/plans/{plan.id}").main


@pytest.mark.parametrize("key", ["cleo", "noor", "mei", "ida"])
def test_a_draft_does_not_exist_for_others(as_: AsMember, work_as: WorkAs, stage: Stage, key: str) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_draft(work, stage)
    client = as_(key)

    assert client.get(f"/plans/{plan.id}").status == 404
    assert client.get(f"/plans/{plan.id}/publication").status == 404
    assert client.post(f"/plans/{plan.id}/publication", {"replaces": ""}).status == 404
    assert client.post(f"/plans/{plan.id}/discard").status == 404


@pytest.mark.parametrize(("people", "desks"), [(1, 1), (20, 30)])
def test_a_plan_takes_at_most_eight_statements(
    as_: AsMember, work_as: WorkAs, stage: Stage, people: int, desks: int
) -> None:
    keys = list(stage.people)[:people]
    with work_as("tom") as work:
        place, *_ = our_place(work, stage, capacity=40)
        for number in range(desks):
            a_desk(work, place=place, name=f"Desk {number}")
        enrolled(work, stage, *keys)
        item = an_agreed_need(work, stage, of=keys[0], need="smell_free", provide="Keep smells away.")
        shared_with_production(work, stage, item)
        helped = an_agreed_need(
            work, stage, of=keys[-1], need="headphones", provide="Headphones.", strength=Strength.NICE
        )
        shared_with_production(work, stage, helped)
        plan = a_draft(work, stage)
        assert plan.explanations
    tom = as_("tom")

    with statements() as sent:
        tom.get(f"/plans/{plan.id}?shape=grid")

    assert len([each for each in sent if "audit_" not in each]) == 8


def test_two_live_plans_never_give_one_desk_twice(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)
        plan = a_draft(work, stage, monday=MONDAY)
        rows = work.db.scalars(select(Assignment).where(col(Assignment.plan_id) == plan.id)).all()
        for row in rows:
            row.is_live = True

        with pytest.raises(Exception, match=r"(?i)unique"):
            work.db.flush()
        work.db.rollback()


def test_a_week_counts_from_monday(work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        plan = a_wanted_plan(work, stage, monday=WEEK[3])

    assert (plan.first_day, plan.last_day) == (MONDAY, MONDAY + timedelta(days=6))


def words(piece: Tag) -> str:
    return " ".join(piece.get_text().split())


def _hidden(page: Shown, name: str) -> str:
    return str(page.soup.select(f"input[name={name}]")[0]["value"])
