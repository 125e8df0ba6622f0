"""Day sheets: one's own holds only one's own, and that of a place says what to provide and never why."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from app.models.assignments import Assignment
from app.models.workstations import Workstation
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.assignments import (
    a_published_plan,
    an_agreed_need,
    days_of,
    enrolled,
    our_place,
    shared_with_production,
)

PARTS = [
    "When", "Where", "Your desk", "The way there", "Who is there", "What happens", "Breaks", "What could change",
    "Who to ask",
]  # fmt: skip


@pytest.fixture
def day(work_as: WorkAs, stage: Stage) -> Assignment:
    """Noor's first day; what helps her is shared with the production, and one thing is not."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        wall = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide="A seat with a wall behind it.")
        shared_with_production(work, stage, wall)
        an_agreed_need(work, stage, of="noor", need="headphones", provide="CANARY headphones.")
        plan = a_published_plan(work, stage)
        return days_of(work, plan, stage.people["noor"])[0]


@pytest.fixture
def sheet(work_as: WorkAs, stage: Stage, day: Assignment) -> str:
    """The address of the place's sheet for that day."""
    with work_as(None) as work:
        place = work.db.get_one(Workstation, day.workstation_id).location_id
    return f"/productions/{stage.productions['my-brilliant-career'].id}/places/{place}/days/{day.on_date}"


def test_n21_one_page_holds_only_their_own_day_in_the_same_parts(as_: AsMember, day: Assignment) -> None:
    page = as_("noor").get(f"/my-days/{day.id}/sheet")

    assert [head.text.strip() for head in page.soup.select("main .sheet-part h2")] == PARTS
    assert "Ring at the blue door." in page.main
    assert "Ari Novak" not in page.main
    assert page.soup.select("main svg.drawing") == []
    assert as_("ari").get(f"/my-days/{day.id}/sheet").status == 404


def test_n21_in_pictures_the_words_stay_and_a_drawing_stands_beside_each(as_: AsMember, day: Assignment) -> None:
    noor = as_("noor")

    plain = noor.get(f"/my-days/{day.id}/sheet")
    drawn = noor.get(f"/my-days/{day.id}/sheet?shape=pictures")

    assert len(drawn.soup.select("main svg.drawing")) == len(PARTS)
    assert (
        drawn.soup.select("main .sheet-part")[3].text.split() == plain.soup.select("main .sheet-part")[3].text.split()
    )
    assert noor.get(f"/my-days/{day.id}/sheet?shape=nonsense").status == 200


def test_n21_the_document_is_one_tagged_page(as_: AsMember, day: Assignment) -> None:
    shown = as_("noor").get(f"/my-days/{day.id}/sheet/document")

    read = PdfReader(BytesIO(shown.answer.content))
    assert len(read.pages) == 1
    assert "/StructTreeRoot" in read.root_object
    assert "Who to ask" in read.pages[0].extract_text()


def test_n21_the_place_says_what_to_provide_without_causes(as_: AsMember, sheet: str) -> None:
    page = as_("tom").get(sheet)

    assert "A seat with a wall behind it." in page.main
    assert "CANARY" not in page.text
    assert "back_to_wall" not in page.text
    assert "My back to a wall" not in page.main
    assert as_("cleo").get(sheet).status == 404
    assert as_("noor").get(sheet).status == 404


def test_n21_each_line_is_acknowledged_by_name_and_time_and_taken_back(as_: AsMember, sheet: str) -> None:
    tom = as_("tom")
    fields = {
        field["name"]: field["value"]
        for field in tom.get(sheet).soup.select(f"main form[action='{sheet}/acknowledgements'] input[type=hidden]")
        if field["name"] in {"person", "words"}
    }

    ready = tom.follow(tom.post(f"{sheet}/acknowledgements", fields))
    tom.post(f"{sheet}/acknowledgements", fields)

    assert "Ready by Tom Whitlam, Monday 1 March 2027, 11:00am" in ready.main
    back = tom.follow(tom.post(f"{sheet}/acknowledgements/undo", fields))
    assert "Ready by Tom" not in back.main
    other = tom.post(f"{sheet}/acknowledgements", {**fields, "words": "0" * 64})
    assert (other.status, "no longer shared" in other.main) == (422, True)
    assert tom.post(f"{sheet}/acknowledgements", {"person": "nonsense"}).status == 422


def test_another_place_and_a_day_that_is_none_are_not_there(as_: AsMember, sheet: str) -> None:
    tom = as_("tom")

    assert tom.get(sheet.rpartition("/")[0] + "/2027-02-31").status in {404, 422}
    assert "Nobody has a desk here on this day." in tom.get(sheet.rpartition("/")[0] + "/2027-02-01").main
    assert tom.get(sheet.replace("/places/", "/places/0")).status in {404, 422}


def test_the_sheet_takes_few_statements(as_: AsMember, sheet: str) -> None:
    tom = as_("tom")
    tom.get(sheet)

    with statements() as sent:
        tom.get(sheet)

    assert len([each for each in sent if each.startswith("SELECT")]) <= 14
