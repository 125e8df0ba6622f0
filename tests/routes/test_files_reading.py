"""Who may read a work sample, how it is served, and how it is removed."""

from uuid import UUID

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.forms.applications import read_answers
from app.models.applications import Application
from app.models.files import File
from app.models.reviews import Review, ReviewStatus
from app.services import applications
from app.services.applications_reading import case_of
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, an_answered_draft
from tests.factories.decisions import in_review
from tests.factories.files import (
    a_picture,
)
from tests.running import run_reactions

Sent = tuple[str, bytes, str]


def add(as_: AsMember, application_id: UUID, file: Sent | None, *, key: str = "ari", about: str = "") -> Shown:
    files = {"file": file} if file else {"other": ("", b"", "")}
    return as_(key).post(
        f"/applications/{application_id}/questions/work_sample/files", {"description": about}, files=files
    )


def the_files(work_as: WorkAs) -> list[File]:
    with work_as(None) as work:
        return list(work.db.scalars(select(File)).all())


def a_file(as_: AsMember, work_as: WorkAs, application_id: UUID, *, key: str = "ari") -> UUID:
    """A picture that was added under a name which says who it is from."""
    assert add(as_, application_id, ("Ari Novak.jpg", a_picture(), "image/jpeg"), key=key).status == 303
    return the_files(work_as)[-1].id


def send(work_as: WorkAs, application_id: UUID, *, key: str = "ari") -> None:
    with work_as(key) as work:
        form = read_answers([], {}, may_be_empty=False).form
        assert form is not None
        applications.send(work, case_of(work, work.db.get_one(Application, application_id)), form)


def test_reading_is_alone_in_the_browser(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    file_id = a_file(as_, work_as, application_id)

    headers = as_("ari").get(f"/files/{file_id}").answer.headers

    assert headers["content-type"] == "image/jpeg"
    assert headers["content-disposition"] == "attachment; filename=\"file\"; filename*=UTF-8''Ari%20Novak.jpg"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'self'"
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_draft_s_file_is_read_by_nobody_else(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    file_id = a_file(as_, work_as, application_id)

    for key in ("bea", "mei", "ravi", "asha", "kit", "ida", "tom", "jun", "ola", None):
        assert as_(key).get(f"/files/{file_id}").status in {404, 303}


def test_readers_get_a_name_that_says_nothing(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    file_id = a_file(as_, work_as, application_id)

    for key in ("ravi", "mei"):
        shown = as_(key).get(f"/files/{file_id}")
        assert shown.status == 200
        assert shown.answer.headers["content-disposition"].endswith("work-sample-1.jpg")


def test_reviewers_without_this_case_do_not_find_it(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    file_id = a_file(as_, work_as, application_id)

    for key in ("sol", "kit", "asha", "bea", "zoe", "gil"):
        assert as_(key).get(f"/files/{file_id}").status == 404


def test_a_conflict_hides_the_file(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    file_id = a_file(as_, work_as, application_id)
    with work_as(None) as work:
        work.db.scalars(
            select(Review).where(col(Review.application_id) == application_id)
        ).one().status = ReviewStatus.CONFLICT

    assert as_("ravi").get(f"/files/{file_id}").status == 404


def test_a_file_under_a_question_that_reviewers_may_not_read_is_hidden(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    file_id = a_file(as_, work_as, application_id)
    with work_as(None) as work:
        work.db.get_one(File, file_id).question = "contact"

    assert as_("ravi").get(f"/files/{file_id}").status == 404
    assert as_("mei").get(f"/files/{file_id}").status == 200


def test_removing_asks_first_and_takes_the_bytes_too(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    file_id = a_file(as_, work_as, application_id)
    stored_as = the_files(work_as)[0].stored_as
    ari = as_("ari")

    asked = ari.get(f"/files/{file_id}/removal")
    shown = ari.follow(ari.post(f"/files/{file_id}/removal"))
    run_reactions(parts)

    assert asked.soup.select("h1")[0].get_text() == "Remove this file?"
    assert "The file is removed." in shown.main
    assert the_files(work_as) == []
    assert stored_as not in set(parts.storage.names())


def test_removing_is_for_its_owner(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    file_id = a_file(as_, work_as, application_id)

    assert as_("bea").get(f"/files/{file_id}/removal").status == 404
    assert as_("mei").post(f"/files/{file_id}/removal").status == 403
    assert "Only the person who added a file can remove it." in as_("ravi").post(f"/files/{file_id}/removal").main
    assert len(the_files(work_as)) == 1


def test_removing_ends_with_the_time_for_changes(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    file_id = a_file(as_, work_as, application_id)
    send(work_as, application_id)
    clock.advance(days=9)

    shown = as_("ari").post(f"/files/{file_id}/removal")

    assert shown.status == 422
    assert len(the_files(work_as)) == 1
