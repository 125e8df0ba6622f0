"""Conditions of an offer over HTTP: writing one down, saying how it stands, and what the applicant and enrolment see."""

from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Outcome
from app.models.conditions import Condition, ConditionStatus
from app.models.messages import Message
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.decisions import accepted, decided, in_review, released, the_marks
from tests.running import run_reactions

NEW = {"words": "Send us your address", "doer": "applicant", "due_on": "6 May 2027", "note": "By e-mail is fine."}


def added(as_: AsMember, work_as: WorkAs, application_id: UUID, **typed: str) -> UUID:
    assert as_("mei").post(f"/decisions/{application_id}/conditions", {**NEW, **typed}).status == 303
    with work_as(None) as work:
        return work.db.scalars(select(Condition.id).order_by(col(Condition.id).desc())).first()  # type: ignore[return-value]


def told(work_as: WorkAs) -> list[Message]:
    with work_as(None) as work:
        return list(work.db.scalars(select(Message).where(col(Message.template) == "condition_changed")).all())


def test_f36_each_condition_has_its_own_status(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = released(work_as, of="bea")
    first = added(as_, work_as, application_id)
    second = added(as_, work_as, application_id, words="Bring your form", doer="programme")

    client = as_("mei")
    client.post(f"/conditions/{first}", {"status": "met", "version": "1"})
    client.post(f"/conditions/{second}", {"status": "waived", "version": "1", "note": "We have it."})
    run_reactions(parts)
    shown = as_("bea").get(f"/applications/{application_id}/result")

    with work_as(None) as work:
        assert work.db.get_one(Condition, first).status is ConditionStatus.MET
        assert work.db.get_one(Condition, second).status is ConditionStatus.WAIVED
    for expected in ("Send us your address", "Done", "You do this.", "No longer needed", "We do this.", "We have it."):
        assert expected in shown.main
    assert {message.email for message in told(work_as)} == {"bea@example.com"}
    assert len(told(work_as)) == 4
    assert all("address" not in str(message.facts) for message in told(work_as))


def test_f36_the_day_and_who_does_it_are_shown(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    added(as_, work_as, application_id)

    staff = as_("mei").get(f"/decisions/{application_id}/conditions")
    own = as_("bea").get(f"/applications/{application_id}/result")

    for shown in (staff, own):
        for expected in ("Send us your address", "By Thursday 6 May 2027.", "By e-mail is fine.", "Still open"):
            assert expected in shown.main


def test_f36_open_conditions_leave_the_yes_free_and_hold_up_enrolment(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    condition = added(as_, work_as, application_id)
    applicant, manager = as_("bea"), as_("mei")

    asked = applicant.get(f"/applications/{application_id}/offer/acceptance")
    applicant.post(f"/applications/{application_id}/offer/acceptance")
    refused = manager.post(f"/cohorts/enrolments/{application_id}")
    manager.post(f"/conditions/{condition}", {"status": "met", "version": "1"})
    enrolled = manager.post(f"/cohorts/enrolments/{application_id}")

    assert "Points that are still open: 1. You can say yes now." in asked.main
    assert refused.status == 422
    assert "LUM-0001 has conditions that are still open: 1." in refused.main
    assert enrolled.status == 303


def test_f36_a_condition_that_is_not_met_holds_up_enrolment_and_ends_nothing(as_: AsMember, work_as: WorkAs) -> None:
    application_id = accepted(work_as, of="bea")
    condition = added(as_, work_as, application_id)
    manager = as_("mei")

    manager.post(f"/conditions/{condition}", {"status": "not_met", "version": "1"})

    assert manager.post(f"/cohorts/enrolments/{application_id}").status == 422
    assert "You said yes to your place" in as_("bea").get(f"/applications/{application_id}").main
    assert manager.post(f"/conditions/{condition}", {"status": "open", "version": "2"}).status == 303


def test_f36_nobody_learns_of_a_condition_before_release(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = decided(work_as, of="bea")
    with work_as("mei") as work:
        before = the_marks(work)

    added(as_, work_as, application_id)
    run_reactions(parts)

    assert "Send us" not in as_("bea").get(f"/applications/{application_id}/result").text
    assert told(work_as) == []
    assert "Send us your address" in as_("mei").get("/decisions/release").main
    assert as_("mei").post("/decisions/release", {"chosen": before}).status == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [("words", ""), ("words", "x" * 501), ("doer", "nobody"), ("due_on", "28 February 2027"), ("due_on", "some day"),
     ("note", "x" * 1001), ("words", "a\x00b"), ("note", "a\ud800b".encode("utf-8", "surrogatepass").decode("latin-1"))],
)  # fmt: skip
def test_bad_input_is_refused_and_kept(as_: AsMember, work_as: WorkAs, field: str, value: str) -> None:
    application_id = released(work_as, of="bea")

    shown = as_("mei").post(f"/decisions/{application_id}/conditions", {**NEW, field: value})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == [f"#field-{field}"]
    assert "By e-mail is fine." in shown.text or field == "note"


def test_an_older_page_does_not_overwrite(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    condition = added(as_, work_as, application_id)
    client = as_("mei")
    client.post(f"/conditions/{condition}", {"status": "met", "version": "1"})

    shown = client.post(f"/conditions/{condition}", {"status": "waived", "version": "1", "note": "My words"})

    assert shown.status == 422
    assert "Somebody changed this condition" in shown.main
    assert "My words" in shown.text


@pytest.mark.parametrize("outcome", [Outcome.WAITING_LIST, Outcome.NOT_YET, Outcome.NOT_OFFERED])
def test_only_an_offer_has_conditions(as_: AsMember, work_as: WorkAs, outcome: Outcome) -> None:
    application_id = released(work_as, of="bea", outcome=outcome)

    shown = as_("mei").post(f"/decisions/{application_id}/conditions", NEW)

    assert shown.status == 422
    assert "Only an offer that is open or accepted has conditions." in shown.main


def test_an_application_in_review_has_none(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")

    assert "This offer has no conditions." in as_("mei").get(f"/decisions/{application_id}/conditions").main
    assert as_("mei").post(f"/decisions/{application_id}/conditions", NEW).status == 422


@pytest.mark.parametrize("key", ["asha", "ravi", "bea", "ida", "tom", "jun", "ola"])
def test_conditions_are_missing_for_everybody_else(as_: AsMember, work_as: WorkAs, key: str) -> None:
    application_id = released(work_as, of="noor")
    condition = added(as_, work_as, application_id)
    client = as_(key)

    for path in (f"/decisions/{application_id}/conditions", f"/conditions/{condition}"):
        assert client.get(path).status == 404
        assert client.post(path, NEW).status == 404


def test_unknown_conditions_are_missing(as_: AsMember) -> None:
    assert as_("mei").get(f"/conditions/{uuid4()}").status == 404


@pytest.mark.parametrize("count", [1, 6])
def test_pages_take_few_statements(as_: AsMember, work_as: WorkAs, count: int) -> None:
    application_id = released(work_as, of="bea")
    for _ in range(count):
        added(as_, work_as, application_id)
    manager, applicant = as_("mei"), as_("bea")

    for client, path in ((manager, f"/decisions/{application_id}/conditions"), (manager, f"/decisions/{application_id}"),
                         (applicant, f"/applications/{application_id}/result")):  # fmt: skip
        with statements() as counted:
            client.get(path)
        assert len(counted) <= 8, path
