"""One press leads to the next application: the one that the fewest have reviewed, and never a hidden one."""

from app.models.ties import NamedReader
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.decisions import a_review_of, gives_points, in_review, withdrawn


def test_f32_the_next_one_is_the_least_reviewed(as_: AsMember, work_as: WorkAs) -> None:
    read = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, read, by="sol")
    unread = in_review(work_as, of="ari", by=("ravi", "sol"))

    shown = as_("ravi").get("/reviews/next")

    assert shown.location == f"/reviews/{a_review_of(work_as, unread, by='ravi')}"


def test_f32_of_equals_the_lowest_reference_comes_first(as_: AsMember, work_as: WorkAs) -> None:
    first, _ = in_review(work_as, of="bea"), in_review(work_as, of="ari")

    assert as_("ravi").get("/reviews/next").location == f"/reviews/{a_review_of(work_as, first, by='ravi')}"


def test_f32_what_is_given_or_left_is_not_next(as_: AsMember, work_as: WorkAs) -> None:
    gives_points(work_as, in_review(work_as, of="bea"), by="ravi")
    left = a_review_of(work_as, in_review(work_as, of="ari"), by="ravi")
    client = as_("ravi")
    client.post(f"/reviews/{left}/abstention")

    shown = client.follow(client.get("/reviews/next"))

    assert "No review waits for you." in shown.main


def test_n29_the_next_one_is_never_a_tied_or_withdrawn_one(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    tied = in_review(work_as, of="bea")
    withdrawn(work_as, in_review(work_as, of="ari"), by="ari")
    with work_as(None) as work:
        work.db.add(NamedReader(application_id=tied, reader_id=stage.id_of("ravi"), named_at=work.now))

    assert as_("ravi").get("/reviews/next").location == "/reviews"


def test_f24_nothing_is_next_when_points_cannot_be_given(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    in_review(work_as, of="bea")
    clock.advance(days=38)
    client = as_("ravi")

    assert client.get("/reviews/next").location == "/reviews"
    assert "Read the next application" not in client.get("/reviews").main


def test_next_is_for_reviewers(as_: AsMember) -> None:
    assert as_("mei").get("/reviews/next").status == 403


def test_f32_the_list_says_that_people_decide_and_offers_the_next(as_: AsMember, work_as: WorkAs) -> None:
    in_review(work_as, of="bea")

    shown = as_("ravi").get("/reviews")

    assert "People decide, not a computer. Scores only put applications in an order for reading." in shown.main
    assert "Read the next application" in shown.main
