"""The pages of a passport: what it holds, sharing after a preview, and ending at once."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from accessibility.vocabulary import NEEDS
from app.models.accommodations import AccommodationStatus, PassportShare, Strength
from app.pages import passports_keeping
from app.services.accommodations_asking import draft
from app.services.casting import Stage
from tests.adapters.test_documents import tags
from tests.asking import AsMember, WorkAs
from tests.client import Client
from tests.factories.accommodations import a_place_to_ask, agreed, asked, shared
from tests.factories.matches import noor_and_jun
from tests.pressing import press

CANARY = "kestrel-lantern"
UNTIL = date(2027, 6, 30)
QUIET = "Give them a quiet seat. The highest usual sound level is 40 to 45 dB(A). Sudden sounds, at most: less than one an hour."


def production(stage: Stage, key: str = "my-brilliant-career") -> str:
    return f"production:{stage.productions[key].id}"


def test_an_empty_passport_says_how_it_fills(as_: AsMember) -> None:
    assert "Your passport is empty." in as_("noor").get("/passport").main
    assert "There is nothing to share yet." in as_("noor").get("/passport/sharing").main


def test_only_what_is_agreed_stands_in_it(as_: AsMember, work_as: WorkAs) -> None:
    agreed(work_as, asked(work_as, of="noor", words=CANARY))
    asked(work_as, of="noor", need="fixed_seat")

    shown = as_("noor").get("/passport")

    assert QUIET in shown.main
    assert "The same seat each time" not in shown.main
    assert CANARY not in shown.text


def test_sharing_goes_through_a_preview_of_exactly_that(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = agreed(work_as, asked(work_as, of="noor", words=CANARY))
    noor, choice = as_("noor"), {"items": str(item), "reader": production(stage), "until": "30 June 2027"}

    form = noor.get("/passport/sharing")
    preview = noor.get("/passport/preview?items={items}&reader={reader}&until=30+June+2027".format(**choice))
    done = noor.follow(noor.post("/passport/sharing", choice))

    assert "The coordinators of My Brilliant Career: Tom Whitlam" in form.main
    assert "Harbour Lights" not in form.text
    assert [line.get_text() for line in preview.soup.select("main section li")] == [QUIET]
    assert CANARY not in preview.text
    assert "The coordinators of My Brilliant Career, until Wednesday 30 June 2027" in done.main


def test_a_mentor_can_be_chosen(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = agreed(work_as, asked(work_as, of="noor"))
    noor_and_jun(work_as, stage)
    noor = as_("noor")

    noor.follow(
        noor.post(
            "/passport/sharing", {"items": str(item), "reader": f"person:{stage.id_of('jun')}", "until": "2027-06-30"}
        )
    )

    assert "Jun Park, until Wednesday 30 June 2027" in noor.get("/passport").main


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"items": []}, "Choose at least one thing to share"),
        ({"until": "1 February 2027"}, "Choose a day that is today or later"),
        ({"until": "1 February 2037"}, "Choose a day within 18 months. You can share again after it."),
        ({"until": "some day"}, "Write the date as day, month, year, such as 6 May 2027"),
        ({"reader": "person:0190aaaa-0000-7000-8000-000000000000"}, "Choose one of the readers in the list"),
        ({"reader": "nonsense"}, "Choose one of the readers in the list"),
    ],
)
def test_wrong_choices_are_said_by_their_field(
    as_: AsMember, work_as: WorkAs, stage: Stage, wrong: dict[str, object], sentence: str
) -> None:
    item = agreed(work_as, asked(work_as, of="noor"))
    choice = {"items": str(item), "reader": production(stage), "until": "30 June 2027", **wrong}

    shown = as_("noor").post("/passport/sharing", choice)

    assert (shown.status, shown.errors) == (422, [sentence])


def test_a_preview_with_something_missing_asks_again(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    agreed(work_as, asked(work_as, of="noor"))

    shown = as_("noor").get(f"/passport/preview?reader={production(stage)}&until=30+June+2027")

    assert (shown.status, shown.errors) == (422, ["Choose at least one thing to share"])


def test_nobody_shares_what_belongs_to_another(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    theirs = agreed(work_as, asked(work_as, of="noor"))
    agreed(work_as, asked(work_as, of="bea"))

    shown = as_("bea").post(
        "/passport/sharing", {"items": str(theirs), "reader": production(stage), "until": "30 June 2027"}
    )

    assert shown.status == 422
    assert as_("bea").post(f"/passport/items/{theirs}/earlier").status == 404


def test_sharing_ends_at_once_and_only_by_its_owner(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = agreed(work_as, asked(work_as, of="noor"))
    shared(work_as, item, of="noor", reader=production(stage), until=UNTIL)
    with work_as("noor") as work:
        share_id = work.db.query(PassportShare).one().id

    for who in ("bea", "tom", "ida", "gil", "zoe"):
        assert as_(who).post(f"/passport/shares/{share_id}/end").status == 404
    done = as_("noor").follow(as_("noor").post(f"/passport/shares/{share_id}/end"))

    assert "Only you and your advisers can read this; in an emergency also a programme manager" in done.main


def test_the_owner_orders_the_items(as_: AsMember, work_as: WorkAs) -> None:
    agreed(work_as, asked(work_as, of="noor"))
    second = agreed(work_as, asked(work_as, of="noor", need="fixed_seat"))
    noor = as_("noor")

    noor.post(f"/passport/items/{second}/earlier")

    heads = [head.get_text() for head in noor.get("/passport").soup.select("main section h2")]
    assert heads == ["The same seat each time", "A quiet seat"]


def test_sharing_again_moves_the_day(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = agreed(work_as, asked(work_as, of="noor"))
    for day in (UNTIL, date(2027, 7, 31)):
        shared(work_as, item, of="noor", reader=production(stage), until=day)

    main = as_("noor").get("/passport").main

    assert main.count("until") == 1
    assert "until Saturday 31 July 2027" in main


# What the owner keeps


def test_f46_the_history_keeps_every_share_with_its_days(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = agreed(work_as, asked(work_as, of="noor", words=CANARY))
    shared(work_as, item, of="noor", reader=production(stage), until=UNTIL)
    noor = as_("noor")
    noor.follow(
        press(noor, noor.get("/passport"), "End sharing “A quiet seat” with The coordinators of My Brilliant Career")
    )
    shared(work_as, item, of="noor", reader=production(stage), until=date(2027, 7, 31))

    page, head = noor.get("/passport/history"), "A quiet seat, with The coordinators of My Brilliant Career"

    assert [" ".join(part.get_text(" ").split()) for part in page.soup.select("main section")] == [
        f"{head} They can read it Shared on Monday 1 March 2027, until Saturday 31 July 2027.",
        f"{head} Over Shared on Monday 1 March 2027, until Wednesday 30 June 2027. It ended on Monday 1 March 2027.",
    ]
    assert "You have shared nothing yet." in as_("bea").get("/passport/history").main


@pytest.mark.parametrize("older", ["nonsense", "%00", "0190aaaa-0000-7000-8000-000000000000"])
def test_f46_an_address_that_says_nothing_is_no_trouble(as_: AsMember, older: str) -> None:
    assert as_("noor").get(f"/passport/history?older={older}").status == 200


def test_f46_the_owner_prints_everything_in_their_order(as_: AsMember, work_as: WorkAs) -> None:
    agreed(work_as, asked(work_as, of="noor", words=CANARY))
    second = agreed(work_as, asked(work_as, of="noor", need="fixed_seat"))
    noor = as_("noor")
    noor.post(f"/passport/items/{second}/earlier")

    page, document = noor.get("/passport/printing"), noor.get("/passport/document")
    text = PdfReader(BytesIO(document.answer.content)).pages[0].extract_text()

    assert [head.get_text() for head in page.soup.select("main h2")] == ["The same seat each time", "A quiet seat"]
    assert document.answer.headers["content-type"] == "application/pdf"
    assert document.answer.headers["content-disposition"] == 'attachment; filename="passport.pdf"'
    assert "no-store" in document.answer.headers["cache-control"]
    assert text.index("The same seat each time") < text.index("A quiet seat")
    assert CANARY not in page.text + text


def test_f46_an_empty_passport_prints_no_page_of_nothing(as_: AsMember) -> None:
    assert "There is nothing to print yet." in as_("noor").get("/passport/printing").main
    assert as_("noor").get("/passport/document").status == 200


def a_passport(work_as: WorkAs, items: int) -> list[tuple[str, str]]:
    """So many items of the library, agreed as they were asked: heading and words of each, in the owner's order."""
    with work_as("noor") as work:
        place = a_place_to_ask(work)
        for position, need in enumerate(list(NEEDS.values())[:items]):
            row = draft(work, place, need.code, Strength.MUST, position=position)
            row.status, row.provide = AccommodationStatus.AGREED, need.instruction(row.parameters)
        work.db.flush()
        return list(passports_keeping.printing(work).parts)


