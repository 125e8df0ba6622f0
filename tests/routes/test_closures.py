"""Closing places over HTTP: what it means is read first, and can be taken back."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from app.models.assignments import Assignment
from app.models.closures import Closure
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, a_published_plan, busy_elsewhere, enrolled, our_place


@pytest.fixture
def base(stage: Stage) -> str:
    return f"/productions/{stage.productions[OUR_PRODUCTION].id}/closures"


def typed(place: object, other: Mapping[str, str] | None = None) -> dict[str, str]:
    return {
        "place": str(place), "first_day": "8 March 2027", "last_day": "9 March 2027", "reason": "Set is painted", **(other or {})
    }  # fmt: skip


def carried(shown: Any) -> dict[str, str]:
    form = shown.soup.select("main form[method=post]")[-1]
    return {each["name"]: each["value"] for each in form.select("input[type=hidden]") if each["name"] != "csrf_token"}


def test_f71_closing_says_what_happens_to_whom_before_it_is_closed(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        enrolled(work, stage, "noor", "bea")
        a_published_plan(work, stage)
    client = as_("tom")

    shown = client.post(f"{base}/new", typed(place.id))

    assert shown.status == 200
    assert "This touches 4 published days of 2 people." in shown.main
    assert (
        "Bea Lindqvist: Monday 8 March 2027, Production office; Tuesday 9 March 2027, Production office." in shown.main
    )
    assert "They keep these days until a new plan is published. They are told then." in shown.main
    with work_as("tom") as work:
        assert work.db.scalars(select(Closure)).all() == []

    listed = client.follow(client.post(base, carried(shown)))

    assert "Set is painted" in listed.main
    with work_as("tom") as work:
        closure = work.db.scalars(select(Closure)).one()
        assert (closure.location_id, closure.first_day) == (place.id, MONDAY)
        assert {each.is_live for each in work.db.scalars(select(Assignment))} == {True}
    assert "The whole production" not in listed.main
    assert "This is closed on these days already" in client.post(f"{base}/new", typed(place.id)).main

    opened = client.follow(client.post(f"/closures/{closure.id}/opening"))
    assert "Nothing is closed." in opened.main


def test_f71_days_that_are_published_meanwhile_are_read_first(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        enrolled(work, stage, "noor")
    client = as_("tom")
    before = client.post(f"{base}/new", typed("all"))
    assert "Nobody has a published day there." in before.main
    with work_as("tom") as work:
        a_published_plan(work, stage)

    late = client.post(base, carried(before))

    assert late.status == 422
    assert "The published days changed since you opened this page." in late.main
    assert "Noor Haddad" in late.main
    assert client.post(base, carried(late)).status == 303
    with work_as("tom") as work:
        assert work.db.scalars(select(Closure)).one().location_id is None
    assert place.id


def test_f70_days_on_another_production_are_never_listed(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        busy_elsewhere(work, stage, who="noor", on=MONDAY)

    shown = as_("tom").post(f"{base}/new", typed("all"))

    assert "Nobody has a published day there." in shown.main
    for hidden in ("Noor", "Harbour Lights", "Ferry workshop"):
        assert hidden not in shown.main


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"last_day": "7 March 2027"}, "The last day is before the first day"),
        ({"first_day": "1 March 2026", "last_day": "2 March 2026"}, "These days are over."),
        ({"last_day": "9 March 2030"}, "Close a year at most."),
        ({"last_day": "31 February 2027"}, "There is no such day."),
        ({"place": "nowhere"}, "Choose one of the places in the list"),
    ],
)
def test_f57_what_cannot_be_closed_is_said(as_: AsMember, base: str, other: dict[str, str], sentence: str) -> None:
    for path in (f"{base}/new", base):
        shown = as_("tom").post(path, typed("all", other))

        assert shown.status == 422
        assert sentence in shown.main
        assert shown.soup.select_one("[name=reason]")["value"] == "Set is painted"  # type: ignore[index]


def test_the_list_takes_the_same_statements_whatever_its_size(
    as_: AsMember, work_as: WorkAs, stage: Stage, base: str
) -> None:
    client, counts = as_("tom"), []
    for rows in (1, 29):
        with work_as("tom") as work:
            for number in range(rows):
                work.db.add(
                    Closure(
                        id=work.new_id(), production_id=stage.productions[OUR_PRODUCTION].id, first_day=MONDAY,
                        last_day=MONDAY + timedelta(days=rows + number), made_at=work.now,
                    )
                )  # fmt: skip
        with statements() as sent:
            client.get(base)
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 8
