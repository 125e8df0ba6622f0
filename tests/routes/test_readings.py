"""The managers' side of reviewing over HTTP: an even spread, a list that is brought, and where reviews differ."""

import io
from uuid import UUID

import openpyxl
import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Application, ApplicationStatus
from app.models.reviews import Review, ReviewStatus
from app.models.ties import NamedReader
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.counting import statements
from tests.factories.decisions import a_review_of, a_sent_application, gives_points, in_review
from tests.running import run_reactions

APPLICANTS = ("bea", "ari", "noor", "sam")


@pytest.fixture
def reading(stage: Stage) -> str:
    return f"/cohorts/{stage.cohorts['lumina'].id}/reading"


def asked(work_as: WorkAs) -> list[tuple[str, str]]:
    """Who was asked to read what, by reference and name."""
    with work_as(None) as work:
        rows = work.db.execute(
            select(Application.reference, Review.reviewer_id)
            .join(Review, col(Review.application_id) == Application.id)
            .order_by(col(Application.reference), col(Review.reviewer_id))
        ).all()
    return [(reference, str(reviewer)) for reference, reviewer in rows]


def named(work_as: WorkAs, application_id: UUID, stage: Stage, key: str) -> None:
    with work_as(None) as work:
        work.db.add(NamedReader(application_id=application_id, reader_id=stage.id_of(key), named_at=work.now))


def plan_of(shown: Shown) -> dict[str, str]:
    form = shown.soup.select("main form[method=post]")[-1]
    return {name: str(form.select_one(f"input[name={name}]")["value"]) for name in ("seen", "each")}  # type: ignore[index]


def bring(client: Client, reading: str, content: bytes, name: str = "list.csv") -> Shown:
    return client.post(f"{reading}/list", files={"file": (name, content, "text/csv")})


def cells(shown: Shown) -> list[list[str]]:
    return [[td.get_text(" ", strip=True) for td in row.select("th,td")] for row in shown.soup.select("#rows tbody tr")]


def test_overview_says_phases_readers_and_what_is_lacking(as_: AsMember, work_as: WorkAs, reading: str) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    gives_points(work_as, application_id, by="ravi")

    shown = as_("mei").get(reading)

    assert "Discussion" in shown.main
    assert [td.get_text() for td in shown.soup.select("#readers tbody tr")[0].select("th,td")] == [
        "Ravi Menon", "0", "1", "0"
    ]  # fmt: skip
    assert "Fewer readers: LUM-0001." in shown.main


@pytest.mark.parametrize("page", ["", "/spread", "/differences"])
def test_pages_take_the_same_few_statements_for_any_number_of_rows(
    as_: AsMember, work_as: WorkAs, reading: str, page: str
) -> None:
    client, counts = as_("mei"), []
    for key in APPLICANTS[:2]:
        gives_points(work_as, in_review(work_as, of=key, by=("ravi",)), by="ravi")
        with statements() as counted:
            client.get(reading + page)
        counts.append(len(counted))

    assert counts[0] == counts[1] <= 8


def test_f32_stepping_back_counts_as_seen_and_is_not_asked_again(as_: AsMember, work_as: WorkAs, reading: str) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea", by=("ravi",)), by="ravi")
    as_("ravi").post(f"/reviews/{review_id}/abstention")

    overview = as_("mei").get(reading)
    plan = as_("mei").get(f"{reading}/spread")

    assert [td.get_text() for td in overview.soup.select("#readers tbody tr")[0].select("th,td")][-1] == "1"
    assert "LUM-0001: 1 reader is missing. 1 was asked before." in plan.main
    assert [row.get_text(" ", strip=True) for row in plan.soup.select("#placed tbody tr")] == ["LUM-0001 Sol Okafor"]


def test_f29_a_spread_shows_what_it_would_do_and_asks_nobody(as_: AsMember, work_as: WorkAs, reading: str) -> None:
    for key in APPLICANTS:
        a_sent_application(work_as, of=key)

    shown = as_("mei").get(f"{reading}/spread?each=1")

    loads = [[td.get_text() for td in row.select("th,td")] for row in shown.soup.select("#loads tbody tr")]
    assert loads == [["Ravi Menon", "0", "2", "2"], ["Sol Okafor", "0", "2", "2"]]
    assert "Ask for 4 readings" in shown.main
    assert asked(work_as) == []


def test_f29_a_spread_is_asked_after_it_was_seen(as_: AsMember, work_as: WorkAs, reading: str) -> None:
    for key in APPLICANTS:
        a_sent_application(work_as, of=key)
    client = as_("mei")

    shown = client.follow(client.post(f"{reading}/spread", plan_of(client.get(f"{reading}/spread?each=2"))))

    assert "The reviewers are asked." in shown.main
    assert len(asked(work_as)) == 8
    with work_as(None) as work:
        states = set(work.db.scalars(select(Application.status).where(col(Application.sent_at).is_not(None))))
    assert states == {ApplicationStatus.IN_REVIEW}


def test_f29_a_plan_that_changed_is_shown_again(as_: AsMember, work_as: WorkAs, reading: str) -> None:
    a_sent_application(work_as, of="bea")
    client = as_("mei")
    plan = plan_of(client.get(f"{reading}/spread"))
    a_sent_application(work_as, of="ari")

    shown = client.post(f"{reading}/spread", plan)

    assert shown.status == 422
    assert "This plan changed since you opened the page. Read it again, then ask." in shown.errors
    assert asked(work_as) == []


