"""Deciding over HTTP: the board, one application, its reviewers, its decision, and the release."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.messages import Message
from app.models.reviews import Review
from app.services import applications, reviews
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.decisions import (
    a_review_of,
    a_sent_application,
    accepted,
    decided,
    gives_points,
    grant,
    in_review,
    released,
    the_marks,
    withdrawn,
)
from tests.house.visiting import NOBODYS_ID
from tests.running import run_reactions

OFFER = {"outcome": "offered", "feedback": "You notice light.", "version": "0"}
NOT_YET = {
    "outcome": "not_yet", "reasons": ["no_work"], "feedback": "You notice light.", "version": "0",
    "next_steps": "Finish one shot with us.", "next_on": "6 May 2027",
    "advice": "Draw one shape each day.", "on_the_day": "Applications open again.",
}  # fmt: skip


def rows_of(shown: Shown) -> list[str]:
    return [head.get_text(strip=True) for head in shown.soup.select("tbody th")]


def status_of(work_as: WorkAs, application_id: UUID) -> ApplicationStatus:
    with work_as(None) as work:
        return work.db.get_one(Application, application_id).status


def test_board_lists_sent_applications_of_own_programmes(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    a_sent_application(work_as, of="zoe", programme="post-production")

    shown = as_("mei").get("/decisions")

    assert shown.status == 200
    assert rows_of(shown) == ["LUM-0001"]
    assert "Zoe" not in shown.text
    assert "1 application. Ordered by reference." in shown.main


def test_board_says_how_far_each_application_is(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="ravi", points=3)

    shown = as_("mei").get("/decisions")

    cells = [cell.get_text(strip=True) for cell in shown.soup.select("tbody td")]
    assert cells[1:] == ["Bea Lindqvist", "In review", "1 of 2", "100", "None yet"]


@pytest.mark.parametrize("rows", [1, 3])
def test_board_takes_the_same_statements_for_any_number_of_rows(as_: AsMember, work_as: WorkAs, rows: int) -> None:
    for key in ("bea", "ari", "noor")[:rows]:
        gives_points(work_as, in_review(work_as, of=key, by=("ravi",)), by="ravi")
    client = as_("mei")

    with statements() as counted:
        shown = client.get("/decisions?order=score")

    assert len(rows_of(shown)) == rows
    assert len(counted) == 6


def test_board_filters_by_state_and_cohort(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    a_sent_application(work_as, of="bea")
    in_review(work_as, of="ari")
    client = as_("mei")

    by_state = client.get("/decisions?status=received&status=offered")
    by_cohort = client.get(f"/decisions?cohort={stage.cohorts['lumina'].id}")
    elsewhere = client.get(f"/decisions?cohort={stage.cohorts['post-production'].id}")

    assert rows_of(by_state) == ["LUM-0001"]
    assert "1 application. You chose what is listed." in by_state.main
    assert rows_of(by_cohort) == ["LUM-0001", "LUM-0002"]
    assert rows_of(elsewhere) == []
    assert "No application fits." in elsewhere.main


def test_f22_score_order_says_that_people_decide(as_: AsMember, work_as: WorkAs) -> None:
    for key, points in (("bea", 1), ("ari", 3), ("noor", 2)):
        gives_points(work_as, in_review(work_as, of=key), by="ravi", points=points)
    a_sent_application(work_as, of="sam")

    shown = as_("mei").get("/decisions?order=score")

    assert rows_of(shown) == ["LUM-0002", "LUM-0003", "LUM-0001", "LUM-0004"]
    assert "Scores only put applications in an order for reading." in shown.main


@pytest.mark.parametrize("order", ["", "score"])
def test_pages_follow_one_another_without_gaps(
    as_: AsMember, work_as: WorkAs, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.pages.decisions_board.PAGE", 2)
    for key, points in (("bea", 2), ("ari", 2), ("noor", 3), ("sam", 1)):
        gives_points(work_as, in_review(work_as, of=key), by="ravi", points=points)
    a_sent_application(work_as, of="fay")
    client = as_("mei")

    path, found = f"/decisions?order={order}", []
    while path:
        shown = client.get(path)
        found += rows_of(shown)
        link = shown.soup.find("a", string="Show the next 50")
        path = str(link["href"]) if link else ""

    by_score = ["LUM-0003", "LUM-0001", "LUM-0002", "LUM-0004", "LUM-0005"]
    assert found == (by_score if order else sorted(by_score))


def test_a_page_cannot_be_begun_behind_an_application_of_another_programme(as_: AsMember, work_as: WorkAs) -> None:
    gives_points(work_as, in_review(work_as, of="bea"), by="ravi", points=1)
    theirs = in_review(work_as, of="zoe", by=("kit",), manager="asha", programme="post-production")
    gives_points(work_as, theirs, by="kit", points=3, programme="post-production")
    with work_as(None) as work:
        reference = work.db.get_one(Application, theirs).reference

    shown = as_("mei").get(f"/decisions?order=score&after={reference}")

    assert rows_of(shown) == rows_of(as_("mei").get("/decisions?order=score&after=LUM-9999")) == ["LUM-0001"]


@pytest.mark.parametrize("query", ["status=draft_or_so", "cohort=x", "order=name", "status=a&status=b"])
def test_a_filter_that_is_not_offered_is_refused_politely(as_: AsMember, work_as: WorkAs, query: str) -> None:
    a_sent_application(work_as, of="bea")

    shown = as_("mei").get(f"/decisions?{query}")

    assert shown.status == 422
    assert shown.title.startswith("Error: ")


def test_drafts_are_not_listed(as_: AsMember, work_as: WorkAs) -> None:
    with work_as("ari") as work:
        draft = applications.start(work, "lumina")

    assert rows_of(as_("mei").get("/decisions?status=draft")) == []
    assert as_("mei").get(f"/decisions/{draft.id}").status == 404


@pytest.mark.parametrize("key", ["ravi", "bea", "ida", "tom", "jun", "fay", "ola"])
def test_board_is_for_managers(as_: AsMember, key: str) -> None:
    for path in ("/decisions", "/decisions/release"):
        assert as_(key).get(path).status == 403


@pytest.mark.parametrize("key", ["asha", "ravi", "bea", "ida", "zoe", "kit"])
def test_an_application_is_missing_for_everybody_else(as_: AsMember, work_as: WorkAs, key: str) -> None:
    application_id = in_review(work_as, of="bea", by=("sol",))
    client = as_(key)

    for page in ("", "/reviewers", "/decision", "/return", "/offer", "/deferral", "/pause", "/continuation"):
        assert client.get(f"/decisions/{application_id}{page}").status == 404
        if page:
            assert client.post(f"/decisions/{application_id}{page}").status == 404
    assert client.get(f"/decisions/reviews/{a_review_of(work_as, application_id, by='sol')}/removal").status == 404


def test_unknown_application_is_missing(as_: AsMember) -> None:
    assert as_("mei").get(f"/decisions/{uuid4()}").status == 404
    assert as_("mei").get("/decisions/something").status == 404


def test_page_shows_answers_reviews_and_history_and_nothing_of_adjustments(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",), says={"draws_you": "I watch shadows"})
    gives_points(work_as, application_id, by="ravi", because="Sees shadows too", note="A kind writer")

    shown = as_("mei").get(f"/decisions/{application_id}")

    for expected in ("Bea Lindqvist", "By e-mail: bea@example.com", "I watch shadows", "Sees shadows too", "A kind writer",
                     "Ravi Menon gave a review.", "Mei Tanaka started the reading.", "67 of 100"):  # fmt: skip
        assert expected in shown.main
    assert "djustment" not in shown.main


def test_page_takes_few_statements(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="ravi")
    gives_points(work_as, application_id, by="sol")
    client = as_("mei")

    with statements() as counted:
        client.get(f"/decisions/{application_id}")

    assert len(counted) <= 8


def test_asking_reviewers_starts_the_reading_and_tells_them(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    application_id = a_sent_application(work_as, of="bea")
    client = as_("mei")
    people = [str(stage.id_of("ravi")), str(stage.id_of("sol"))]

    shown = client.follow(client.post(f"/decisions/{application_id}/reviewers", {"reviewers": people}))
    run_reactions(parts)

    assert "The reviewers are asked." in shown.main
    assert status_of(work_as, application_id) is ApplicationStatus.IN_REVIEW
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "review_asked")).all()
        assert sorted(message.email for message in told) == ["ravi@example.com", "sol@example.com"]
        assert all("Bea" not in str(message.facts) and "LUM" not in str(message.facts) for message in told)


def test_one_message_for_several_applications(work_as: WorkAs, parts: Parts) -> None:
    in_review(work_as, of="bea", by=("ravi",))
    in_review(work_as, of="ari", by=("ravi",))

    run_reactions(parts)

    with work_as(None) as work:
        assert len(work.db.scalars(select(Message).where(col(Message.template) == "review_asked")).all()) == 1


def test_only_reviewers_of_the_programme_are_offered(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_application(work_as, of="bea")

    shown = as_("mei").get(f"/decisions/{application_id}/reviewers")

    assert [label.get_text(strip=True) for label in shown.soup.select(".choice label")] == ["Ravi Menon", "Sol Okafor"]


@pytest.mark.parametrize("key", ["kit", "bea", "mei", "ida"])
def test_asking_somebody_else_is_refused(as_: AsMember, work_as: WorkAs, stage: Stage, key: str) -> None:
    application_id = a_sent_application(work_as, of="bea")

    shown = as_("mei").post(f"/decisions/{application_id}/reviewers", {"reviewers": [str(stage.id_of(key))]})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-reviewers"]
    assert status_of(work_as, application_id) is ApplicationStatus.RECEIVED


@pytest.mark.parametrize("typed", [{}, {"reviewers": "x"}])
def test_asking_nobody_is_refused(as_: AsMember, work_as: WorkAs, typed: dict[str, str]) -> None:
    application_id = a_sent_application(work_as, of="bea")

    assert as_("mei").post(f"/decisions/{application_id}/reviewers", typed).status == 422


def test_the_applicant_and_advisers_cannot_be_asked(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    """Leaving out one adviser for one applicant would tell that this person asked for something."""
    application_id = a_sent_application(work_as, of="ravi")
    grant(work_as, stage, "ida", Role.REVIEWER)

    shown = as_("mei").get(f"/decisions/{application_id}/reviewers")

    assert [label.get_text(strip=True) for label in shown.soup.select(".choice label")] == ["Sol Okafor"]


def test_removing_a_reviewer_asks_first(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    path = f"/decisions/reviews/{a_review_of(work_as, application_id, by='ravi')}/removal"
    client = as_("mei")

    assert "They no longer see this application." in client.get(path).main
    client.post(path)

    assert as_("ravi").get(path.replace("/removal", "").replace("/decisions", "")).status == 404
    with work_as(None) as work:
        assert work.db.scalars(select(Review)).all() == []


def test_a_given_review_cannot_be_removed(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    review_id = gives_points(work_as, application_id, by="ravi")

    shown = as_("mei").post(f"/decisions/reviews/{review_id}/removal")

    assert shown.status == 422
    assert "This review was given, so it stays with the application." in shown.main


def test_deciding_is_not_possible_before_a_review(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")

    shown = as_("mei").post(f"/decisions/{application_id}/decision", OFFER)

    assert shown.status == 422
    assert "Nobody has given a review yet." in shown.main
    assert "You notice light." in shown.text


def test_a_decision_stays_hidden_from_the_applicant(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = in_review(work_as, of="bea")
    gives_points(work_as, application_id, by="ravi")
    run_reactions(parts)
    client, applicant = as_("mei"), as_("bea")
    paths = (f"/applications/{application_id}", f"/applications/{application_id}/result", "/", "/messages")
    before = [applicant.get(path).main for path in paths]

    shown = client.follow(client.post(f"/decisions/{application_id}/decision", OFFER))
    run_reactions(parts)

    assert "Not released. The applicant does not know of it." in shown.main
    assert status_of(work_as, application_id) is ApplicationStatus.DECIDED_UNRELEASED
    assert [applicant.get(path).main for path in paths] == before


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        ("outcome", "Choose what you decide"),
        ("reasons", "Choose at least one reason"),
        ("feedback", "Write feedback for the applicant"),
        ("next_steps", "Write the next steps for “not yet”"),
        ("advice", "Write advice for the applicant"),
        ("next_on", "Give the day of the next step"),
        ("on_the_day", "Say what happens on that day"),
    ],
)
def test_f34_n36_not_yet_needs_all_its_parts(as_: AsMember, work_as: WorkAs, without: str, sentence: str) -> None:
    application_id = in_review(work_as, of="bea")
    gives_points(work_as, application_id, by="ravi")

    shown = as_("mei").post(f"/decisions/{application_id}/decision", {**NOT_YET, without: ""})

    assert shown.status == 422
    assert [(a["href"], a.get_text()) for a in shown.soup.select(".errors a")] == [(f"#field-{without}", sentence)]
    assert status_of(work_as, application_id) is ApplicationStatus.IN_REVIEW


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("outcome", "rejected"), ("reasons", "anything"), ("feedback", "x" * 4001), ("next_steps", "x" * 2001),
        ("advice", "x" * 4001), ("on_the_day", "x" * 501), ("session_id", "x"), ("session_id", NOBODYS_ID),
        ("next_on", "some day"), ("next_on", "1 March 2027"), ("next_on", "31 February 2028"), ("feedback", "a\x07b"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_kept(as_: AsMember, work_as: WorkAs, field: str, value: str) -> None:
    application_id = in_review(work_as, of="bea")
    gives_points(work_as, application_id, by="ravi")

    shown = as_("mei").post(f"/decisions/{application_id}/decision", {**NOT_YET, field: value})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == [f"#field-{field}"]
    assert "Finish one shot with us." in shown.text or field == "next_steps"


def test_a_decision_can_change_before_release(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(work_as, of="bea")
    client = as_("mei")

    prefilled = client.get(f"/decisions/{application_id}/decision")
    client.post(f"/decisions/{application_id}/decision", {**NOT_YET, "version": "1"})

    assert "Good eye." in prefilled.text
    with work_as(None) as work:
        decision = work.db.scalars(select(Decision)).one()
        assert (decision.outcome, decision.feedback, decision.version) == (Outcome.NOT_YET, "You notice light.", 2)
    assert "6 May 2027" in client.get(f"/decisions/{application_id}/decision").text


def test_an_older_page_shows_both_texts(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(work_as, of="bea", feedback="The newer words")

    shown = as_("mei").post(f"/decisions/{application_id}/decision", {**OFFER, "feedback": "The older words"})

    assert shown.status == 422
    assert "The newer words" in shown.main
    assert shown.soup.select_one("#field-feedback").get_text(strip=True) == "The older words"  # type: ignore[union-attr]
    assert shown.soup.select_one("input[name=version]")["value"] == "1"  # type: ignore[index]


def test_a_decision_can_be_taken_back(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(work_as, of="bea")
    client = as_("mei")

    assert "The applicant was not told of them." in client.get(f"/decisions/{application_id}/return").main
    client.post(f"/decisions/{application_id}/return")
    again = client.post(f"/decisions/{application_id}/return")

    assert status_of(work_as, application_id) is ApplicationStatus.IN_REVIEW
    assert again.status == 422


def test_f33_release_shows_every_message_and_tells_everybody_together(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    offered = decided(work_as, of="bea", feedback="Bea reads light")
    not_yet = decided(work_as, of="ari", outcome=Outcome.NOT_YET, feedback="Ari reads colour")
    decided(work_as, of="zoe", manager="asha", programme="post-production", reviewer="kit", feedback="Zoe reads sound")
    client = as_("mei")

    preview = client.get("/decisions/release")
    chosen = [str(box["value"]) for box in preview.soup.select("input[name=chosen]")]
    shown = client.follow(client.post("/decisions/release", {"chosen": chosen}))
    run_reactions(parts)

    for expected in ("Bea reads light", "Ari reads colour", "Show us one finished shot.", "Friday 30 April 2027",
                     "your result is ready", "We offer you a place", "Not yet, with next steps", "Finish one short piece of work.", "Eye for detail: We would have liked",
                     "Applications open again.", "This cannot be undone."):  # fmt: skip
        assert expected in preview.main
    assert "Zoe" not in preview.text
    assert "The decisions are released." in shown.main
    assert status_of(work_as, offered) is ApplicationStatus.OFFERED
    assert status_of(work_as, not_yet) is ApplicationStatus.NOT_YET
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "result_ready")).all()
        assert sorted(message.email for message in told) == ["ari@example.com", "bea@example.com"]
        assert {message.path for message in told} == {f"/applications/{offered}", f"/applications/{not_yet}"}
        assert work.db.get_one(Application, offered).answer_by == datetime(2027, 3, 16, 6, 30, tzinfo=UTC)


def test_n36_the_applicant_reads_dated_next_steps(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_YET)

    shown = as_("bea").get(f"/applications/{application_id}/result")

    for expected in ("Good eye.", "Show us one finished shot.", "The next step is on Friday 30 April 2027."):
        assert expected in shown.main


def test_release_keeps_the_words_that_were_read(work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")

    with work_as(None) as work:
        entry = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "applications.offered")).one()
        assert entry.shown == "offered\n\nGood eye."
        assert entry.subject_id == application_id


def test_release_refuses_what_changed_since_it_was_read(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(work_as, of="bea")
    client = as_("mei")
    with work_as("mei") as work:
        chosen = the_marks(work)
    client.post(f"/decisions/{application_id}/decision", {**NOT_YET, "version": "1"})

    shown = client.post("/decisions/release", {"chosen": chosen})

    assert shown.status == 422
    assert "One of these was changed or released since you opened this page." in shown.main
    assert status_of(work_as, application_id) is ApplicationStatus.DECIDED_UNRELEASED


def test_release_with_nothing_to_release(as_: AsMember) -> None:
    assert "No decision waits for release." in as_("mei").get("/decisions/release").main
    assert as_("mei").post("/decisions/release", {"chosen": "x" * 900}).status == 422


def test_release_says_when_there_are_more_offers_than_places(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        work.db.merge(stage.cohorts["lumina"]).places = 1
    accepted(work_as, of="noor")
    decided(work_as, of="bea")

    assert "More offers than places" in as_("mei").get("/decisions/release").main


def test_f38_a_place_can_be_offered_to_somebody_who_waits(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.WAITING_LIST)
    client = as_("mei")

    client.post(f"/decisions/{application_id}/offer", {"reason": "A place is free."})

    assert status_of(work_as, application_id) is ApplicationStatus.OFFERED
    assert client.post(f"/decisions/{application_id}/offer", {"reason": "A place is free."}).status == 422


def test_n20_pausing_keeps_everything_and_needs_words(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    client = as_("mei")

    refused = client.post(f"/decisions/{application_id}/pause", {})
    client.post(f"/decisions/{application_id}/pause", {"reason": "No answer since 1 March."})
    paused = status_of(work_as, application_id)
    shown = client.follow(client.post(f"/decisions/{application_id}/continuation"))

    assert refused.status == 422
    assert paused is ApplicationStatus.PAUSED
    assert status_of(work_as, application_id) is ApplicationStatus.OFFERED
    assert "No answer since 1 March." in shown.main


def test_a_manager_who_reviews_sees_it_as_a_reviewer_until_the_review_is_given(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    grant(work_as, stage, "mei", Role.REVIEWER)
    application_id = in_review(work_as, of="bea", by=("mei",))
    client = as_("mei")

    before = client.get(f"/decisions/{application_id}"), client.get("/decisions")
    gives_points(work_as, application_id, by="mei")

    assert before[0].status == 404
    assert rows_of(before[1]) == []
    assert "listed here after you give your review" in before[1].main
    assert client.get(f"/decisions/{application_id}").status == 200


def test_a_manager_does_not_decide_about_themself(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_application(work_as, of="mei")

    assert as_("mei").get(f"/decisions/{application_id}").status == 404
    assert rows_of(as_("mei").get("/decisions")) == []


def test_managers_hear_when_a_reviewer_steps_back(work_as: WorkAs, parts: Parts) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")
    with work_as("ravi") as work:
        reviews.abstain(work, work.db.get_one(Review, review_id), Nothing())

    run_reactions(parts)

    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "reviewer_stepped_back")).one()
        assert (told.email, told.facts) == ("mei@example.com", {"reference": "LUM-0001"})


def test_withdrawn_applications_stay_on_the_board(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    withdrawn(work_as, application_id, by="bea")

    shown = as_("mei").get(f"/decisions/{application_id}")

    assert "State: Withdrawn." in shown.main
    assert as_("mei").post(f"/decisions/{application_id}/decision", OFFER).status == 422
