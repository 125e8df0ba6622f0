"""Phases over HTTP: screening before points, points only while it is their time, and talking at the end."""

from typing import Any
from uuid import UUID

import pytest

from app.models.reviews import Review, ReviewStatus, Standing
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.decisions import a_review_of, a_work_sample, gives_points, in_review
from tests.routes.test_reviews import WHOLE

DISCUSSION = {"days": 38}
"""From the tests' own present into Lumina's discussion: results are due on day 40."""
AFTER = {"days": 45}
WORDS = "The shadows are read closely, and each step of the work is named in its order."


def zoes(work_as: WorkAs) -> tuple[UUID, UUID]:
    """An application of the programme that screens, and its review."""
    application_id = in_review(work_as, of="zoe", by=("kit",), manager="asha", programme="post-production")
    return application_id, a_review_of(work_as, application_id, by="kit")


def test_f41_a_quick_question_stands_before_the_points(as_: AsMember, work_as: WorkAs) -> None:
    _, review_id = zoes(work_as)
    client = as_("kit")

    before = client.get(f"/reviews/{review_id}")
    after = client.follow(client.post(f"/reviews/{review_id}/screening", {"passes": "yes", "version": "1"}))

    assert "Should this go on to a full review?" in before.main
    assert "Give this review" not in before.main
    assert "Give this review" in after.main


def test_f23_a_criterion_that_only_informs_says_so_and_is_given(as_: AsMember, work_as: WorkAs) -> None:
    application_id, review_id = zoes(work_as)
    kit = as_("kit")
    kit.post(f"/reviews/{review_id}/screening", {"passes": "yes", "version": "1"})

    page = kit.get(f"/reviews/{review_id}").main
    whole = {**WHOLE, "points_other_work": "0", "because_other_work": "No other part", "version": "2"}
    given = kit.post(f"/reviews/{review_id}", whole)

    assert page.count("These points inform and do not count.") == 1
    assert given.status == 303, given.main
    assert "No other part" in as_("asha").get(f"/decisions/{application_id}").main


def test_f41_points_are_refused_before_the_quick_question(as_: AsMember, work_as: WorkAs) -> None:
    _, review_id = zoes(work_as)

    whole = {**WHOLE, "points_other_work": "1", "because_other_work": "One part"}

    shown = as_("kit").post(f"/reviews/{review_id}", {**whole, "because_eye": WORDS})

    assert shown.status == 409
    assert WORDS in shown.main


def test_f41_a_no_says_why_and_goes_to_the_manager(as_: AsMember, work_as: WorkAs) -> None:
    application_id, review_id = zoes(work_as)
    client = as_("kit")

    bare = client.post(f"/reviews/{review_id}/screening", {"passes": "no", "version": "1"})
    said = {"passes": "no", "screening_note": "There is no work in it yet", "version": "1"}
    shown = client.follow(client.post(f"/reviews/{review_id}/screening", said))

    assert (bare.status, bare.errors) == (422, ["Say why it should not go on"])
    assert "You can change it in this phase." in shown.main
    page = as_("asha").get(f"/decisions/{application_id}").main
    assert "Screening: it does not go on to a full review." in page
    assert "There is no work in it yet" in page
    with work_as(None) as work:
        standing = work.db.get_one(Standing, application_id)
        assert (standing.expected, standing.written, standing.score) == (1, 1, None)


def test_f41_a_no_can_become_a_yes(as_: AsMember, work_as: WorkAs) -> None:
    _, review_id = zoes(work_as)
    client = as_("kit")
    client.post(f"/reviews/{review_id}/screening", {"passes": "no", "screening_note": "Not sure", "version": "1"})

    shown = client.follow(client.post(f"/reviews/{review_id}/screening", {"passes": "yes", "version": "2"}))

    assert "Give this review" in shown.main
    with work_as(None) as work:
        assert work.db.get_one(Review, review_id).status is ReviewStatus.ASSIGNED


def test_f41_an_older_page_does_not_screen_in_silence(as_: AsMember, work_as: WorkAs) -> None:
    _, review_id = zoes(work_as)
    client = as_("kit")
    client.post(f"/reviews/{review_id}/screening", {"passes": "no", "screening_note": "Newer", "version": "1"})

    shown = client.post(f"/reviews/{review_id}/screening", {"passes": "no", "screening_note": "Older", "version": "1"})

    assert shown.status == 422
    assert "Older" in shown.text


@pytest.mark.parametrize("typed", [{}, {"passes": "perhaps"}, {"passes": "no", "screening_note": "x" * 2001}])
def test_screening_refuses_what_it_does_not_know(as_: AsMember, work_as: WorkAs, typed: dict[str, Any]) -> None:
    _, review_id = zoes(work_as)

    shown = as_("kit").post(f"/reviews/{review_id}/screening", {**typed, "version": "1"})

    assert shown.status == 422
    assert shown.title.startswith("Error: ")


