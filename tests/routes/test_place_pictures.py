"""Pictures of places: stripped of what is hidden in them, described in words, and seen by whoever has a day there."""

import io
from typing import Any

import pytest
from PIL import Image
from sqlmodel import select

from app.adapters.parts import Parts
from app.models.people import Preferences
from app.models.place_pictures import PlacePicture
from app.models.productions import Location
from app.models.workstations import Workstation
from app.rules.place_pictures import LONGEST_SIDE
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.factories.assignments import a_published_plan, an_agreed_need, enrolled, our_place
from tests.factories.files import CANARY, a_moving_picture, a_picture

DESCRIBED = "A blue door with a bell on the right."
JPEG = ("door.jpg", a_picture(), "image/jpeg")


@pytest.fixture
def place(work_as: WorkAs, stage: Stage) -> tuple[Location, Workstation, Workstation]:
    with work_as("tom") as work:
        made = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        a_published_plan(work, stage)
    return made


def send(client: Client, place: Location, file: Any = JPEG, **change: str) -> Shown:
    typed = {"kind": "way_in", "desk": "", "description": DESCRIBED, **change}
    return client.post(f"/locations/{place.id}/pictures", typed, files={"file": file})


def test_n22_pictures_from_the_door_to_the_seat_are_seen_before_the_first_day(
    as_: AsMember, work_as: WorkAs, place: tuple[Location, Workstation, Workstation]
) -> None:
    office, quiet, loud = place
    tom = as_("tom")
    assert "There are no pictures yet." in tom.get(f"/locations/{office.id}/pictures").main
    assert send(tom, office).status == 303
    plan = ("plan.png", a_picture("PNG", wide=2400, high=600), "image/png")
    assert (
        send(
            tom, office, plan, kind="floor_plan", description="The door is at the left, the desks at the right."
        ).status
        == 303
    )
    assert send(tom, office, kind="seat", desk=str(quiet.id), description="A grey seat at a wall.").status == 303
    assert send(tom, office, kind="seat", desk=str(loud.id), description="A seat on a walkway.").status == 303

    page = as_("noor").get(f"/workstations/{quiet.id}")

    alts = [img["alt"] for img in page.soup.select("main img")]
    assert alts == [DESCRIBED, "The door is at the left, the desks at the right.", "A grey seat at a wall."]
    for img in page.soup.select("main img"):
        got = as_("noor").get(str(img["src"]))
        with Image.open(io.BytesIO(got.answer.content)) as drawn:
            assert max(drawn.size) <= LONGEST_SIDE
        assert CANARY.encode() not in got.answer.content
    with work_as("tom") as work:
        pictures = {each.description: each.id for each in work.db.scalars(select(PlacePicture))}
    assert as_("noor").get(f"/place-pictures/{pictures['A seat on a walkway.']}/content").status == 404
    assert as_("bea").get(f"/place-pictures/{pictures[DESCRIBED]}/content").status == 404
    assert as_("cleo").get(f"/place-pictures/{pictures[DESCRIBED]}/content").status == 404


@pytest.mark.parametrize(
    ("file", "change", "status", "said"),
    [
        (JPEG, {"description": ""}, 422, "Say in words what can be seen"),
        (JPEG, {"kind": "seat"}, 422, "Choose the desk that this picture is of"),
        (("door.pdf", b"%PDF-1.7", "application/pdf"), {}, 415, "We take pictures (JPEG, PNG, WebP)."),
        (("door.jpg", b"not a picture", "image/jpeg"), {}, 415, "This file is of another kind than its name says."),
        (("door.webp", a_moving_picture(), "image/webp"), {}, 415, "This"),
    ],
)
def test_a_picture_that_cannot_be_kept_is_said_and_the_words_stay(  # noqa: PLR0917 - fixtures and one case
    as_: AsMember,
    place: tuple[Location, Workstation, Workstation],
    file: Any,
    change: dict[str, str],
    status: int,
    said: str,
) -> None:
    page = send(as_("tom"), place[0], file, **change)

    assert page.status == status
    assert page.errors[0].startswith(said)
    assert page.soup.select_one("#field-description").text.strip() == change.get("description", DESCRIBED)  # type: ignore[union-attr]


def test_a_picture_is_changed_once_and_removed_with_its_bytes_later(
    as_: AsMember, work_as: WorkAs, parts: Parts, place: tuple[Location, Workstation, Workstation]
) -> None:
    tom = as_("tom")
    send(tom, place[0])
    with work_as("tom") as work:
        picture = work.db.scalars(select(PlacePicture)).one()
    path, typed = f"/place-pictures/{picture.id}", {"kind": "way_in", "description": "A green door.", "position": "2"}

    assert tom.post(path, {**typed, "version": "1"}).status == 303
    late = tom.post(path, {**typed, "description": "A red door.", "version": "1"})
    assert late.status == 422
    assert "Somebody changed this picture since you opened this page." in late.main
    assert "A green door." in tom.get(f"{path}/removal").main
    assert tom.post(f"{path}/removal", {}).status == 303

    assert tom.get(path).status == 404
    assert picture.stored_as in set(parts.storage.names())


def test_n22_whoever_hides_pictures_reads_them(
    as_: AsMember, work_as: WorkAs, stage: Stage, place: tuple[Location, Workstation, Workstation]
) -> None:
    send(as_("tom"), place[0])
    with work_as("noor") as work:
        work.db.get_one(Preferences, stage.id_of("noor")).images = "off"

    page = as_("noor").get(f"/workstations/{place[1].id}")

    assert not page.soup.select("main img")
    assert DESCRIBED in page.main
