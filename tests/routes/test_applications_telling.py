"""From sending on: what is told, what each side reads for one state, who did what when, and leaving at any time."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import Event
from app.core.lifecycle import Words
from app.models.applications import Application, ApplicationStatus, Outcome
from app.models.messages import Message
from app.pages.applications_history import HAPPENED
from app.rules.applications import LIFE, OPEN
from app.rules.applications_words import MEANING
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft
from tests.factories.decisions import decided, enrolled, in_review, released
from tests.running import run_reactions

Status = ApplicationStatus
SENT_AND_OPEN = sorted(OPEN - {Status.DRAFT})


def put_into(work_as: WorkAs, application_id: UUID, status: Status) -> None:
    """Past the moves: what matters here is what can be done from this state."""
    with work_as(None) as work:
        work.db.get_one(Application, application_id).status = status


def test_f01_half_an_application_is_found_at_the_next_sign_in(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari N."})
    clock.advance(days=9)

    home = as_("ari").get("/")
    shown = as_("ari").get(f"/applications/{application_id}/parts/about_you/questions/name")

    assert "Finish your application to Lumina" in home.main
    assert shown.soup.find_all("input", id="field-answer_name")[0]["value"] == "Ari N."


def test_f03_what_helps_you_is_started_once_something_is_on_the_list(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    ari = as_("ari")
    before = ari.get(f"/applications/{application_id}/parts").soup.select(".tasks .status")[-1].get_text().strip()

    ari.post(
        f"/applications/{application_id}/adjustments/own-words",
        {"words": "A lamp that does not hum", "strength": "must"},
    )
    after = ari.get(f"/applications/{application_id}/parts").soup.select(".tasks .status")[-1].get_text().strip()

    assert (before, after) == ("Not started", "Answered, not marked complete")


def test_f04_every_answer_has_a_change_link_that_returns(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    check = ari.get(f"/applications/{application_id}/check")
    links = [str(link["href"]) for link in check.soup.select("main dl a")]

    assert len(links) == len(check.soup.select("main dl dt"))
    assert all(link.endswith("?back=check") for link in links)


def test_f05_sending_is_acknowledged_at_once_with_what_comes_next(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    shown = ari.follow(ari.post(f"/applications/{application_id}/check"))
    run_reactions(parts)

    assert "Your application has arrived. Its number is LUM-0001." in shown.main
    assert "You get the result by" in shown.main
    assert "You can change all answers until Tuesday 9 March 2027, 5:00pm" in shown.main
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "application_received")).one()
        assert told.deliver_at == parts.clock()


@pytest.mark.parametrize("status", SENT_AND_OPEN)
def test_f09_f10_an_applicant_withdraws_from_every_open_state_and_comes_back(
    as_: AsMember, work_as: WorkAs, status: Status
) -> None:
    application_id = a_sent_one(work_as, of="ari")
    put_into(work_as, application_id, status)
    ari = as_("ari")

    gone = ari.post(f"/applications/{application_id}/withdrawal", {"reasons": ["not_now", "dates"]})
    asked = ari.get(f"/applications/{application_id}/withdrawal/undoing")
    back = ari.post(f"/applications/{application_id}/withdrawal/undoing")

    assert (gone.status, asked.status, back.status) == (303, 200, 303)
    with work_as(None) as work:
        assert work.db.get_one(Application, application_id).status is status


def test_f10_reasons_may_be_left_out(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    page = as_("ari").get(f"/applications/{application_id}/withdrawal")
    gone = as_("ari").post(f"/applications/{application_id}/withdrawal")

    assert "Why do you withdraw? (optional)" in page.main
    assert gone.status == 303


@pytest.mark.parametrize("status", sorted(Status))
def test_f20_each_side_reads_its_own_words_for_a_state(as_: AsMember, work_as: WorkAs, status: Status) -> None:
    application_id = in_review(work_as, of="ari")
    put_into(work_as, application_id, status)
    words: Words = LIFE.words[status]

    own = as_("ari").get(f"/applications/{application_id}").main
    staff = as_("mei").get(f"/decisions/{application_id}")

    assert words.own in own
    assert MEANING[status] in own
    assert words.own != words.staff
    if status in {Status.DRAFT, Status.KEPT_FOR_NEXT_INTAKE, Status.DELETED}:
        assert staff.status == 404
    else:
        assert f"State: {words.staff}." in staff.main


def test_f20_a_decision_that_is_not_released_reads_like_a_review() -> None:
    early, reading = Status.DECIDED_UNRELEASED, Status.IN_REVIEW

    assert LIFE.words[early].own == LIFE.words[reading].own
    assert MEANING[early] == MEANING[reading]
    assert LIFE.words[early].staff != LIFE.words[reading].staff


def test_f42_the_applicant_reads_who_did_what_and_when(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_one(work_as, of="ari")
    path = f"/applications/{application_id}/parts/your_interest/questions/draws_you"
    as_("ari").post(path, {"answer_draws_you": "Other words", "version_draws_you": "1"})
    clock.advance(days=1)
    as_("mei").post(f"/decisions/{application_id}/opening", {"until": "31 March 2027", "reason": "You asked"})

    lines = [
        item.get_text(" ").split()
        for item in as_("ari").get(f"/applications/{application_id}/history").soup.select("main li")
    ]

    said = [" ".join(words) for words in lines]
    assert [line.split("am: ")[1] for line in said] == [
        "Mei Tanaka opened all answers for changes.",
        "You changed answers: What draws you to visual effects?",
        "You sent the application.",
        "You started the application.",
    ]
    assert said[0].startswith("Tuesday 2 March 2027, 11:00am")


def test_f42_the_history_speaks_to_who_reads_it(as_: AsMember, work_as: WorkAs) -> None:
    """What is done for the applicant is done for "you", and nobody reads of themself as of somebody else."""
    application_id = enrolled(work_as, of="ari")
    with work_as("mei") as work:
        work.record(Event("inquiries.tried", application_id))

    shown = as_("ari").get(f"/applications/{application_id}/history").main

    for line in (
        "Mei Tanaka enrolled you in the cohort.",
        "Mei Tanaka tried to reach you.",
        "You said yes to the place.",
    ):
        assert line in shown
    assert [line for line in HAPPENED.values() if "applicant" in line or "they " in line] == []


def test_f42_the_manager_reads_who_did_what_and_when(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    path = f"/applications/{application_id}/parts/your_interest/questions/draws_you"
    as_("ari").post(path, {"answer_draws_you": "Other words", "version_draws_you": "1"})

    shown = as_("mei").get(f"/decisions/{application_id}").main

    assert "Monday 1 March 2027, 11:00am: name in the words of ari changed answers." in shown
    assert "name in the words of ari sent the application." in shown


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_f42_an_early_decision_is_in_no_row_count_or_time(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, outcome: Outcome
) -> None:
    """The same application with and without a decision; the page differs in nothing at all."""
    with_one = decided(work_as, of="ari", outcome=outcome)
    shown = as_("ari").get(f"/applications/{with_one}/history")
    clock.advance(minutes=5)
    with work_as("mei") as work:
        LIFE.move(work, work.db.get_one(Application, with_one), "reconsider", about=work.actor.person_id)
    again = as_("ari").get(f"/applications/{with_one}/history")

    assert shown.main == again.main
    assert not any(word in shown.main.casefold() for word in ("decid", "review", "result", "ravi"))


def test_f42_after_the_release_the_result_is_there(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="ari")

    assert (
        "Mei Tanaka sent the result: a place is offered."
        in as_("ari").get(f"/applications/{application_id}/history").main
    )
