"""Reviewing over HTTP: what a reviewer sees, what stays hidden, and giving, drafting, and stepping back."""

from uuid import uuid4

import pytest

from app.core.actors import Role
from app.models.applications import Outcome
from app.models.reviews import Review, ReviewStatus, Standing, Tie
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.decisions import (
    a_review_of,
    a_work_sample,
    decided,
    gives_points,
    grant,
    in_review,
    released,
    withdrawn,
)

WHOLE = {
    "points_interest": "3", "because_interest": "A clear reason", "points_eye": "2", "because_eye": "Looks closely",
    "points_next_step": "1", "because_next_step": "One idea", "note": "", "version": "1",
}  # fmt: skip


def everything_of(shown: Shown) -> str:
    """The page as it was sent: text, addresses, titles and attributes."""
    return shown.text + str(dict(shown.answer.headers))


def test_list_shows_references_of_what_waits(as_: AsMember, work_as: WorkAs) -> None:
    in_review(work_as, of="bea", by=("ravi",))
    in_review(work_as, of="zoe", by=("kit",), manager="asha", programme="post-production")

    shown = as_("ravi").get("/reviews")

    assert shown.status == 200
    assert [row.get_text() for row in shown.soup.select("tbody th")] == ["Review LUM-0001"]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_statements_for_any_number_of_rows(as_: AsMember, work_as: WorkAs, rows: int) -> None:
    for key in ("bea", "ari", "noor")[:rows]:
        in_review(work_as, of=key, by=("ravi",))
    client = as_("ravi")

    with statements() as counted:
        shown = client.get("/reviews")

    assert len(shown.soup.select("tbody tr")) == rows
    assert len(counted) == 4


