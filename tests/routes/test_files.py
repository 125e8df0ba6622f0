"""Adding, reading and removing a work sample: what is taken, what is refused, who may read it and how it is served."""

import io
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlmodel import select

from app.adapters.parts import Parts
from app.forms.applications import read_answers
from app.models.applications import Application
from app.models.files import File, FileStatus
from app.rules.blueprints import blueprint_of
from app.rules.files import MEGABYTE
from app.services import applications
from app.services.applications_reading import case_of
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one
from tests.factories.files import (
    CANARY,
    PAGE_WORDS,
    a_huge_picture,
    a_locked_paper,
    a_moving_picture,
    a_named_paper,
    a_paper,
    a_paper_that_does,
    a_paper_with_a_file_inside,
    a_picture,
    a_signed_paper,
)

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


@pytest.mark.parametrize(("kind", "ending", "declared"), [
    ("JPEG", "jpg", "image/jpeg"), ("PNG", "png", "image/png"), ("WEBP", "webp", "image/webp"),
])  # fmt: skip
def test_a_picture_is_kept_without_what_is_hidden_in_it(  # noqa: PLR0917 - one row of the table
    as_: AsMember, work_as: WorkAs, parts: Parts, kind: str, ending: str, declared: str
) -> None:
    application_id = a_draft(work_as, of="ari")
    sent = a_picture(kind)

    shown = add(as_, application_id, (f"my shot.{ending}", sent, declared), about="A shot")

    assert shown.location == f"/applications/{application_id}/parts/your_work/questions/work_sample"
    file = the_files(work_as)[0]
    kept = parts.storage.read(file.stored_as)
    assert CANARY.encode() in sent
    assert CANARY.encode() not in kept
    assert (file.media_type, file.description, file.bytes_long) == (declared, "A shot", len(kept))
    assert file.name == f"my shot.{ending}"
    assert file.stored_as != file.name


def test_a_paper_is_kept_without_the_name_of_who_made_it(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = a_draft(work_as, of="ari")
    sent = a_named_paper()

    add(as_, application_id, ("notes.pdf", sent, "application/pdf"))

    file = the_files(work_as)[0]
    kept = parts.storage.read(file.stored_as)
    assert CANARY.encode() in sent
    assert CANARY.encode() not in kept
    assert PdfReader(io.BytesIO(kept)).pages[0].extract_text() == PAGE_WORDS
    assert (file.name, file.bytes_long) == ("notes.pdf", len(kept))


def test_the_page_of_a_file_shows_its_own_help_with_a_file_and_without(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    path = f"/applications/{application_id}/parts/your_work/questions/work_sample"
    question = blueprint_of("lumina").question("work_sample")
    assert question is not None

    before = as_("ari").get(path)
    add(as_, application_id, ("work.png", a_picture(), "image/png"))
    after = as_("ari").get(path)

    assert question.help
    assert [page.main.count(question.help) for page in (before, after)] == [1, 1]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("work.gif", b"GIF89a", "image/gif"), "We take pictures (JPEG, PNG, WebP), PDF files and videos"),
        (("work.html", b"<script>", "text/html"), "We take pictures (JPEG, PNG, WebP), PDF files and videos"),
        (("work.png", a_picture("JPEG"), "image/png"), "This file is of another kind than its name says."),
        (("work.jpg", a_picture("JPEG"), "image/png"), "This file is of another kind than its name says."),
        (("work.jpg", b"GIF89a/*" + a_picture(), "image/jpeg"), "This file is of another kind than its name says."),
        (("work.jpg", a_picture()[:300], "image/jpeg"), "We cannot open this file."),
        (("work.webp", a_moving_picture(), "image/webp"), "This picture moves."),
        (("work.png", a_huge_picture(), "image/png"), "This picture is larger than 50 million points."),
        (("work.pdf", b" " + a_paper(), "application/pdf"), "This file is of another kind than its name says."),
        (("work.pdf", a_paper()[:40], "application/pdf"), "We cannot open this file."),
        (("work.pdf", a_locked_paper(), "application/pdf"), "This PDF is locked with a password."),
        (("work.pdf", a_signed_paper(), "application/pdf"), "This PDF is signed, so your name is inside it."),
        (("work.pdf", a_paper_that_does("/JavaScript"), "application/pdf"), "This PDF has scripts or other files"),
        (("work.pdf", a_paper_that_does("/Launch"), "application/pdf"), "This PDF has scripts or other files"),
        (("work.pdf", a_paper_with_a_file_inside(), "application/pdf"), "This PDF has scripts or other files"),
    ],
)
def test_what_could_harm_is_refused_and_nothing_stays(
    as_: AsMember, work_as: WorkAs, parts: Parts, file: Sent, sentence: str
) -> None:
    application_id = a_draft(work_as, of="ari")
    before = sorted(parts.storage.names())

    shown = add(as_, application_id, file, about="Words that I typed")

    assert shown.status == 415
    link = shown.soup.select(".errors a")[0]
    assert link["href"] == "#field-file"
    assert link.get_text().startswith(sentence)
    assert shown.soup.select("textarea")[0].get_text().strip() == "Words that I typed"
    assert the_files(work_as) == []
    assert sorted(parts.storage.names()) == before