def test_a_programme_that_does_not_screen_refuses_it_politely(as_: AsMember, work_as: WorkAs) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea"), by="ravi")

    shown = as_("ravi").post(f"/reviews/{review_id}/screening", {"passes": "yes", "version": "1"})

    assert shown.status == 409
    assert "This is not part of the present phase of reading." in shown.main


@pytest.mark.parametrize("key", ["sol", "kit", "mei", "bea"])
def test_screening_and_talking_exist_only_for_its_reviewer(as_: AsMember, work_as: WorkAs, key: str) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea"), by="ravi")

    assert as_(key).post(f"/reviews/{review_id}/screening", {"passes": "yes"}).status == 404
    assert as_(key).get(f"/reviews/{review_id}/remarks").status == 404
    assert as_(key).post(f"/reviews/{review_id}/remarks", {"words": "x"}).status == 404


def test_f24_in_the_discussion_points_change_and_are_not_begun(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    given = gives_points(work_as, application_id, by="ravi")
    waiting = a_review_of(work_as, application_id, by="sol")
    clock.advance(**DISCUSSION)

    changed = as_("ravi").post(f"/reviews/{given}", {**WHOLE, "version": "2"})
    begun = as_("sol").post(f"/reviews/{waiting}", {**WHOLE, "because_eye": WORDS})
    page = as_("sol").get(f"/reviews/{waiting}")

    assert (changed.status, begun.status) == (303, 409)
    assert WORDS in begun.main
    assert "Points are not given or changed in this phase." in page.main
    assert "Phase: Discussion." in page.main


def test_f30_the_discussion_shows_other_reviews_to_everybody_who_reads(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="ravi", because="Colour is read well", note="For the manager")
    waiting = a_review_of(work_as, application_id, by="sol")
    before = as_("sol").get(f"/reviews/{waiting}")
    clock.advance(**DISCUSSION)

    after = as_("sol").get(f"/reviews/{waiting}")

    assert "Colour is read well" not in before.text
    assert "Colour is read well" in after.main
    assert "For the manager" not in after.text
    assert "Ravi" not in after.text


def test_f24_after_the_last_phase_nothing_changes(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    review_id = gives_points(work_as, in_review(work_as, of="bea"), by="ravi")
    clock.advance(**AFTER)

    shown = as_("ravi").post(f"/reviews/{review_id}", {**WHOLE, "version": "2"})

    assert shown.status == 409
    assert "No phase of reading is open today." in as_("ravi").get(f"/reviews/{review_id}").main


def test_f24_a_phase_without_files_hides_them_by_every_door(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = in_review(work_as, of="bea")
    file_id = a_work_sample(work_as, application_id)
    review_id = a_review_of(work_as, application_id, by="ravi")
    client = as_("ravi")
    assert "Open work sample 1" in client.get(f"/reviews/{review_id}").main
    clock.advance(**AFTER)
    client = as_("ravi")

    shown = client.get(f"/reviews/{review_id}")

    assert "Open work sample" not in shown.main
    assert "Work is not shown in this phase." in shown.main
    assert client.get(f"/files/{file_id}").status == 404


def test_f24_reviewers_talk_without_names_in_the_discussion(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    mine = gives_points(work_as, application_id, by="ravi")
    theirs = gives_points(work_as, application_id, by="sol")
    early = as_("ravi").post(f"/reviews/{mine}/remarks", {"words": "Too early"})
    clock.advance(**DISCUSSION)
    client = as_("ravi")

    client.follow(client.post(f"/reviews/{mine}/remarks", {"words": "Look at the second shot"}))
    shown = as_("sol").get(f"/reviews/{theirs}/remarks")

    assert early.status == 409
    assert "Another reviewer, on Thursday 8 April 2027 Look at the second shot" in shown.main
    assert "Ravi" not in shown.text
    assert "Talk about this application" in as_("sol").get(f"/reviews/{theirs}").main
    assert "Said to the other reviewers: Look at the second shot" in as_("mei").get(f"/decisions/{application_id}").main


@pytest.mark.parametrize("words", ["", "\x00", "x" * 2001])
def test_a_remark_that_cannot_be_kept_keeps_the_typing(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, words: str
) -> None:
    mine = gives_points(work_as, in_review(work_as, of="bea"), by="ravi")
    clock.advance(**DISCUSSION)

    shown = as_("ravi").post(f"/reviews/{mine}/remarks", {"words": words})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-words"]
