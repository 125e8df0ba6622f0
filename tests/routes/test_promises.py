"""The live page of promises, told from what happened; and each applicant's own promises on their page."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from app.adapters.parts import Parts
from app.models.applications import Application, Outcome
from app.services.casting import Stage
from app.services.deliveries import deliver_due
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.decisions import a_sent_application, accepted, released, withdrawn
from tests.routes.test_delays import LATE, NEW, tick
from tests.running import run_reactions


def counts(shown: Shown) -> dict[str, list[int]]:
    """Kept, due and missed by the name of the promise."""
    return {
        row.select("th")[0].get_text(strip=True): [
            int(cell.get_text(" ", strip=True).split()[0]) for cell in row.select("td")
        ]
        for row in shown.soup.select("#counts tbody tr")
    }


def lines(shown: Shown) -> list[str]:
    return [" ".join(head.get_text(" ", strip=True).split()) for head in shown.soup.select("main h3")]


def test_f39_promises_are_counted_from_what_happened(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="bea")
    run_reactions(parts)
    clock.advance(minutes=1)

    early = counts(as_("mei").get("/promises"))
    clock.now = LATE
    late = counts(as_("mei").get("/promises"))

    assert early == {
        "Say at once that it arrived": [1, 0, 0], "First human reply to a question": [0, 0, 0],
        "Result after the intake closes": [0, 1, 0], "Feedback with the result": [0, 0, 0],
        "Time to answer an offer": [0, 0, 0], "Changes after sending": [0, 1, 0], "Way back after a withdrawal": [0, 0, 0],
    }  # fmt: skip
    assert late["Result after the intake closes"] == [0, 0, 1]
    assert late["Changes after sending"] == [1, 0, 0]


def test_an_acknowledgement_that_nobody_wrote_is_missed(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    a_sent_application(work_as, of="bea")
    clock.advance(minutes=11)

    assert counts(as_("mei").get("/promises"))["Say at once that it arrived"] == [0, 0, 1]


def test_a_missed_promise_has_an_owner_a_next_step_and_what_was_said(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="bea")
    clock.now = LATE
    tick(parts)
    deliver_due(parts)

    shown = as_("mei").get("/promises?kind=decided&state=missed")

    assert lines(shown) == ["LUM-0001, Bea Lindqvist : Result after the intake closes"]
    for words in ("1 promise fits what you chose.", "By Tuesday 13 April 2027, 5:00pm", "Mei Tanaka answers for this.",
                  "Release the decision, or give a new day and the reason.", "Sent to Bea Lindqvist on Tuesday 13 April 2027",
                  "your result from Lumina is late", "Give a new day for LUM-0001"):  # fmt: skip
        assert words in shown.main


def test_f39_the_applicant_reads_that_the_promise_was_missed_and_why(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    application_id = a_sent_application(work_as, of="bea")
    run_reactions(parts)
    client = as_("bea")
    before = client.get(f"/applications/{application_id}").main
    clock.now = LATE
    as_("mei").post(f"/cohorts/{stage.cohorts['lumina'].id}/delay", NEW)
    run_reactions(parts)

    shown = as_("bea").get(f"/applications/{application_id}").main

    assert "We did not keep this" not in before
    assert "You get your result: by Tuesday 13 April 2027" in before
    for words in ("We did not keep this. We are sorry", "Two readers are away", "You are free to go elsewhere",
                  "You get your result: by Friday 30 April 2027", "We kept this"):  # fmt: skip
        assert words in shown


def test_a_kept_result_and_feedback_and_time_to_answer(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    accepted(work_as, of="bea")
    released(work_as, of="ari", outcome=Outcome.NOT_YET)
    run_reactions(parts)

    found = counts(as_("mei").get("/promises"))

    assert found["Result after the intake closes"] == [2, 0, 0]
    assert found["Feedback with the result"] == [2, 0, 0]
    assert found["Time to answer an offer"] == [1, 0, 0]


def test_an_offer_that_we_paused_too_early_is_a_missed_promise(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = released(work_as, of="bea")
    clock.advance(days=2)

    as_("mei").post(f"/decisions/{application_id}/pause", {"reason": "No answer yet."})

    assert counts(as_("mei").get("/promises"))["Time to answer an offer"] == [0, 0, 1]


def test_an_offer_that_the_clock_paused_had_its_whole_time(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    released(work_as, of="bea")
    clock.now = datetime(2027, 3, 16, 6, 31, tzinfo=UTC)
    tick(parts)

    assert counts(as_("mei").get("/promises"))["Time to answer an offer"] == [1, 0, 0]


def test_the_way_back_is_due_while_it_lasts(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    withdrawn(work_as, a_sent_application(work_as, of="bea"), by="bea")
    clock.advance(days=3)
    open_still = counts(as_("mei").get("/promises"))
    clock.advance(days=14)

    assert open_still["Way back after a withdrawal"] == [0, 1, 0]
    assert counts(as_("mei").get("/promises"))["Way back after a withdrawal"] == [1, 0, 0]


def test_pages_follow_one_another_without_gaps(as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pages.promises.PAGE", 2)
    for key in ("bea", "ari", "noor"):
        a_sent_application(work_as, of=key)
    client = as_("mei")

    path, found = "/promises", []
    while path:
        shown = client.get(path)
        found += lines(shown)
        link = shown.soup.find("a", string="Show the next 10")
        path = str(link["href"]) if link else ""

    assert len(found) == len(set(found)) == 9


def test_only_own_programmes_are_counted(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="zoe", programme="post-production")

    shown = as_("mei").get("/promises")

    assert "Zoe" not in shown.text
    assert all(sum(each) == 0 for each in counts(shown).values())
    assert "No promise fits." not in as_("asha").get("/promises").main


@pytest.mark.parametrize("key", ["ravi", "bea", "ida", "tom", "jun", "fay", "ola", "pia", "hal", "sam"])
def test_the_page_is_for_managers(as_: AsMember, key: str) -> None:
    shown = as_(key).get("/promises")

    assert shown.status == 403
    assert "This page is for programme managers." in shown.main


@pytest.mark.parametrize("query", ["kind=x", "state=late", "cohort=x", f"after={quote('x' * 900)}", "after=%00"])
def test_a_filter_that_is_not_offered_breaks_nothing(as_: AsMember, work_as: WorkAs, query: str) -> None:
    a_sent_application(work_as, of="bea")

    assert as_("mei").get(f"/promises?{query}").status in {200, 422}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_few_statements(as_: AsMember, work_as: WorkAs, parts: Parts, rows: int) -> None:
    for key in ("bea", "ari", "noor")[:rows]:
        a_sent_application(work_as, of=key)
    run_reactions(parts)
    manager, applicant = as_("mei"), as_("bea")
    with work_as(None) as work:
        own = work.db.query(Application).first()
        assert own is not None

    with statements() as counted:
        manager.get("/promises")
    with statements() as of_own:
        applicant.get(f"/applications/{own.id}")

    assert len(counted) == 8
    assert len(of_own) <= 8


@pytest.mark.parametrize(
    ("people", "query", "said"),
    [
        (("bea",), "kind=decided", "1 promise fits what you chose. What was missed"),
        (("bea", "ari"), "kind=decided", "2 promises fit what you chose. What was missed"),
        ((), "kind=decided", "0 promises fit what you chose. What was missed"),
        ((), "", "0 promises. What was missed"),
    ],
)
def test_f39_how_many_are_listed_is_said_in_a_whole_sentence(
    as_: AsMember, work_as: WorkAs, people: tuple[str, ...], query: str, said: str
) -> None:
    for person in people:
        a_sent_application(work_as, of=person)

    assert said in as_("mei").get(f"/promises?{query}").main