def test_a_picture_over_its_limit_is_too_large(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    large = a_picture() + b"\0" * 15 * MEGABYTE

    shown = add(as_, application_id, ("work.jpg", large, "image/jpeg"))

    assert shown.status == 413
    assert "This file is larger than 15 MB." in shown.main


def test_a_body_over_every_limit_is_stopped_on_the_way(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = add(as_, application_id, ("work.pdf", a_paper() + b"\0" * 202 * MEGABYTE, "application/pdf"))

    assert shown.status == 413
    assert the_files(work_as) == []


def test_nothing_chosen_is_said_by_the_field(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = add(as_, application_id, None)

    assert shown.status == 422
    assert [link["href"] for link in shown.soup.select(".errors a")] == ["#field-file"]


def test_a_second_file_waits_until_the_first_is_removed(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    a_file(as_, work_as, application_id)

    shown = add(as_, application_id, ("more.pdf", a_paper(), "application/pdf"))

    assert shown.status == 422
    assert len(the_files(work_as)) == 1


@pytest.mark.parametrize(("name", "kept"), [
    ("../../etc/passwd.jpg", "passwd.jpg"), ("C:\\work\\shot.jpeg", "shot.jpg"), ("...jpg", "file.jpg"),
    ("a <i>mark</i>;and more.JPG", "i;and more.jpg"), ("é" * 200 + ".jpg", "é" * 120 + ".jpg"),
])  # fmt: skip
def test_a_name_is_cleaned_and_never_a_path(as_: AsMember, work_as: WorkAs, name: str, kept: str) -> None:
    application_id = a_draft(work_as, of="ari")

    add(as_, application_id, (name, a_picture(), "image/jpeg"))

    assert [file.name for file in the_files(work_as)] == [kept]


def test_a_file_counts_against_the_persons_own_room(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = a_draft(work_as, of="ari")
    with work_as("ari") as work:
        for number in range(100):
            work.db.add(
                File(
                    id=work.new_id(), owner_id=stage.id_of("ari"), name="x.pdf", media_type="application/pdf",
                    bytes_long=1, sha256="", stored_as=f"old-{number}", status=FileStatus.CLEAN, uploaded_at=work.now,
                )
            )  # fmt: skip

    shown = add(as_, application_id, ("work.jpg", a_picture(), "image/jpeg"))

    assert shown.status == 413
    assert "You have added as much as we can keep for one person." in shown.main


def test_adding_is_for_the_applicant(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    file = ("work.jpg", a_picture(), "image/jpeg")

    assert add(as_, application_id, file, key="mei").status == 403
    assert add(as_, application_id, file, key="bea").status == 404
    assert add(as_, application_id, file, key="ravi").status == 404
    assert the_files(work_as) == []


def test_adding_ends_five_working_days_after_sending(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_one(work_as, of="ari")
    clock.advance(days=9)

    shown = add(as_, application_id, ("work.jpg", a_picture(), "image/jpeg"))

    assert shown.status == 422
    assert "This part can no longer be changed." in shown.main
