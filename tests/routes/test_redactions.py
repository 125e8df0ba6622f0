"""Redacted copies over HTTP: reviewers read the copy and a note, managers keep the whole, and files can be withheld."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from app.models.applications import Answer
from app.models.redactions import WithheldFile
from tests.asking import AsMember, WorkAs
from tests.factories.decisions import a_review_of, a_work_sample, in_review

SAYS = {"draws_you": "My sister Zilpha works here. I watch shadows."}
COPY = {"words": "My sister [hidden] works here. I watch shadows.", "answer_version": "1", "version": "0"}


@pytest.fixture
def application_id(work_as: WorkAs) -> UUID:
    return in_review(work_as, of="bea", by=("ravi",), says=SAYS)


def answer_of(work_as: WorkAs, application_id: UUID) -> Answer:
    with work_as(None) as work:
        return work.db.scalars(
            select(Answer).where(col(Answer.application_id) == application_id, col(Answer.question) == "draws_you")
        ).one()


def path_of(application_id: UUID, question: str = "draws_you") -> str:
    return f"/decisions/{application_id}/redactions/{question}"


def test_f26_reviewers_read_the_copy_and_that_something_is_left_out(
    as_: AsMember, work_as: WorkAs, application_id: UUID
) -> None:
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("mei")
    before = as_("ravi").get(f"/reviews/{review_id}")

    shown = client.follow(client.post(path_of(application_id), COPY))
    after = as_("ravi").get(f"/reviews/{review_id}")

    assert "Zilpha" in before.main
    assert "Something is left out. Reviewers are told so." in shown.main
    assert "My sister [hidden] works here." in after.main
    assert "A manager left something out here." in after.main
    assert "Zilpha" not in after.text


def test_f26_the_answer_itself_stays_with_managers_and_its_writer(
    as_: AsMember, work_as: WorkAs, application_id: UUID
) -> None:
    as_("mei").post(path_of(application_id), COPY)

    assert "Zilpha" in as_("mei").get(f"/decisions/{application_id}").main
    assert "Zilpha" in as_("bea").get(f"/applications/{application_id}/answers").main
    assert "[hidden]" not in as_("bea").get(f"/applications/{application_id}/answers").main
    assert answer_of(work_as, application_id).value == SAYS["draws_you"]


def test_f26_putting_the_words_back_ends_the_copy(as_: AsMember, work_as: WorkAs, application_id: UUID) -> None:
    client = as_("mei")
    client.post(path_of(application_id), COPY)

    client.follow(client.post(path_of(application_id), {**COPY, "words": SAYS["draws_you"], "version": "1"}))

    page = as_("ravi").get(f"/reviews/{a_review_of(work_as, application_id, by='ravi')}")
    assert "Zilpha" in page.main
    assert "left something out" not in page.main


def test_f26_an_answer_that_changes_is_hidden_until_somebody_looks(
    as_: AsMember, work_as: WorkAs, application_id: UUID
) -> None:
    as_("mei").post(path_of(application_id), COPY)
    with work_as(None) as work:
        answer = work.db.get_one(Answer, answer_of(work_as, application_id).id)
        answer.value, answer.version = "My sister Zilpha told me of it.", 2

    page = as_("ravi").get(f"/reviews/{a_review_of(work_as, application_id, by='ravi')}")
    listed = as_("mei").get(f"/decisions/{application_id}/redactions")
    stale = as_("mei").post(path_of(application_id), {**COPY, "version": "1"})

    assert "Zilpha" not in page.text
    assert "Reviewers see nothing of it until you look again." in listed.main
    assert stale.status == 422
    assert "The applicant changed this answer since you opened this page." in stale.errors[0]


def test_f26_two_managers_do_not_overwrite_in_silence(as_: AsMember, application_id: UUID) -> None:
    client = as_("mei")
    client.post(path_of(application_id), COPY)

    shown = client.post(path_of(application_id), {**COPY, "words": "[hidden] I watch shadows."})

    assert shown.status == 422
    assert "My sister [hidden] works here." in shown.main
    assert "[hidden] I watch shadows." in shown.text


@pytest.mark.parametrize(
    "typed",
    [
        {"words": "My brother [hidden]"},
        {"words": ""},
        {"words": "x" * 12_001},
        {"words": "My sister \x00"},
        {"words": SAYS["draws_you"] + " Do not take them."},
    ],
)
def test_f26_nobody_puts_words_into_an_answer(as_: AsMember, application_id: UUID, typed: dict[str, Any]) -> None:
    shown = as_("mei").post(path_of(application_id), {**COPY, **typed})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-words"]


@pytest.mark.parametrize("question", ["name", "days", "adjustments", "nothing"])
def test_only_free_text_that_reviewers_read_has_a_copy(as_: AsMember, application_id: UUID, question: str) -> None:
    assert as_("mei").get(path_of(application_id, question)).status == 404


def test_f26_a_withheld_file_is_gone_for_reviewers(as_: AsMember, work_as: WorkAs, application_id: UUID) -> None:
    file_id = a_work_sample(work_as, application_id, description="Zilpha at her desk")
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("mei")

    client.follow(client.post(path_of(application_id, f"files/{file_id}"), {"is_withheld": "yes"}))
    hidden = as_("ravi").get(f"/reviews/{review_id}")

    assert "her desk" not in hidden.text
    assert "work sample" not in hidden.main
    assert as_("ravi").get(f"/files/{file_id}").status == 404
    client.post(path_of(application_id, f"files/{file_id}"), {"is_withheld": "no"})
    assert "her desk" in as_("ravi").get(f"/reviews/{review_id}").main


def test_a_withheld_file_can_still_be_removed_by_its_owner(
    as_: AsMember, work_as: WorkAs, application_id: UUID
) -> None:
    file_id = a_work_sample(work_as, application_id)
    as_("mei").post(path_of(application_id, f"files/{file_id}"), {"is_withheld": "yes"})
    client = as_("bea")

    assert client.post(f"/files/{file_id}/removal").status == 303
    with work_as(None) as work:
        assert work.db.get(WithheldFile, file_id) is None


@pytest.mark.parametrize("is_withheld", ["", "perhaps"])
def test_withholding_says_yes_or_no(as_: AsMember, work_as: WorkAs, application_id: UUID, is_withheld: str) -> None:
    file_id = a_work_sample(work_as, application_id)

    assert as_("mei").post(path_of(application_id, f"files/{file_id}"), {"is_withheld": is_withheld}).status == 422


def test_a_file_of_somebody_else_is_missing(as_: AsMember, work_as: WorkAs, application_id: UUID) -> None:
    other = a_work_sample(work_as, in_review(work_as, of="ari"))

    for file_id in (other, uuid4()):
        assert as_("mei").post(path_of(application_id, f"files/{file_id}"), {"is_withheld": "yes"}).status == 404


@pytest.mark.parametrize("key", ["ravi", "bea", "asha", "ida"])
def test_copies_are_for_managers_of_the_programme(as_: AsMember, application_id: UUID, key: str) -> None:
    assert as_(key).get(f"/decisions/{application_id}/redactions").status == 404
    assert as_(key).get(path_of(application_id)).status == 404
    assert as_(key).post(path_of(application_id), COPY).status == 404
