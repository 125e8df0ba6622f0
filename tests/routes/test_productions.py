"""Productions exist for their coordinators, and for nobody else."""

import pytest

from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.assignments import OUR_PRODUCTION, a_draft, enrolled, our_place
from tests.factories.productions import a_desk


def test_the_listing_shows_only_own_productions(as_: AsMember) -> None:
    page = as_("tom").get("/productions")

    assert page.status == 200
    assert "My Brilliant Career" in page.main
    assert "Harbour Lights" not in page.main


def test_the_listing_is_for_coordinators(as_: AsMember) -> None:
    page = as_("mei").get("/productions")

    assert page.status == 403
    assert "for coordinators of a production" in page.main


def test_a_production_shows_places_desks_days_and_plans(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_draft(work, stage)

    page = as_("tom").get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert page.status == 200
    assert "Quiet desk Measured on 1 February 2027." in page.main.replace(" at Production office", "")
    assert "Tom Whitlam looks after trainees here. Most trainees at a time: 4." in page.main
    assert "Monday 8 March 2027 to Sunday 14 March 2027" in page.main
    assert "Friday 12 March 2027 what to provide : Production office. Scenes are filmed." in page.main


def test_an_empty_production_says_what_is_missing(as_: AsMember, stage: Stage) -> None:
    page = as_("tom").get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert "There are no plans yet." in page.main
    assert "No places are known yet." in page.main
    assert "No coming days of work are known." in page.main


@pytest.mark.parametrize("key", ["cleo", "mei", "noor", "jun", "ola"])
def test_a_production_does_not_exist_for_others(as_: AsMember, stage: Stage, key: str) -> None:
    page = as_(key).get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert page.status == 404
    assert "My Brilliant Career" not in page.text


@pytest.mark.parametrize("desks", [1, 30])
def test_a_production_takes_the_same_statements_whatever_its_size(
    as_: AsMember, work_as: WorkAs, stage: Stage, desks: int
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        for number in range(desks):
            a_desk(work, place=place, name=f"Desk {number}")
    client = as_("tom")

    with statements() as asked:
        client.get(f"/productions/{stage.productions[OUR_PRODUCTION].id}")

    assert len(asked) == 6