def test_review_page_takes_the_same_statements_for_any_number_of_reviews(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    review_id = gives_points(work_as, application_id, by="ravi")
    gives_points(work_as, application_id, by="sol")
    client = as_("ravi")

    with statements() as counted:
        client.get(f"/reviews/{review_id}")

    assert len(counted) <= 8


def test_page_shows_answers_and_rubric_without_the_person(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", says={"draws_you": "I watch shadows", "name": "Bea Lindqvist"})
    review_id = a_review_of(work_as, application_id, by="ravi")

    shown = as_("ravi").get(f"/reviews/{review_id}")

    assert shown.title.startswith("Review of LUM-0001")
    assert "I watch shadows" in shown.main
    assert "A clear reason of their own" in shown.main
    for hidden in ("Bea", "Lindqvist", "bea@example.com", "What should we call you", "18 or older", "adjustment"):
        assert hidden not in everything_of(shown).replace("mei@example.com", "")


def test_work_sample_has_a_neutral_name(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    a_work_sample(work_as, application_id, name="bea-lindqvist-showreel.pdf")
    review_id = a_review_of(work_as, application_id, by="ravi")

    shown = as_("ravi").get(f"/reviews/{review_id}")

    assert "Open work sample 1 PDF, 1.5 MB" in shown.main
    assert "lindqvist" not in everything_of(shown).lower()


@pytest.mark.parametrize("key", ["sol", "kit", "mei", "bea", "ida", "zoe", "fay"])
def test_a_review_exists_only_for_its_reviewer(as_: AsMember, work_as: WorkAs, key: str) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    review_id = a_review_of(work_as, application_id, by="ravi")

    assert as_(key).get(f"/reviews/{review_id}").status == 404
    assert as_(key).post(f"/reviews/{review_id}", WHOLE).status == 404


def test_an_adviser_of_the_programme_reviews_nothing_in_it(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    review_id = a_review_of(work_as, application_id, by="ravi")
    grant(work_as, stage, "ravi", Role.ADVISER)

    assert as_("ravi").get(f"/reviews/{review_id}").status == 404
    assert "LUM-0001" not in as_("ravi").get("/reviews?show=all").text


def test_list_is_for_reviewers(as_: AsMember) -> None:
    shown = as_("mei").get("/reviews")

    assert shown.status == 403
    assert "This list is for reviewers." in shown.main


def test_unknown_review_is_missing(as_: AsMember) -> None:
    assert as_("ravi").get(f"/reviews/{uuid4()}").status == 404


def test_nobody_is_led_to_sign_in(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")

    assert as_(None).get(f"/reviews/{review_id}").location == f"/sign-in?next=%2Freviews%2F{review_id}"


def test_giving_a_review_counts(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")

    shown = client.follow(client.post(f"/reviews/{review_id}", WHOLE))

    assert "Your review is given." in shown.main
    with work_as(None) as work:
        standing = work.db.get_one(Standing, application_id)
        assert (standing.expected, standing.written, standing.score) == (2, 1, 72)


def test_missing_points_keep_the_typing_and_link_each_field(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")

    shown = as_("ravi").post(f"/reviews/{review_id}", {**WHOLE, "points_eye": "", "because_next_step": ""})

    assert shown.status == 422
    assert shown.title.startswith("Error: ")
    assert [(a["href"], a.get_text()) for a in shown.soup.select(".errors a")] == [
        ("#field-points_eye", "Eye for detail: choose the points"),
        ("#field-because_next_step", "A next step: say in a sentence why you chose these points"),
    ]
    assert shown.soup.select_one("#field-because_eye").get_text(strip=True) == "Looks closely"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "value"),
    [("points_eye", "9"), ("points_eye", "many"), ("because_eye", "x" * 2001), ("note", "\x00"), ("note", "n" * 4001)],
)
def test_bad_input_is_refused_politely(as_: AsMember, work_as: WorkAs, field: str, value: str) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")

    shown = as_("ravi").post(f"/reviews/{review_id}", {**WHOLE, field: value})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == [f"#field-{field}"]


def test_a_draft_may_be_half_finished_and_stays_with_its_writer(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="sol")
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")

    client.post(f"/reviews/{review_id}", {"because_eye": "Half a thought", "keep": "draft", "version": "1"})

    assert "Half a thought" in client.get(f"/reviews/{review_id}").text
    assert "Half a thought" not in as_("mei").get(f"/decisions/{application_id}").text
    other = a_review_of(work_as, application_id, by="sol")
    assert "Half a thought" not in as_("sol").get(f"/reviews/{other}").text


def test_f30_other_reviews_are_hidden_until_mine_is_given(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="sol", because="Colour is read well", note="Only for the manager")
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")

    before = client.get(f"/reviews/{review_id}")
    client.post(f"/reviews/{review_id}", WHOLE)
    after = client.get(f"/reviews/{review_id}")

    assert "Colour is read well" not in before.text
    assert "Colour is read well" in after.main
    assert "Only for the manager" not in after.text
    assert "Sol Okafor" not in after.text


def test_an_older_page_does_not_overwrite_in_silence(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")
    client.post(f"/reviews/{review_id}", {**WHOLE, "because_eye": "The newer words"})

    shown = client.post(f"/reviews/{review_id}", {**WHOLE, "because_eye": "The older words"})

    assert shown.status == 422
    assert "The newer words" in shown.main
    assert "The older words" in shown.text
    assert shown.soup.select_one("input[name=version]")["value"] == "2"  # type: ignore[index]


def test_f31_a_declared_tie_hides_the_case_wholly(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = gives_points(work_as, application_id, by="ravi")
    client = as_("ravi")

    shown = client.follow(client.post(f"/reviews/{review_id}/conflict", {"tie": "friend"}))

    assert shown.status == 200
    assert "LUM-0001" not in client.get("/reviews?show=all").text
    for path in ("", "/conflict", "/abstention"):
        assert client.get(f"/reviews/{review_id}{path}").status == 404
    with work_as(None) as work:
        assert work.db.get_one(Review, review_id).tie is Tie.FRIEND
        assert work.db.get_one(Standing, application_id).score is None


def test_declaring_a_tie_asks_which(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")

    shown = as_("ravi").post(f"/reviews/{review_id}/conflict", {})

    assert shown.status == 422
    assert shown.soup.select_one(".errors a").get_text() == "Choose how you know this person"  # type: ignore[union-attr]


def test_f32_stepping_back_needs_no_reason_and_can_be_undone(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")

    assert "You do not have to say why." in client.get(f"/reviews/{review_id}/abstention").main
    client.post(f"/reviews/{review_id}/abstention")
    assert "Take up this review again" in client.get(f"/reviews/{review_id}").main
    client.post(f"/reviews/{review_id}/return")

    with work_as(None) as work:
        assert work.db.get_one(Review, review_id).status is ReviewStatus.ASSIGNED


def test_a_decided_application_is_closed_and_the_decision_stays_hidden(as_: AsMember, work_as: WorkAs) -> None:
    application_id = decided(work_as, of="bea", outcome=Outcome.NOT_YET, feedback="Feedback of mei")
    review_id = a_review_of(work_as, application_id, by="ravi")

    page = as_("ravi").get(f"/reviews/{review_id}")
    words = "The shadows are read closely, and each step of the work is named in its order."
    shown = as_("ravi").post(f"/reviews/{review_id}", {**WHOLE, "because_eye": words, "version": "2"})

    assert shown.status == 409
    assert "Reading of this application is closed, so reviews no longer change." in shown.main
    assert words in shown.main
    for hidden in ("Not yet", "Result:", "Feedback of mei", "decided", "Decided"):
        assert hidden not in shown.text + page.text


def test_a_reviewer_reads_the_result_after_release(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")

    shown = as_("ravi").get(f"/reviews/{review_id}")

    assert "Result: Offer a place." in shown.main
    assert "Good eye." not in shown.text


def test_stepping_back_twice_is_refused_politely(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")
    client.post(f"/reviews/{review_id}/abstention")

    shown = client.post(f"/reviews/{review_id}/abstention")

    assert shown.status == 422
    assert "You stepped back" in shown.main


def test_a_withdrawn_application_is_no_longer_read(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = a_review_of(work_as, application_id, by="ravi")

    withdrawn(work_as, application_id, by="bea")

    assert as_("ravi").get(f"/reviews/{review_id}").status == 404
