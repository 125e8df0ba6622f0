"""After a result: the waiting list, a place kept for later, an offer in place of a no, and the days of a "not yet"."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.cohorts import Cohort
from app.models.messages import Message
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.decisions import accepted, decided, gives_points, in_review, released, the_marks
from tests.factories.sessions import a_session
from tests.house.visiting import NOBODYS_ID
from tests.running import run_reactions

BECAUSE = {"reason": "Somebody gave their place back."}


def status_of(work_as: WorkAs, application_id: UUID) -> ApplicationStatus:
    with work_as(None) as work:
        return work.db.get_one(Application, application_id).status


def a_later_cohort(work_as: WorkAs, stage: Stage, name: str = "Lumina 2028", places: int = 6) -> UUID:
    own = stage.cohorts["lumina"]
    with work_as(None) as work:
        later = Cohort(
            id=work.new_id(),
            programme_id=own.programme_id,
            name=name,
            opens_at=own.opens_at + timedelta(days=365),
            closes_at=own.closes_at + timedelta(days=365),
            decides_on=own.decides_on + timedelta(days=365),
            starts_on=own.starts_on + timedelta(days=365),
            ends_on=own.ends_on + timedelta(days=365),
            places=places,
        )
        work.db.add(later)
        return later.id


def set_places(work_as: WorkAs, stage: Stage, places: int) -> None:
    with work_as(None) as work:
        work.db.get_one(Cohort, stage.cohorts["lumina"].id).places = places


def told(work_as: WorkAs, template: str) -> list[str]:
    with work_as(None) as work:
        found = work.db.scalars(select(Message).where(col(Message.template) == template)).all()
        return sorted(message.email for message in found)


def an_induction(work_as: WorkAs, stage: Stage) -> str:
    with work_as("mei") as work:
        cohort = work.db.get_one(Cohort, stage.cohorts["lumina"].id)
        session = a_session(work, cohort=cohort, kind="induction", title="Come and see", day=date(2027, 4, 20))
        return str(session.id)


def test_the_waiting_list_says_what_it_means_and_until_when(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.WAITING_LIST)

    shown = as_("bea").get(f"/applications/{application_id}/result")

    for words in ("What the waiting list means", "Who has been on it longest is asked first.",
                  "You are on the list until Monday 8 March 2027", "You can leave the list at any time."):  # fmt: skip
        assert words in shown.main


def test_a_list_without_an_order_says_so(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(
        work_as, of="zoe", outcome=Outcome.WAITING_LIST, manager="asha", programme="post-production", reviewer="kit"
    )
    with work_as("asha") as work:
        marks = the_marks(work)
    as_("asha").post("/decisions/release", {"chosen": marks})

    assert "The list has no order." in as_("zoe").get(f"/applications/{application_id}/result").main


def test_the_list_can_be_left_and_come_back_to(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.WAITING_LIST)
    client = as_("bea")
    path = f"/applications/{application_id}/waiting-list/leaving"

    asked = client.get(path)
    client.post(path)
    again = client.post(path)
    run_reactions(parts)
    left = status_of(work_as, application_id)
    client.post(f"/applications/{application_id}/withdrawal/undoing")

    assert "You can come back to the list within 10 working days." in asked.main
    assert left is ApplicationStatus.WITHDRAWN
    assert again.status == 422
    assert told(work_as, "application_withdrawn") == ["bea@example.com"]
    assert status_of(work_as, application_id) is ApplicationStatus.WAITING_LIST


def test_managers_see_the_order_and_who_is_next(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    released(work_as, of="bea", outcome=Outcome.WAITING_LIST)
    second = released(work_as, of="ari", outcome=Outcome.WAITING_LIST)
    client = as_("mei")

    shown = client.get(f"/cohorts/{stage.cohorts['lumina'].id}/waiting-list")
    check = client.get(f"/decisions/{second}/offer")

    assert [h.get_text(" ", strip=True) for h in shown.soup.select("ol h2")] == [
        "LUM-0001: Bea Lindqvist",
        "LUM-0002: Ari Novak",
    ]
    assert "6 places are free." in shown.main
    assert shown.main.count("Asked first") == 1
    assert "LUM-0001 has been on the list longer" in check.main
    assert "your result changed" in check.main


@pytest.mark.parametrize(("key", "status"), [("asha", 404), ("ravi", 404), ("bea", 404), (None, 303)])
def test_the_waiting_list_is_missing_for_others(as_: AsMember, stage: Stage, key: str | None, status: int) -> None:
    assert as_(key).get(f"/cohorts/{stage.cohorts['lumina'].id}/waiting-list").status == status


def test_a_place_is_offered_only_while_one_is_free(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    set_places(work_as, stage, 1)
    accepted(work_as, of="noor")
    application_id = released(work_as, of="bea", outcome=Outcome.WAITING_LIST)
    client = as_("mei")

    refused = client.post(f"/decisions/{application_id}/offer", BECAUSE)
    set_places(work_as, stage, 2)
    client.post(f"/decisions/{application_id}/offer", BECAUSE)
    run_reactions(parts)
    read = as_("bea").get(f"/applications/{application_id}/result")

    assert refused.status == 422
    assert "All places of this cohort are offered or taken." in refused.main
    assert "Somebody gave their place back." in refused.text
    assert status_of(work_as, application_id) is ApplicationStatus.OFFERED
    assert told(work_as, "result_changed") == ["bea@example.com"]
    for words in ("We offer you a place", "Why your result changed", "Somebody gave their place back.", "Say yes"):
        assert words in read.main
    assert "What the waiting list means" not in read.main


@pytest.mark.parametrize("outcome", [Outcome.NOT_YET, Outcome.NOT_OFFERED])
def test_f38_a_no_becomes_an_offer_with_a_reason(
    as_: AsMember, work_as: WorkAs, parts: Parts, outcome: Outcome
) -> None:
    application_id = released(work_as, of="bea", outcome=outcome)
    client = as_("mei")

    blank = client.get(f"/decisions/{application_id}/offer")
    refused = client.post(f"/decisions/{application_id}/offer", {"reason": " "})
    client.post(f"/decisions/{application_id}/offer", {"reason": "We read your answers again."})
    run_reactions(parts)
    read = as_("bea").get(f"/applications/{application_id}/result")

    assert blank.soup.select_one("#field-reason").get_text(strip=True) == ""  # type: ignore[union-attr]
    assert refused.errors == ["Say why you offer a place now"]
    assert "We read your answers again." in read.main
    assert "We would have liked to see a piece of work" not in read.main
    assert told(work_as, "result_changed") == ["bea@example.com"]
    with work_as(None) as work:
        entry = work.db.scalars(
            select(AuditEntry).where(col(AuditEntry.name) == "applications.offered_after_all")
        ).one()
        assert (entry.reason, entry.facts["from"]) == ("We read your answers again.", outcome.value)


def test_f38_somebody_who_said_no_can_be_offered_the_place_again(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    as_("bea").post(f"/applications/{application_id}/offer/refusal")

    as_("mei").post(f"/decisions/{application_id}/offer", {"reason": "You told me that you changed your mind."})

    assert status_of(work_as, application_id) is ApplicationStatus.OFFERED


def test_f38_an_open_offer_is_not_offered_twice(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")

    assert "No place can be offered here now." in as_("mei").get(f"/decisions/{application_id}/offer").main
    assert as_("mei").post(f"/decisions/{application_id}/offer", BECAUSE).status == 422


@pytest.mark.parametrize("reason", ["", "x" * 1001, "a\x00b"])
def test_an_offer_needs_sensible_words(as_: AsMember, work_as: WorkAs, reason: str) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_OFFERED)

    shown = as_("mei").post(f"/decisions/{application_id}/offer", {"reason": reason})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-reason"]


def test_f37_a_place_is_kept_for_a_named_cohort_and_comes_back_as_an_offer(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    later = a_later_cohort(work_as, stage)
    application_id = accepted(work_as, of="bea")
    client = as_("bea")

    asked = client.get(f"/applications/{application_id}/offer/deferral")
    client.post(f"/applications/{application_id}/offer/deferral", {"kept_for": str(later)})
    kept = status_of(work_as, application_id)
    offering = as_("mei").get(f"/decisions/{application_id}/offer")
    as_("mei").post(f"/decisions/{application_id}/offer", {"reason": "It begins.", "cohort_id": str(later)})
    run_reactions(parts)

    assert "Lumina 2028, Tuesday 7 March 2028" in asked.main
    assert kept is ApplicationStatus.DEFERRED
    assert offering.soup.select_one(f"input[value='{later}']").get("checked") is not None  # type: ignore[union-attr]
    with work_as(None) as work:
        application = work.db.get_one(Application, application_id)
        assert (application.status, application.cohort_id) == (ApplicationStatus.OFFERED, later)
        assert application.answer_by is not None
    assert told(work_as, "result_changed") == ["bea@example.com"]


def test_f37_the_next_intake_is_a_choice_without_a_name(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")

    as_("bea").post(f"/applications/{application_id}/offer/deferral", {"kept_for": "next"})

    assert status_of(work_as, application_id) is ApplicationStatus.DEFERRED


@pytest.mark.parametrize("value", ["x", "x" * 41, NOBODYS_ID])
def test_f37_an_unknown_cohort_is_refused(as_: AsMember, work_as: WorkAs, value: str) -> None:
    application_id = released(work_as, of="bea")

    shown = as_("bea").post(f"/applications/{application_id}/offer/deferral", {"kept_for": value})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-kept_for"]
    assert status_of(work_as, application_id) is ApplicationStatus.OFFERED


def test_f37_a_manager_writes_down_that_the_person_asked(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    later = a_later_cohort(work_as, stage)
    application_id = accepted(work_as, of="bea")
    client = as_("mei")

    refused = client.post(f"/decisions/{application_id}/deferral", {"kept_for": str(later), "reason": ""})
    client.post(f"/decisions/{application_id}/deferral", {"kept_for": str(later), "reason": "By phone on 1 March."})
    run_reactions(parts)

    assert refused.errors == ["Say how they asked for it"]
    assert status_of(work_as, application_id) is ApplicationStatus.DEFERRED
    assert told(work_as, "offer_deferred") == ["bea@example.com"]
    assert "By phone on 1 March." in client.get(f"/decisions/{application_id}").main
    with work_as(None) as work:
        entry = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "applications.deferred")).one()
        assert entry.on_behalf_of == stage.id_of("bea")


def test_f37_a_place_does_not_come_back_where_they_applied_anew(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    later = a_later_cohort(work_as, stage)
    application_id = released(work_as, of="bea")
    as_("bea").post(f"/applications/{application_id}/offer/deferral", {"kept_for": str(later)})
    with work_as(None) as work:
        first = work.db.get_one(Application, application_id)
        work.db.add(
            Application(
                id=work.new_id(), reference="LUM-0099", number=99, programme_id=first.programme_id, cohort_id=later,
                person_id=first.person_id, status=ApplicationStatus.DRAFT, started_at=work.now,
            )
        )  # fmt: skip

    shown = as_("mei").post(f"/decisions/{application_id}/offer", {"reason": "It begins.", "cohort_id": str(later)})

    assert shown.status == 422
    assert "They applied to that cohort themselves." in shown.main


def test_n36_not_yet_invites_to_an_induction_and_says_what_happens_when(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    manager, applicant = as_("mei"), as_("bea")
    session_id = an_induction(work_as, stage)
    application_id = decided(work_as, of="bea", outcome=Outcome.NOT_YET)
    form = manager.get(f"/decisions/{application_id}/decision")
    hidden = applicant.get(f"/sessions/{session_id}")
    with work_as(None) as work:
        decision = work.db.scalars(select(Decision)).one()
        decision.session_id = UUID(session_id)
    with work_as("mei") as work:
        marks = the_marks(work)

    manager.post("/decisions/release", {"chosen": marks})
    read = applicant.get(f"/applications/{application_id}/result")
    home = applicant.get("/")

    assert "Come and see" in form.main
    assert hidden.status == 404
    for words in ("You are invited", "Come and see", "Tuesday 20 April 2027, 10:30am", "What happens on that day:",
                  "Applications open again.", "The next step is on Friday 30 April 2027."):  # fmt: skip
        assert words in read.main
    assert applicant.get(f"/sessions/{session_id}").status == 200
    assert applicant.post(f"/sessions/{session_id}/bookings").status == 303
    assert "Friday 30 April 2027" in home.main
    assert "Come and see" in home.main
    assert as_("ari").get(f"/sessions/{session_id}").status == 404


def test_n36_the_form_suggests_the_next_induction(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    session_id = an_induction(work_as, stage)
    application_id = in_review(work_as, of="bea")
    gives_points(work_as, application_id, by="ravi")

    shown = as_("mei").get(f"/decisions/{application_id}/decision")

    assert shown.soup.select_one(f"input[value='{session_id}']").get("checked") is not None  # type: ignore[union-attr]


def test_n36_a_reminder_is_there_only_for_who_asks(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_YET)
    client = as_("bea")
    path = f"/applications/{application_id}/reminder"

    before = client.get(f"/applications/{application_id}/result")
    asked = client.follow(client.post(path, {"wanted": "yes"}))
    undone = client.follow(client.post(path, {"wanted": "no"}))

    assert "You get a reminder only if you ask for one." in before.main
    assert "You get a reminder on that day." in asked.main
    assert "Remind me on that day" in undone.main
    assert as_("ari").post(path, {"wanted": "yes"}).status == 404
    assert as_("mei").post(path, {"wanted": "yes"}).status == 403


def test_n36_an_offer_has_no_day_to_be_reminded_of(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")

    assert as_("bea").post(f"/applications/{application_id}/reminder", {"wanted": "yes"}).status == 422
