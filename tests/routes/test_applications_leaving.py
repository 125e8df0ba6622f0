"""After sending: withdrawing and coming back, the result, and every answer to an offer."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus, Outcome
from app.models.messages import Message
from app.models.people import Person
from app.rules.applications import LIFE
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_sent_one, withdrawn
from tests.factories.decisions import decided, released
from tests.running import run_reactions


def the_application(work: Work, application_id: UUID) -> Application:
    return work.db.get_one(Application, application_id)


def messages_to(work: Work, key: str) -> list[str]:
    mine = select(Message.template).join(Person, col(Person.id) == Message.person_id)
    return sorted(work.db.scalars(mine.where(col(Person.email) == f"{key}@example.com")).all())


def test_withdrawing_takes_reasons_and_can_be_undone(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = a_sent_one(work_as, of="ari")
    ari = as_("ari")

    shown = ari.follow(ari.post(f"/applications/{application_id}/withdrawal", {"reasons": ["dates", "elsewhere"]}))
    assert "You can bring it back until Tuesday 16 March 2027, 5:00pm" in shown.main
    back = ari.follow(ari.post(f"/applications/{application_id}/withdrawal/undoing"))
    run_reactions(parts)

    assert "We have it" in back.main
    with work_as(None) as work:
        assert the_application(work, application_id).status is ApplicationStatus.RECEIVED
        assert messages_to(work, "ari") == ["application_back", "application_received"]


def test_withdrawal_is_told_to_both_sides(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = a_sent_one(work_as, of="ari")

    as_("ari").post(f"/applications/{application_id}/withdrawal")
    run_reactions(parts)

    with work_as(None) as work:
        assert "application_withdrawn" in messages_to(work, "ari")
        assert "application_taken_back" in messages_to(work, "mei")
        assert messages_to(work, "asha") == []


def test_withdrawal_with_an_unknown_reason_is_drawn_again(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    shown = as_("ari").post(f"/applications/{application_id}/withdrawal", {"reasons": ["dates", "weather"]})

    assert shown.status == 422
    assert shown.soup.select(".errors a")[0]["href"] == "#field-reasons"
    assert shown.soup.select("input[value=dates]")[0].has_attr("checked")


def test_undo_is_refused_after_ten_working_days(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = withdrawn(work_as, of="ari")
    clock.advance(days=16)

    shown = as_("ari").post(f"/applications/{application_id}/withdrawal/undoing")

    assert shown.status == 422
    assert "This was withdrawn too long ago to bring it back here." in shown.main


def test_decision_that_is_not_released_shows_nowhere(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(work_as, of="ari", feedback="Canary of an early decision")
    ari = as_("ari")
    before = {}
    for page in ("", "/result", "/answers", "/parts", "/withdrawal"):
        before[page] = ari.get(f"/applications/{application_id}{page}").main
    with work_as("mei") as work:
        the_application(work, application_id).status = ApplicationStatus.IN_REVIEW

    after = {page: ari.get(f"/applications/{application_id}{page}").main for page in before}

    assert before == after
    assert "Canary" not in "".join(before.values())


def test_result_shows_feedback_and_the_three_answers(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="ari")

    shown = as_("ari").get(f"/applications/{application_id}/result")

    assert "We offer you a place" in shown.main
    assert "Good eye." in shown.main
    assert [link.get_text() for link in shown.soup.select("main a") if "offer" in link["href"]] == [
        "Say yes to the place", "Keep the place for later", "Say no to the place",
    ]  # fmt: skip


def test_result_without_an_offer_has_reasons_and_no_answers(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="ari", outcome=Outcome.NOT_YET)

    shown = as_("ari").get(f"/applications/{application_id}/result")

    assert "Not yet, with next steps" in shown.main
    assert "Show us one finished shot." in shown.main
    assert "Say yes" not in shown.main


@pytest.mark.parametrize(
    ("page", "status", "own", "answer"),
    [
        ("acceptance", ApplicationStatus.ACCEPTED, "offer_accepted", "yes"),
        ("refusal", ApplicationStatus.DECLINED, "offer_declined", "no"),
        ("deferral", ApplicationStatus.DEFERRED, "offer_deferred", "keep the place for later"),
    ],
)
def test_offer_is_answered_on_a_page_of_its_own(  # noqa: PLR0917 - the four facts of one row
    as_: AsMember, work_as: WorkAs, parts: Parts, page: str, status: ApplicationStatus, own: str, answer: str
) -> None:
    application_id = released(work_as, of="ari")
    ari = as_("ari")

    asked = ari.get(f"/applications/{application_id}/offer/{page}")
    shown = ari.follow(ari.post(f"/applications/{application_id}/offer/{page}"))
    run_reactions(parts)

    assert asked.soup.select(f'form[action="/applications/{application_id}/offer/{page}"]')[0]
    assert shown.status == 200
    with work_as(None) as work:
        assert the_application(work, application_id).status is status
        assert own in messages_to(work, "ari")
        told = work.db.scalars(select(Message).where(col(Message.template) == "offer_answered")).one()
        assert (told.email, told.facts["answer"]) == ("mei@example.com", answer)


def test_offer_that_moved_on_is_refused_politely(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    ari = as_("ari")

    asked = ari.get(f"/applications/{application_id}/offer/acceptance")
    shown = ari.post(f"/applications/{application_id}/offer/acceptance")

    assert "It stands here: We have it." in asked.main
    assert shown.status == 422
    assert "This has moved on since you opened it. It is now: We have it." in shown.main


def test_offer_cannot_be_answered_by_the_manager(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="ari")

    shown = as_("mei").post(f"/applications/{application_id}/offer/acceptance")

    assert shown.status == 403
    assert "Only the person who applies can answer this offer." in shown.main


def test_any_reply_ends_a_pause(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    with work_as("mei") as work:
        LIFE.move(work, the_application(work, application_id), "pause")
    ari = as_("ari")

    paused = ari.get(f"/applications/{application_id}")
    back = ari.follow(ari.post(f"/applications/{application_id}/resumption"))

    assert "You lose nothing. You can carry on at any time." in paused.main
    assert "We have it" in back.main


def test_resuming_what_is_not_paused_is_refused(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    assert as_("ari").post(f"/applications/{application_id}/resumption").status == 422
