"""Extra time to change answers: given with a reason, told, ended by itself or by hand, and asked for."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.work import Work
from app.models.applications import Answer, Application, ApplicationStatus
from app.models.messages import Message
from app.models.people import Person
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one, withdrawn
from tests.factories.decisions import decided
from tests.running import run_reactions

REASON = "You wrote that the file was the wrong one."
GIVEN = {"until": "31 March 2027", "reason": REASON}


def change_path(application_id: UUID) -> str:
    return f"/applications/{application_id}/parts/your_interest/questions/draws_you"


def letters_to(work: Work, key: str, template: str) -> list[str]:
    mine = select(Message).join(Person, col(Person.id) == Message.person_id)
    found = mine.where(col(Person.email) == f"{key}@example.com", col(Message.template) == template)
    return [letter(work, message, "https://cleanplate.test").text for message in work.db.scalars(found).all()]


def stored(work_as: WorkAs, application_id: UUID) -> object:
    with work_as(None) as work:
        found = select(Answer.value).where(
            col(Answer.application_id) == application_id, col(Answer.question) == "draws_you"
        )
        return work.db.scalars(found).one()


def test_f06_named_parts_stay_open_and_others_for_five_working_days(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = a_sent_one(work_as, of="ari")
    ari = as_("ari")

    within = ari.get(f"/applications/{application_id}/answers")
    clock.advance(days=9)
    after = as_("ari").get(f"/applications/{application_id}/answers")

    assert "You can change all answers until Tuesday 9 March 2027, 5:00pm" in within.main
    assert len(within.soup.select("main dl a")) > len(after.soup.select("main dl a"))
    changeable = {str(link["href"]).split("/")[4] for link in after.soup.select("main dl a")}
    assert changeable == {"about_you", "your_time", "what_helps"}


def test_f07_a_manager_opens_every_answer_until_a_day(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = a_sent_one(work_as, of="ari")
    clock.advance(days=10)

    opened = as_("mei").post(f"/decisions/{application_id}/opening", GIVEN)
    run_reactions(parts)
    ari = as_("ari")
    saved = ari.post(change_path(application_id), {"answer_draws_you": "Better words", "version_draws_you": "1"})

    assert opened.location == f"/decisions/{application_id}"
    assert saved.status == 303
    assert stored(work_as, application_id) == "Better words"
    shown = ari.get(f"/applications/{application_id}").main
    assert "You can change all answers until Wednesday 31 March 2027, 5:00pm" in shown
    assert REASON in shown
    with work_as(None) as work:
        [told] = letters_to(work, "ari", "answers_opened")
        assert "You can change answers until Wednesday 31 March 2027, 5:00pm" in told
        assert REASON not in told


def test_f07_it_ends_by_itself(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_one(work_as, of="ari")
    as_("mei").post(f"/decisions/{application_id}/opening", GIVEN)
    clock.advance(days=31)

    late = as_("ari").post(change_path(application_id), {"answer_draws_you": "Late", "version_draws_you": "1"})

    assert late.status == 422
    assert "Ask for more time to change answers" in as_("ari").get(f"/applications/{application_id}").main


def test_f07_a_manager_can_end_it_and_the_applicant_is_told(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = a_sent_one(work_as, of="ari")
    clock.advance(days=10)
    mei = as_("mei")
    mei.post(f"/decisions/{application_id}/opening", GIVEN)

    shown = mei.get(f"/decisions/{application_id}/opening")
    ended = mei.post(f"/decisions/{application_id}/opening/end")
    again = mei.post(f"/decisions/{application_id}/opening/end")
    run_reactions(parts)
    late = as_("ari").post(change_path(application_id), {"answer_draws_you": "Late", "version_draws_you": "1"})

    assert "The applicant can change every answer until Wednesday 31 March 2027, 5:00pm" in shown.main
    assert (ended.status, again.status, late.status) == (303, 303, 422)
    with work_as(None) as work:
        assert len(letters_to(work, "ari", "answers_closed")) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until": "1 February 2027", "reason": "x"}, "Give a day that is not over yet"),
        ({"until": "1 February 2028", "reason": "x"}, "Give a day within 60 days from today"),
        ({"until": "soon", "reason": "x"}, "Write the date as day, month, year, such as 6 May 2027"),
        ({"until": "31 March 2027", "reason": ""}, "Say why it is opened"),
        ({"until": "31 March 2027", "reason": "x" * 1001}, "Use 1000 characters or fewer. You have used 1001"),
    ],
)
def test_f07_what_cannot_be_is_said_and_kept(as_: AsMember, work_as: WorkAs, typed: dict[str, str], said: str) -> None:
    application_id = a_sent_one(work_as, of="ari")

    shown = as_("mei").post(f"/decisions/{application_id}/opening", typed)

    assert shown.status == 422
    assert shown.errors == [said]
    assert shown.soup.find_all("input", id="field-until")[0]["value"] == typed["until"]


def test_f07_an_early_decision_is_not_given_away(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    """Opening works alike before and after a decision that is not released."""
    application_id = decided(work_as, of="ari")
    as_("mei").post(f"/decisions/{application_id}/opening", GIVEN)
    clock.advance(days=10)
    decided_page = as_("ari").get(f"/applications/{application_id}").main
    with work_as(None) as work:
        work.db.get_one(Application, application_id).status = ApplicationStatus.IN_REVIEW

    assert as_("ari").get(f"/applications/{application_id}").main == decided_page


def test_f07_a_closed_application_stays_closed(as_: AsMember, work_as: WorkAs) -> None:
    application_id = withdrawn(work_as, of="ari")

    shown = as_("mei").post(f"/decisions/{application_id}/opening", GIVEN)

    assert shown.status == 422
    assert "Answers cannot be opened now. It stands here: You withdrew it." in shown.main
    assert as_("ari").post(f"/applications/{application_id}/more-time").status == 422


def test_f19_somebody_asks_for_more_time_and_the_programme_is_told(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    application_id = a_sent_one(work_as, of="ari")

    asked = as_("ari").post(f"/applications/{application_id}/more-time", {"words": "The file, by Friday please"})
    run_reactions(parts)

    assert asked.location == f"/applications/{application_id}"
    shown = as_("mei").get(f"/decisions/{application_id}/opening")
    assert "The file, by Friday please" in shown.main
    with work_as(None) as work:
        [told] = letters_to(work, "mei", "more_time_asked")
        assert "The programme promises an answer by Wednesday 3 March 2027." in told
        assert "The file" not in told


def test_asking_pages_are_for_those_whom_they_concern(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    assert as_("ari").get(f"/applications/{application_id}/more-time").status == 200
    assert as_("mei").get(f"/applications/{application_id}/more-time").status == 403
    assert as_("mei").get(f"/decisions/{application_id}/opening").status == 200
    for key in ("bea", "ravi", "asha", "ida", "ari"):
        assert as_(key).get(f"/decisions/{application_id}/opening").status == 404
    for key in ("bea", "ravi", "asha"):
        assert as_(key).post(f"/applications/{application_id}/more-time").status == 404


def test_a_draft_has_no_opening(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    assert as_("mei").get(f"/decisions/{application_id}/opening").status == 404
    assert "Answers cannot be opened now." in as_("ari").get(f"/applications/{application_id}/more-time").main
