"""How a desk fits somebody, need by need: all of it for the person, only what they share for a coordinator; and its document."""

import io

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from app.models.accommodations import Strength
from app.models.assignments import Assignment
from app.models.productions import Location
from app.models.workstations import Workstation
from app.services.casting import Stage
from tests.adapters.test_documents import tags
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.assignments import (
    a_published_plan,
    an_agreed_need,
    enrolled,
    our_place,
    shared_with_production,
)
from tests.factories.productions import a_desk
from tests.factories.sessions import a_session
from tests.routes.test_place_pictures import DESCRIBED, send


@pytest.fixture
def desk(work_as: WorkAs, stage: Stage) -> Workstation:
    """Noor sits at the quiet desk: her back is at a wall, its view was never measured, and its light is not what she wishes."""
    with work_as("tom") as work:
        _, quiet, _ = our_place(work, stage)
        enrolled(work, stage, "noor")
        wall = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide="Their back to a wall.")
        an_agreed_need(work, stage, of="noor", need="see_exit", strength=Strength.PREFER, provide="The exit in view.")
        light = an_agreed_need(work, stage, of="noor", need="daylight", strength=Strength.NICE, provide="Daylight.")
        shared_with_production(work, stage, wall)
        shared_with_production(work, stage, light)
        a_published_plan(work, stage)
    return quiet


def test_n15_a_trainee_reads_for_each_of_their_needs_whether_it_is_met(as_: AsMember, desk: Workstation) -> None:
    noor = as_("noor")

    page = noor.get(f"/workstations/{desk.id}")

    fits = page.soup.find("h2", string="How this desk fits you")
    assert fits is not None
    lines = [" ".join(line.text.split()) for line in fits.find_next("ul").find_all("li")]  # type: ignore[union-attr]
    assert lines[0] == "My back to a wall: Met Behind the seat: a wall. This fits."
    assert lines[1].startswith("I can see the way out: Not measured yet View of the way out: not measured yet. Needed:")
    assert lines[2].startswith("Daylight, or no window: Not met")
    assert "You can say no to a day here. You do not need to say why." in page.main


def test_n15_the_day_page_says_it_too_and_no_needs_no_reason(as_: AsMember, work_as: WorkAs, desk: Workstation) -> None:
    noor = as_("noor")
    with work_as("noor") as work:
        live = select(Assignment).where(col(Assignment.workstation_id) == desk.id, col(Assignment.is_live))
        day = work.db.scalars(live.order_by(col(Assignment.starts_at)).limit(1)).one()
    shown = noor.get(f"/my-days/{day.id}")
    assert "My back to a wall: Met" in shown.main
    assert "I can see the way out: Not measured yet" in shown.main
    asking = noor.get(f"/my-days/{day.id}/wish")
    assert "You do not need to say why." in asking.main
    assert asking.soup.select_one("label[for=field-words] .optional")

    said = noor.follow(noor.post(f"/my-days/{day.id}/wish", {}))

    assert "Until there is a new plan, your place is kept." in said.main


def test_n15_a_coordinator_reads_only_what_is_shared_and_where_it_would_be_met(
    as_: AsMember, work_as: WorkAs, stage: Stage, desk: Workstation
) -> None:
    with work_as("tom") as work:
        place = work.db.get_one(Location, desk.location_id)
        sunny = a_desk(
            work, place=place, name="Sunny desk", profile={"back": "wall", "light_type": "daylight", "glare": "none"}
        )
        a_desk(work, place=place, name="Bare desk", profile={})
    path = f"/workstations/{desk.id}/fits/{stage.id_of('noor')}"

    page = as_("tom").get(path)

    assert "Their back to a wall. Met Behind the seat: a wall. This fits." in page.main
    assert "Daylight. Not met" in page.main
    assert "exit" not in page.main
    assert "way out" not in page.main
    links = [link.text for link in page.soup.select("main ul a")]
    assert links == ["Sunny desk"]
    assert "Met" in as_("tom").get(f"/workstations/{sunny.id}/fits/{stage.id_of('noor')}").main
    assert as_("tom").get(f"/workstations/{desk.id}/fits/{stage.id_of('bea')}").status == 404
    for key in ("cleo", "noor", "mei"):
        assert as_(key).get(path).status == 404
    assert "What to provide where you work" in as_("noor").get("/who-looked").main


def test_n22_a_description_to_print_is_tagged_and_has_pictures_sounds_and_who_to_ask(
    as_: AsMember, work_as: WorkAs, desk: Workstation
) -> None:
    with work_as("tom") as work:
        place = work.db.get_one(Location, desk.location_id)
        held = work.db.get_one(Workstation, desk.id)
        held.profile = {**held.profile, "noise_kind": ["machine_hum"], "air_drop": "Alarm test on Mondays at 10am."}
    send(as_("tom"), place)

    got = as_("noor").get(f"/workstations/{desk.id}/document")

    assert got.answer.headers["content-type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(got.answer.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())
    assert "Sounds: machine hum" in text
    assert "Alarm test on Mondays at 10am." in text
    assert "Ask for a visit before your first day." in text
    assert DESCRIBED in text
    assert "Noor" not in text
    assert sum(len(page.images) for page in reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # type: ignore[index]  # noqa: E712 - a truth of its own kind
    assert "/Figure" in tags(reader)


def test_n22_a_visit_before_the_first_day_is_a_session_to_book(
    as_: AsMember, work_as: WorkAs, stage: Stage, desk: Workstation
) -> None:
    noor = as_("noor")
    assert "No visit is planned yet. You can ask Tom Whitlam for one." in noor.get(f"/workstations/{desk.id}").main

    with work_as("mei") as work:
        visit = a_session(work, cohort=stage.cohorts["lumina"], title="A visit to the desks")

    page = noor.get(f"/workstations/{desk.id}")
    assert page.soup.find("a", href=f"/sessions/{visit.id}", string="A visit to the desks")


def test_a_desk_takes_few_statements(as_: AsMember, desk: Workstation) -> None:
    for key in ("noor", "tom"):
        client = as_(key)
        with statements() as sent:
            client.get(f"/workstations/{desk.id}")
        assert len(sent) <= 8, key