def test_f29_a_spread_never_crosses_a_tie(as_: AsMember, work_as: WorkAs, stage: Stage, reading: str) -> None:
    named(work_as, a_sent_application(work_as, of="bea"), stage, "ravi")
    client = as_("mei")

    shown = client.get(f"{reading}/spread?each=2")
    client.post(f"{reading}/spread", plan_of(shown))

    assert "LUM-0001: 1 reader is missing. A tie sets 1 apart." in shown.main
    assert asked(work_as) == [("LUM-0001", str(stage.id_of("sol")))]


@pytest.mark.parametrize("each", ["0", "11", "many", "", "9" * 30])
def test_a_number_that_cannot_be_is_refused_politely(as_: AsMember, work_as: WorkAs, reading: str, each: str) -> None:
    a_sent_application(work_as, of="bea")

    shown = as_("mei").get(f"{reading}/spread?each={each}")

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-each"]


def test_f29_a_list_is_checked_row_by_row(as_: AsMember, work_as: WorkAs, stage: Stage, reading: str) -> None:
    in_review(work_as, of="bea", by=("sol",))
    named(work_as, a_sent_application(work_as, of="ari"), stage, "ravi")
    rows = (
        "Reference,Reviewer\nLUM-0001,RAVI@example.com\nLUM-0001,ravi@example.com\nLUM-0001,sol@example.com\n"
        "LUM-0002,ravi@example.com\nLUM-9999,ravi@example.com\nLUM-0002,kit@example.com\n=cmd()\n"
    )

    shown = bring(as_("mei"), reading, rows.encode())

    assert shown.status == 200
    assert [(row[0], row[3]) for row in cells(shown)] == [
        ("2", "Asks this reviewer"),
        ("3", "This stands in the list twice."),
        ("4", "They were asked already."),
        ("5", "A tie sets this reviewer apart."),
        ("6", "No application of this intake that is open for reading has this reference."),
        ("7", "No reviewer of this programme has this address."),
        ("8", "No application of this intake that is open for reading has this reference."),
    ]
    assert "Ask by 1 row" in shown.main
    assert len(asked(work_as)) == 1


def test_f29_the_right_rows_of_a_workbook_are_asked_by(
    as_: AsMember, work_as: WorkAs, stage: Stage, reading: str
) -> None:
    a_sent_application(work_as, of="bea")
    book = openpyxl.Workbook()
    book.active.append(["LUM-0001", "ravi@example.com"])
    book.active.append(["LUM-0001", "=HYPERLINK(1)"])
    held = io.BytesIO()
    book.save(held)
    client = as_("mei")

    shown = bring(client, reading, held.getvalue(), "list.xlsx")
    rows = str(shown.soup.select_one("input[name=rows]")["value"])  # type: ignore[index]
    done = client.follow(client.post(f"{reading}/list/rows", {"rows": rows}))

    assert "The reviewers are asked." in done.main
    assert asked(work_as) == [("LUM-0001", str(stage.id_of("ravi")))]


@pytest.mark.parametrize(
    "rows", ["", "LUM-0001", "LUM-0001 kit@example.com", "LUM-0001 ravi@example.com;x y", "\x00", ";;;", "x" * 200_001]
)
def test_rows_that_are_not_right_any_more_ask_nobody(as_: AsMember, work_as: WorkAs, reading: str, rows: str) -> None:
    a_sent_application(work_as, of="bea")

    shown = as_("mei").post(f"{reading}/list/rows", {"rows": rows})

    assert shown.status == 422
    assert len(shown.errors) == 1
    assert asked(work_as) == []


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"PK\x03\x04 no workbook", b"a,b\n" * 2001])
def test_a_list_that_cannot_be_read_says_what_to_do(as_: AsMember, reading: str, content: bytes) -> None:
    shown = bring(as_("mei"), reading, content)

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-file"]


def test_no_list_asks_for_one(as_: AsMember, reading: str) -> None:
    shown = as_("mei").post(f"{reading}/list", {})

    assert shown.errors == ["Choose a list"]


@pytest.mark.parametrize("page", ["", "/spread", "/list", "/differences"])
@pytest.mark.parametrize("key", ["ravi", "bea", "asha", "ida"])
def test_the_reading_of_an_intake_is_for_its_managers(as_: AsMember, reading: str, page: str, key: str) -> None:
    assert as_(key).get(reading + page).status == 404


def test_differences_are_told_by_application_part_and_scale(as_: AsMember, work_as: WorkAs, reading: str) -> None:
    for key in APPLICANTS[:3]:
        application_id = in_review(work_as, of=key, by=("ravi", "sol"))
        gives_points(work_as, application_id, by="ravi", points=3)
        gives_points(work_as, application_id, by="sol", points=1)

    shown = as_("mei").get(f"{reading}/differences")

    first = [td.get_text(" ", strip=True) for td in shown.soup.select("#applications tbody tr")[0].select("th,td")]
    assert first == [
        "LUM-0001", "2", "33 and 100", "67", "Interest: 2 of 3. Eye for detail: 2 of 3. A next step: 2 of 3."
    ]  # fmt: skip
    readers = [[td.get_text() for td in row.select("th,td")] for row in shown.soup.select("#readers tbody tr")]
    assert readers == [
        ["Ravi Menon", "3", "About 67 of 100 more than the others"],
        ["Sol Okafor", "3", "About 67 of 100 less than the others"],
    ]


def test_asked_reviewers_get_one_message(as_: AsMember, work_as: WorkAs, reading: str, parts: Parts) -> None:
    for key in APPLICANTS:
        a_sent_application(work_as, of=key)
    client = as_("mei")
    client.post(f"{reading}/spread", plan_of(client.get(f"{reading}/spread")))

    run_reactions(parts)

    assert "Needs your answer" in as_("ravi").get("/messages").main
    with work_as(None) as work:
        assert len(work.db.scalars(select(Review).where(col(Review.status) == ReviewStatus.ASSIGNED)).all()) == 8
