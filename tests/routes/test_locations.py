"""Places of a production over HTTP: adding, describing, and their hours."""

from uuid import uuid4

import pytest
from sqlmodel import col, select

from app.models.closures import OpeningHours
from app.models.productions import Location
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.assignments import OUR_PRODUCTION, our_place

PLACE = {
    "name": "Paint shop", "address": "9 Wirra Lane, Thebarton", "way_there": "Ring at the red door.",
    "what_you_do": "You clean up plates.", "what_could_change": "The clip can change.", "capacity": "3",
    "buffer_minutes": "15",
}  # fmt: skip


def place_of(work_as: WorkAs, name: str) -> Location:
    with work_as("tom") as work:
        return work.db.scalars(select(Location).where(col(Location.name) == name)).one()


def test_a_place_is_added_and_read(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    client, base = as_("tom"), f"/productions/{stage.productions[OUR_PRODUCTION].id}/places/new"

    assert "Who looks after trainees there?" in client.get(base).main
    wrong = client.post(base, {**PLACE, "capacity": "0", "supervisor": str(uuid4())})
    assert wrong.status == 422
    assert "Use a number that is 1 or more" in wrong.main
    assert "Ring at the red door." in wrong.main
    stranger = client.post(base, {**PLACE, "supervisor": str(stage.id_of("mei"))})
    assert "Choose one of the people in the list" in stranger.main

    client.follow(client.post(base, {**PLACE, "supervisor": str(stage.id_of("tom"))}))
    shown = client.get(f"/places/{place_of(work_as, 'Paint shop').id}")

    assert "15 minutes before and after each block stay free." in shown.main
    assert "It is open on each of its days." in shown.main
    again = client.post(base, {**PLACE, "supervisor": str(stage.id_of("tom"))})
    assert "This production has a place called Paint shop already" in again.main


def test_rel_04_two_coordinators_describe_one_place(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
    client, path = as_("tom"), f"/places/{place.id}/change"
    typed = {**PLACE, "supervisor": str(stage.id_of("tom"))}

    assert client.post(path, {**typed, "name": "Green room", "version": "1"}).status == 303
    late = client.post(path, {**typed, "name": "Blue room", "version": "1"})

    assert late.status == 409
    assert "Somebody changed this while you had it open." in late.main
    assert "Green room" in late.main
    assert late.soup.select_one("[name=name]")["value"] == "Blue room"  # type: ignore[index]
    assert late.soup.select_one("[name=version]")["value"] == "2"  # type: ignore[index]
    assert place_of(work_as, "Green room").version == 2
    assert client.post(path, {**typed, "name": "Blue room", "version": "2"}).status == 303
    assert client.post(path, {**typed, "name": "Red room"}).status == 409
    emptied = client.post(path, {**typed, "way_there": "", "version": "3"})
    assert "so this cannot be empty any more" in emptied.main


def test_f57_the_hours_of_a_place_by_weekday(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
    client, path = as_("tom"), f"/places/{place.id}/hours"

    wrong = client.post(path, {"monday": "25:00 to 26:00", "tuesday": "5pm to 9am", "wednesday": "9", "version": "1"})
    assert wrong.status == 422
    assert "“25:00 to 26:00” is no span of time. Write it like 9:30am to 12:30pm" in wrong.main
    assert "“5pm to 9am” ends before it begins." in wrong.main
    assert "“9” is no span of time." in wrong.main

    shown = client.follow(client.post(path, {"monday": "8am to 6pm", "tuesday": "08:00-13:00", "version": "1"}))
    rows = dict(zip(shown.soup.select("dt"), shown.soup.select("dd"), strict=True))
    words = {dt.get_text(): dd.get_text(strip=True) for dt, dd in rows.items()}
    assert words["Monday"] == "8:00am to 6:00pm"
    assert words["Tuesday"] == "8:00am to 1:00pm"
    assert words["Sunday"] == "Closed"
    assert client.get(path).soup.select_one("[name=monday]")["value"] == "8:00am to 6:00pm"  # type: ignore[index]

    assert client.post(path, {"monday": "9am to 5pm", "version": "1"}).status == 409
    assert client.post(path, {"version": "2"}).status == 303
    with work_as("tom") as work:
        assert work.db.scalars(select(OpeningHours)).all() == []


@pytest.mark.parametrize("path", ["", "/change", "/hours"])
def test_a_place_does_not_exist_for_another_production(as_: AsMember, work_as: WorkAs, stage: Stage, path: str) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)

    shown = as_("cleo").get(f"/places/{place.id}{path}")

    assert shown.status == 404
    assert "Production office" not in shown.text
