"""Days on which somebody cannot come: said without a reason, seen as away only, and planned around."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.absences import Absence
from app.models.messages import Message
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import (
    OUR_PRODUCTION,
    WEEK,
    a_draft,
    a_published_plan,
    days_of,
    enrolled,
    our_place,
)
from tests.running import run_reactions


def test_n18_a_trainee_says_that_they_cannot_come_and_only_their_days_move(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        plan = a_published_plan(work, stage)
        rows = {key: days_of(work, plan, stage.people[key]) for key in ("noor", "ari")}
    noor, tom, day = as_("noor"), as_("tom"), rows["noor"][0]

    asked = noor.get(f"/my-days/{day.id}/absence")
    said = noor.follow(noor.post(f"/my-days/{day.id}/absence", {"last_day": ""}))
    run_reactions(parts)
    seen = tom.get(f"/productions/{stage.productions[OUR_PRODUCTION].id}/absences")
    grid = tom.get(f"/plans/{plan.id}?shape=grid")
    asking = tom.get(f"/productions/{stage.productions[OUR_PRODUCTION].id}/plans/new")
    with work_as("tom") as work:
        repaired = a_draft(work, stage)
        after = {key: days_of(work, repaired, stage.people[key]) for key in ("noor", "ari")}

    assert "You do not need to say why." in asked.main
    assert [field["name"] for field in asked.soup.select("main input:not([type=hidden])")] == ["last_day"]
    assert "Your coordinator is told." in said.main
    assert "Noor Haddad is away from Monday 8 March 2027 to Monday 8 March 2027." in seen.main
    assert grid.main.count("Away then.") == 3
    assert "You get a plan with the least change" in asking.main
    assert [(each.on_date, each.block, each.workstation_id) for each in after["ari"]] == [
        (each.on_date, each.block, each.workstation_id) for each in rows["ari"]
    ]
    assert day.on_date not in {each.on_date for each in after["noor"]}
    assert len(after["noor"]) == 4
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "absence_told")).one()
        assert (told.email, set(told.facts)) == ("tom@example.com", {"person", "production", "first_day", "last_day"})


def test_an_absence_is_noted_by_a_coordinator_and_taken_back_by_its_person(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
    tom, noor = as_("tom"), as_("noor")
    path = f"/productions/{stage.productions[OUR_PRODUCTION].id}/absences"
    days = {"first_day": WEEK[0].isoformat(), "last_day": WEEK[4].isoformat()}

    noted = tom.follow(tom.post(path, {"person": stage.id_of("noor"), **days}))
    twice = tom.post(path, {"person": stage.id_of("noor"), **days})
    with work_as("tom") as work:
        short = a_draft(work, stage)
        assert days_of(work, short, stage.people["noor"]) == []
    own = noor.get("/my-absences")
    back = noor.follow(noor.post(str(own.soup.select("form[action$='/end']")[0]["action"])))
    with work_as("tom") as work:
        assert len(days_of(work, a_draft(work, stage), stage.people["noor"])) == 4

    assert "Noor Haddad is away from Monday 8 March 2027 to Friday 12 March 2027." in noted.main
    assert twice.status == 422
    assert "This person is away on some of these days already." in twice.main
    assert "Your coordinator plans with you again." in back.main


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first_day": WEEK[1].isoformat(), "last_day": WEEK[0].isoformat()}, "The last day is before the first day."),
        ({"first_day": "2026-01-05", "last_day": "2026-01-06"}, "These days are over."),
        ({"first_day": WEEK[0].isoformat(), "last_day": "2028-01-06"}, "This is longer than four months."),
        ({"first_day": "soon", "last_day": WEEK[0].isoformat()}, "Write the date as day, month, year"),
        ({"first_day": "", "last_day": ""}, "Write the first day"),
    ],
)
def test_days_that_cannot_be_are_told_and_kept(
    as_: AsMember, work_as: WorkAs, stage: Stage, typed: dict[str, str], sentence: str
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
    path = f"/productions/{stage.productions[OUR_PRODUCTION].id}/absences"

    page = as_("tom").post(path, {"person": stage.id_of("noor"), **typed})

    assert page.status == 422
    assert sentence in page.main
    assert page.soup.select("input[name=first_day]")[0]["value"] == typed["first_day"]


def test_an_absence_stays_with_its_production_and_its_person(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        plan = a_published_plan(work, stage)
        day = days_of(work, plan, stage.people["noor"])[0]
    as_("noor").post(f"/my-days/{day.id}/absence", {"last_day": (day.on_date + timedelta(days=1)).isoformat()})
    with work_as(None) as work:
        absence = work.db.scalars(select(Absence)).one()
    theirs = stage.productions["harbour-lights"].id

    assert as_("cleo").get(f"/productions/{stage.productions[OUR_PRODUCTION].id}/absences").status == 404
    assert "Noor" not in as_("cleo").get(f"/productions/{theirs}/absences").main
    assert as_("cleo").post(f"/absences/{absence.id}/end").status == 404
    assert as_("ari").post(f"/absences/{absence.id}/end").status == 404
    assert as_("ari").get(f"/my-days/{day.id}/absence").status == 404
    assert "Noor" not in as_("ari").get("/my-absences").main


def test_somebody_outside_the_programme_is_not_noted(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
    path = f"/productions/{stage.productions[OUR_PRODUCTION].id}/absences"
    days = {"first_day": WEEK[0].isoformat(), "last_day": WEEK[0].isoformat()}

    page = as_("tom").post(path, {"person": stage.id_of("bea"), **days})

    assert page.status == 422
    assert "Choose one of the people in the list" in page.main