def pages_of(client: Client) -> tuple[PdfReader, list[str]]:
    """The document, and the words of each page without its foot."""
    reader = PdfReader(BytesIO(client.get("/passport/document").answer.content))
    said = [page.extract_text().replace("\u200b", "") for page in reader.pages]
    return reader, [" ".join(re.sub(r"Page \d+ / \d+\..*", "", words, flags=re.DOTALL).split()) for words in said]


def test_f46_a_passport_of_ordinary_size_is_one_tagged_page(as_: AsMember, work_as: WorkAs) -> None:
    parts = a_passport(work_as, 8)

    reader, pages = pages_of(as_("noor"))
    root: Any = reader.trailer["/Root"]

    assert len(pages) == 1
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a truth of its own kind
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert [tag for tag in tags(reader) if tag.startswith("/H")] == ["/H1", *["/H2"] * 8]
    assert [words for part in parts for words in part if words not in pages[0]] == []


def test_f46_a_long_passport_goes_on_to_further_pages_with_nothing_cut(as_: AsMember, work_as: WorkAs) -> None:
    parts = a_passport(work_as, len(NEEDS))

    reader, pages = pages_of(as_("noor"))
    whole = " ".join(pages)

    assert len(parts) > 30
    assert len(pages) > 2
    assert len([tag for tag in tags(reader) if tag == "/H2"]) == len(parts)
    assert [f"{head} {words}" for head, words in parts if f"{head} {' '.join(words.split())}" not in whole] == []
    assert [page for page in pages if page.endswith(tuple(head for head, _ in parts))] == []
