"""Releasing decisions: chosen, read beforehand as they will be read, once, and never without feedback."""

from uuid import UUID

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Application, ApplicationStatus, Decision, Outcome
from app.models.messages import Message
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.decisions import decided, released, the_marks
from tests.running import run_reactions


def boxes(shown: Shown) -> list[str]:
    return [str(box["value"]) for box in shown.soup.select("input[name=chosen]")]


def status_of(work_as: WorkAs, application_id: UUID) -> ApplicationStatus:
    with work_as(None) as work:
        return work.db.get_one(Application, application_id).status


def test_f33_only_the_chosen_are_released(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    first, second = decided(work_as, of="bea"), decided(work_as, of="ari", outcome=Outcome.NOT_YET)
    client = as_("mei")

    chosen = boxes(client.get("/decisions/release"))
    client.post("/decisions/release", {"chosen": chosen[:1]})
    run_reactions(parts)

    assert len(chosen) == 2
    assert status_of(work_as, first) is ApplicationStatus.OFFERED
    assert status_of(work_as, second) is ApplicationStatus.DECIDED_UNRELEASED
    assert boxes(client.get("/decisions/release")) == chosen[1:]
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "result_ready")).all()
        assert [message.email for message in told] == ["bea@example.com"]


def test_f33_a_change_of_another_decision_does_not_stop_the_chosen(as_: AsMember, work_as: WorkAs) -> None:
    first, second = decided(work_as, of="bea"), decided(work_as, of="ari")
    client = as_("mei")
    chosen = boxes(client.get("/decisions/release"))
    client.post(f"/decisions/{second}/decision", {"outcome": "offered", "feedback": "Other words", "version": "1"})

    assert client.post("/decisions/release", {"chosen": chosen[:1]}).status == 303
    assert status_of(work_as, first) is ApplicationStatus.OFFERED


def test_f33_of_two_managers_at_once_one_is_told(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    decided(work_as, of="bea")
    first, second = as_("mei"), as_("mei")
    chosen = boxes(second.get("/decisions/release"))

    done = first.post("/decisions/release", {"chosen": chosen})
    late = second.post("/decisions/release", {"chosen": chosen})
    run_reactions(parts)

    assert (done.status, late.status) == (303, 422)
    assert "Somebody may have released them before you." in late.main
    with work_as(None) as work:
        assert len(work.db.scalars(select(Message).where(col(Message.template) == "result_ready")).all()) == 1


def test_f33_with_others_left_the_late_manager_is_told_as_well(as_: AsMember, work_as: WorkAs) -> None:
    decided(work_as, of="bea")
    other = decided(work_as, of="ari")
    client = as_("mei")
    chosen = boxes(client.get("/decisions/release"))
    client.post("/decisions/release", {"chosen": chosen[:1]})

    late = client.post("/decisions/release", {"chosen": chosen})

    assert late.status == 422
    assert "Nothing was released. Read them again." in late.main
    assert status_of(work_as, other) is ApplicationStatus.DECIDED_UNRELEASED


def test_f33_the_page_says_that_there_is_no_way_back(as_: AsMember, work_as: WorkAs) -> None:
    decided(work_as, of="bea")

    shown = as_("mei").get("/decisions/release")

    assert "This cannot be undone." in shown.main
    assert [bool(box.get("checked") is not None) for box in shown.soup.select("input[name=chosen]")] == [True]


def test_f33_choosing_none_is_refused(as_: AsMember, work_as: WorkAs) -> None:
    decided(work_as, of="bea")

    shown = as_("mei").post("/decisions/release", {})

    assert shown.status == 422
    assert shown.errors == ["Choose at least one decision"]


def test_f33_f35_the_preview_is_what_is_read_and_the_mail_has_no_details(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    application_id = decided(work_as, of="bea", outcome=Outcome.NOT_YET, feedback="Bea reads light")
    client = as_("mei")
    preview = client.get("/decisions/release")

    client.post("/decisions/release", {"chosen": boxes(preview)})
    run_reactions(parts)
    read = as_("bea").get(f"/applications/{application_id}/result")

    for words in ("Not yet, with next steps", "Bea reads light", "Eye for detail: We would have liked to see a piece of work",
                  "Finish one short piece of work.", "Show us one finished shot.", "Applications open again."):  # fmt: skip
        assert words in preview.main
        assert words in read.main
    with work_as(None) as work:
        message = work.db.scalars(select(Message).where(col(Message.template) == "result_ready")).one()
        mail = letter(work, message, "https://cleanplate.test")
    assert all(paragraph in preview.main for paragraph in mail.paragraphs[:-1])
    assert "Bea reads light" not in mail.text
    assert "ot yet" not in mail.text


def test_f35_missing_feedback_blocks_release(as_: AsMember, work_as: WorkAs) -> None:
    application_id, other = decided(work_as, of="bea"), decided(work_as, of="ari")
    with work_as(None) as work:
        found = work.db.scalars(select(Decision).where(col(Decision.application_id) == application_id)).one()
        found.feedback = " "
    with work_as("mei") as work:
        chosen = the_marks(work)

    shown = as_("mei").post("/decisions/release", {"chosen": chosen})

    assert shown.status == 422
    assert "LUM-0001 has no feedback yet. Nothing was released." in shown.main
    for each in (application_id, other):
        assert status_of(work_as, each) is ApplicationStatus.DECIDED_UNRELEASED


def test_f34_not_offered_needs_reasons_advice_and_feedback_that_the_applicant_reads(
    as_: AsMember, work_as: WorkAs
) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_OFFERED)

    shown = as_("bea").get(f"/applications/{application_id}/result")

    for words in ("We cannot offer you a place this time", "Good eye.", "Finish one short piece of work.",
                  "Eye for detail: We would have liked to see a piece of work"):  # fmt: skip
        assert words in shown.main


def test_the_page_takes_the_same_statements_for_any_number(as_: AsMember, work_as: WorkAs) -> None:
    client = as_("mei")
    counts = []
    for key in ("bea", "ari", "noor"):
        decided(work_as, of=key)
        with statements() as counted:
            client.get("/decisions/release")
        counts.append(len(counted))

    assert len(set(counts)) == 1
    assert counts[0] <= 8
