"""Reminding people of a draft: in the programme's own words, once, and never telling a manager who has one."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.cohorts import Cohort
from app.models.messages import Message
from app.models.people import Preferences
from app.services.casting import Stage
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one
from tests.running import run_reactions

WORDS = {"subject": "your draft for {programme}", "words": "Dear {name}, 100% yours until {last_day}.", "version": "0"}


def cohort_path(stage: Stage, page: str = "") -> str:
    return f"/cohorts/{stage.cohorts['lumina'].id}/reminder{page}"


def reminders(work_as: WorkAs) -> list[tuple[str, str]]:
    with work_as(None) as work:
        found = select(Message).where(col(Message.template) == "draft_reminder").order_by(col(Message.email))
        return [(message.email, letter(work, message, "").text) for message in work.db.scalars(found).all()]


def test_f19_a_manager_changes_the_words_and_reads_them_as_they_arrive(as_: AsMember, stage: Stage) -> None:
    mei = as_("mei")

    shown = mei.follow(mei.post(cohort_path(stage), WORDS))

    assert "Reminder: your draft for Lumina" in shown.main
    assert "Dear Robin, 100% yours until" in shown.main


def test_f19_people_with_drafts_are_reminded_once_in_these_words(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    a_draft(work_as, of="ari")
    a_sent_one(work_as, of="bea")
    mei = as_("mei")
    mei.post(cohort_path(stage), WORDS)

    page = mei.get(cohort_path(stage, "/sending"))
    sent = mei.post(cohort_path(stage, "/sending"))
    again = mei.post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    assert "1 person gets it now." in page.main
    assert "Ari" not in page.main
    assert (sent.status, again.status) == (303, 422)
    assert "Nobody can be reminded now. Each person is reminded once." in again.main
    [(email, text)] = reminders(work_as)
    assert email == "ari@example.com"
    assert "Dear Ari Novak, 100% yours until Sunday 14 March 2027" in text


def test_f19_only_who_asked_for_reminders_gets_a_second_one(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    a_draft(work_as, of="ari")
    a_draft(work_as, of="bea")
    with work_as("bea") as work:
        work.db.get_one(Preferences, work.actor.person_id).reminder_hours = 24
    as_("mei").post(cohort_path(stage, "/sending"))
    clock.advance(days=8)

    as_("mei").post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    assert [email for email, _ in reminders(work_as)] == ["ari@example.com", "bea@example.com", "bea@example.com"]


def test_f19_it_waits_for_the_time_that_each_person_chose(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    a_draft(work_as, of="ari")

    as_("mei").post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    with work_as(None) as work:
        message = work.db.scalars(select(Message).where(col(Message.template) == "draft_reminder")).one()
        assert message.deliver_at > clock.now


def test_f19_no_reminder_after_the_intake_closed(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    a_draft(work_as, of="ari")
    with work_as(None) as work:
        work.db.get_one(Cohort, stage.cohorts["lumina"].id).closes_at = work.now

    shown = as_("mei").post(cohort_path(stage, "/sending"))

    assert shown.status == 422
    assert "Applications are closed. A reminder would come too late." in shown.main


def test_f19_what_was_sent_meanwhile_is_not_reminded(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    application_id = a_draft(work_as, of="ari")
    as_("mei").post(cohort_path(stage, "/sending"))
    as_("ari").post(f"/applications/{application_id}/deletion")

    run_reactions(parts)

    assert reminders(work_as) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": "Hello {email}"}, "{email} is not known here. Use {name}, {programme} or {last_day}"),
        ({"words": ""}, "Write the words of the reminder"),
        ({"subject": "s" * 121}, "Use 120 characters or fewer. You have used 121"),
        ({"version": "7"}, "Somebody changed these words since you opened this page. Check both, then save again."),
    ],
)
def test_f19_words_that_cannot_be_are_kept_and_told(
    as_: AsMember, stage: Stage, changed: dict[str, str], said: str
) -> None:
    typed = {**WORDS, **changed}

    shown = as_("mei").post(cohort_path(stage), typed)

    assert shown.status == 422
    assert shown.errors == [said]
    assert shown.soup.select("textarea")[0].get_text().strip() == typed["words"]


def test_the_pages_are_for_managers_of_the_programme(as_: AsMember, stage: Stage) -> None:
    for page in ("", "/sending"):
        assert as_("mei").get(cohort_path(stage, page)).status == 200
        for key in ("ari", "ravi", "asha", "ida", "ola"):
            assert as_(key).get(cohort_path(stage, page)).status == 404
            assert as_(key).post(cohort_path(stage, page)).status == 404
