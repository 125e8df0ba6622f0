"""Results that come later than promised: the manager is asked, gives a day and a reason, and everybody is told once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Application, ApplicationStatus, Outcome
from app.models.messages import Message
from app.services.casting import Stage
from app.services.clocks import BY_THE_CLOCK
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.decisions import a_sent_application, decided, in_review, released
from tests.running import run_reactions

LATE = datetime(2027, 4, 13, 7, 31, tzinfo=UTC)
"""A minute after 5pm in Adelaide on Tuesday 13 April, 20 working days after the intake closes."""

NEW = {"new_on": "30 April 2027", "reason": "Two readers are away, and we want each answer read twice."}


def tick(parts: Parts) -> None:
    for act in BY_THE_CLOCK:
        with parts.work() as work:
            act(work)
    run_reactions(parts)


def mails(work_as: WorkAs, template: str) -> list[str]:
    with work_as(None) as work:
        found = work.db.scalars(select(Message).where(col(Message.template) == template)).all()
        return sorted(message.email for message in found)


def text_of(work_as: WorkAs, template: str) -> str:
    with work_as(None) as work:
        message = work.db.scalars(select(Message).where(col(Message.template) == template)).first()
        assert message is not None
        return letter(work, message, "https://cleanplate.test").text


def path(stage: Stage) -> str:
    return f"/cohorts/{stage.cohorts['lumina'].id}/delay"


def states(work_as: WorkAs, *ids: UUID) -> list[ApplicationStatus]:
    with work_as(None) as work:
        return [work.db.get_one(Application, each).status for each in ids]


def test_f39_a_manager_is_asked_beforehand(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="bea")
    clock.now = LATE - timedelta(days=12)
    tick(parts)
    early = mails(work_as, "delay_asked")
    clock.now = LATE - timedelta(days=4)

    tick(parts)
    tick(parts)

    assert early == []
    assert mails(work_as, "delay_asked") == ["mei@example.com"]
    assert "Tuesday 13 April 2027" in text_of(work_as, "delay_asked")
    assert "1 application still waits for a result." in as_("mei").get(path(stage)).main


def test_f39_everybody_who_waits_is_told_the_new_day_and_the_reason(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    waiting, pending = in_review(work_as, of="bea"), decided(work_as, of="ari")
    clock.now = LATE - timedelta(days=3)
    assert as_("mei").post(path(stage), NEW).status == 303
    tick(parts)
    before = mails(work_as, "result_later")
    clock.now = LATE

    tick(parts)
    tick(parts)
    shown = as_("bea").get(f"/applications/{waiting}")

    assert before == []
    assert mails(work_as, "result_later") == ["ari@example.com", "bea@example.com"]
    said = text_of(work_as, "result_later")
    for words in ("Tuesday 13 April 2027", "Friday 30 April 2027", "Two readers are away",
                  "You are free to go elsewhere, and you lose nothing."):  # fmt: skip
        assert words in said
    assert states(work_as, waiting, pending) == [ApplicationStatus.IN_REVIEW, ApplicationStatus.DECIDED_UNRELEASED]
    assert "Friday 30 April 2027" in shown.main


def test_f39_without_a_new_day_they_are_told_so_and_the_reason_follows(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="bea")
    clock.now = LATE
    tick(parts)
    tick(parts)
    first = mails(work_as, "result_late")

    page = as_("mei").get(path(stage))
    as_("mei").post(path(stage), NEW)
    run_reactions(parts)
    tick(parts)

    assert first == ["bea@example.com"]
    assert "What you write is told at once." in page.main
    assert mails(work_as, "result_later") == ["bea@example.com"]
    assert "free to go elsewhere" in text_of(work_as, "result_late")


def test_f39_a_second_promise_can_be_late_as_well(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="bea")
    clock.now = LATE
    as_("mei").post(path(stage), NEW)
    tick(parts)
    clock.now = LATE + timedelta(days=21)

    tick(parts)

    assert mails(work_as, "result_later") == ["bea@example.com"]
    assert mails(work_as, "result_late") == ["bea@example.com"]
    assert "Friday 30 April 2027" in text_of(work_as, "result_late")


def test_f39_nobody_is_told_when_all_are_decided(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    released(work_as, of="bea")
    clock.now = LATE

    tick(parts)

    assert mails(work_as, "result_late") == mails(work_as, "delay_asked") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("new_on", ""), ("new_on", "13 April 2027"), ("new_on", "some day"), ("reason", ""), ("reason", "x" * 1001),
     ("reason", "A reader has an illness"), ("reason", "a\x00b")],
)  # fmt: skip
def test_bad_input_is_refused_and_kept(as_: AsMember, work_as: WorkAs, stage: Stage, field: str, value: str) -> None:
    a_sent_application(work_as, of="bea")

    shown = as_("mei").post(path(stage), {**NEW, field: value})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == [f"#field-{field}"]
    assert "Two readers are away" in shown.text or field == "reason"


@pytest.mark.parametrize("key", ["asha", "ravi", "bea", "ida", "tom", "jun", "ola"])
def test_the_page_is_missing_for_everybody_else(as_: AsMember, stage: Stage, key: str) -> None:
    assert as_(key).get(path(stage)).status == 404
    assert as_(key).post(path(stage), NEW).status == 404


def test_n20_an_offer_without_an_answer_waits_and_a_person_is_asked(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = released(work_as, of="bea")
    clock.now = datetime(2027, 3, 16, 6, 29, tzinfo=UTC)
    tick(parts)
    before = states(work_as, application_id)
    clock.now = datetime(2027, 3, 16, 6, 31, tzinfo=UTC)

    tick(parts)
    tick(parts)
    client = as_("bea")
    client.post(f"/applications/{application_id}/resumption")
    tick(parts)

    assert before == [ApplicationStatus.OFFERED]
    assert mails(work_as, "offer_paused") == ["bea@example.com"]
    assert mails(work_as, "offer_needs_contact") == ["mei@example.com"]
    assert "Get in touch twice, in the way the person chose." in text_of(work_as, "offer_needs_contact")
    assert states(work_as, application_id) == [ApplicationStatus.OFFERED]
    assert "Thursday 1 April 2027" in client.get(f"/applications/{application_id}/result").main
    assert client.post(f"/applications/{application_id}/offer/acceptance").status == 303


def test_n20_more_time_is_one_press_once(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    client = as_("bea")
    page = f"/applications/{application_id}/offer/extension"

    offered = client.get(f"/applications/{application_id}/result")
    shown = client.follow(client.post(page))
    again = client.post(page)

    assert "You can take 10 more working days. You need no reason, and you can do it once." in offered.main
    assert "You can answer until Thursday 1 April 2027" in shown.main
    assert "Take more time" not in shown.main
    assert again.status == 422
    assert "More time can be taken once" in again.main
    assert as_("mei").post(page).status == 403
    assert as_("ari").post(page).status == 404


def test_n36_a_reminder_goes_out_on_the_day_once_and_only_when_asked_for(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    asked = released(work_as, of="bea", outcome=Outcome.NOT_YET)
    released(work_as, of="ari", outcome=Outcome.NOT_YET)
    as_("bea").post(f"/applications/{asked}/reminder", {"wanted": "yes"})
    clock.now = datetime(2027, 4, 29, 1, 0, tzinfo=UTC)
    tick(parts)
    before = mails(work_as, "next_step_reminder")
    clock.advance(days=1)

    tick(parts)
    tick(parts)

    assert before == []
    assert mails(work_as, "next_step_reminder") == ["bea@example.com"]
    assert "Friday 30 April 2027" in text_of(work_as, "next_step_reminder")
