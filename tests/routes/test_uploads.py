"""A file that arrives in pieces: begun, continued where it broke, finished like any other, given up, swept."""

from uuid import UUID

import pytest
from sqlmodel import select

from app.adapters.parts import Parts
from app.models.uploads import Upload
from app.rules.files import MEGABYTE
from app.rules.uploads import PIECE_BYTES
from app.services import uploads
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one
from tests.factories.videos import an_mp4
from tests.routes.test_files import the_files
from tests.running import run_reactions

VIDEO = an_mp4(picture=bytes(3 * MEGABYTE))
HALF = len(VIDEO) // 2
BEGINNING = {"name": "reel.mp4", "media_type": "video/mp4", "bytes_long": len(VIDEO)}


def begin(client: Client, application_id: UUID, **changes: object) -> Shown:
    return client.post(f"/applications/{application_id}/questions/work_sample/uploads", {**BEGINNING, **changes})


def send(client: Client, begun: Shown, data: bytes, *, at: object) -> Shown:
    files = {"file": ("reel.mp4", data, "video/mp4")}
    return client.post(begun.answer.headers["location"], {"offset": at}, files=files)


def finish(client: Client, application_id: UUID, begun: Shown, *, about: str = "A street") -> Shown:
    data = {"upload": begun.answer.headers["upload-id"], "description": about}
    path = f"/applications/{application_id}/questions/work_sample/files"
    return client.post(path, data, files={"file": ("", b"", "application/octet-stream")})


def page(client: Client, application_id: UUID) -> Shown:
    return client.get(f"/applications/{application_id}/parts/your_work/questions/work_sample")


def the_uploads(work_as: WorkAs) -> list[Upload]:
    with work_as(None) as work:
        return list(work.db.scalars(select(Upload)).all())


def test_pieces_become_the_file(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id)

    offsets = [
        begun.answer.headers["upload-offset"],
        send(ari, begun, VIDEO[:HALF], at=0).answer.headers["upload-offset"],
        send(ari, begun, VIDEO[HALF:], at=HALF).answer.headers["upload-offset"],
    ]
    shown = finish(ari, application_id, begun)
    run_reactions(parts)

    assert offsets == ["0", str(HALF), str(len(VIDEO))]
    assert shown.location == f"/applications/{application_id}/parts/your_work/questions/work_sample"
    file = the_files(work_as)[0]
    assert (file.name, file.media_type, file.seconds, file.description) == ("reel.mp4", "video/mp4", 4, "A street")
    assert (
        list(parts.storage.stream(file.stored_as))[-1] == VIDEO[-len(list(parts.storage.stream(file.stored_as))[-1]) :]
    )
    assert the_uploads(work_as) == []
    assert [name for name in parts.storage.names() if name.startswith(file.stored_as[:8])] == [file.stored_as]


def test_one_that_broke_is_told_and_goes_on(as_: AsMember, work_as: WorkAs) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    send(ari, begin(ari, application_id), VIDEO[: 2 * MEGABYTE], at=0)

    told = page(as_("ari"), application_id)
    again = begin(as_("ari"), application_id)

    assert "2 of 4 MB of reel.mp4 are here. Choose the same file to continue." in told.main
    assert again.answer.headers["upload-offset"] == str(2 * MEGABYTE)
    assert len(again.answer.headers["upload-newest"]) == 64


def test_another_file_begins_anew(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    send(ari, begin(ari, application_id), VIDEO[:HALF], at=0)
    old = the_uploads(work_as)[0].stored_as

    again = begin(ari, application_id, name="other.webm", media_type="video/webm")
    run_reactions(parts)

    assert again.answer.headers["upload-offset"] == "0"
    assert [upload.name for upload in the_uploads(work_as)] == ["other.webm"]
    assert [name for name in parts.storage.names() if name.startswith(old)] == []


def test_a_piece_at_another_place_is_409_and_says_where(as_: AsMember, work_as: WorkAs) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id)
    send(ari, begun, VIDEO[:HALF], at=0)

    twice = send(ari, begun, VIDEO[:HALF], at=0)

    assert (twice.status, twice.answer.headers["upload-offset"]) == (409, str(HALF))
    assert "Choose it again to continue." in twice.text


@pytest.mark.parametrize("at", ["", "-1", "x", 2**40, "\x00", "\ud800"])
def test_a_strange_offset_is_refused_calmly(as_: AsMember, work_as: WorkAs, at: object) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id)
    at = at.encode("utf-8", "replace").decode() if isinstance(at, str) else at

    assert send(ari, begun, VIDEO[:10], at=at).status == 422
    assert the_uploads(work_as)[0].arrived == 0


def test_more_than_was_announced_is_not_taken(as_: AsMember, work_as: WorkAs) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id, bytes_long=100)

    assert send(ari, begun, VIDEO[:101], at=0).status == 422
    assert send(ari, begun, b"", at=0).status == 422
    assert the_uploads(work_as)[0].arrived == 0


def test_a_piece_has_a_limit_of_its_own(as_: AsMember, work_as: WorkAs) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id, bytes_long=40 * MEGABYTE)

    assert send(ari, begun, bytes(PIECE_BYTES + 1), at=0).status == 422


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"name": "reel.exe"}, 415, "We take pictures"),
        ({"bytes_long": 201 * MEGABYTE}, 413, "This file is larger than 200 MB."),
        ({"name": "x.png", "bytes_long": 16 * MEGABYTE}, 413, "This file is larger than 15 MB."),
        ({"bytes_long": "many"}, 422, "Use a whole number"),
        ({"bytes_long": 0}, 422, "Use a number that is 1 or more"),
        ({"name": "x" * 301 + ".mp4"}, 422, "Use 300 characters or fewer."),
    ],
)
def test_what_would_be_refused_is_refused_before_its_first_piece(
    as_: AsMember, work_as: WorkAs, changes: dict[str, object], status: int, sentence: str
) -> None:
    shown = begin(as_("ari"), a_draft(work_as, of="ari"), **changes)

    assert shown.status == status
    assert shown.errors[0].startswith(sentence)
    assert the_uploads(work_as) == []


def test_finishing_too_early_says_what_is_here(as_: AsMember, work_as: WorkAs) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id)
    send(ari, begun, VIDEO[:HALF], at=0)

    shown = finish(ari, application_id, begun, about="Words that I typed")

    assert shown.status == 422
    assert shown.errors == ["1 of 4 MB are here. Choose the same file to continue"]
    assert shown.soup.select("textarea")[0].get_text().strip() == "Words that I typed"
    assert len(the_uploads(work_as)) == 1


def test_what_cannot_be_kept_is_not_offered_again(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    bad = an_mp4(seconds=400)
    begun = begin(ari, application_id, bytes_long=len(bad))
    send(ari, begun, bad, at=0)

    shown = finish(ari, application_id, begun)
    run_reactions(parts)

    assert (shown.status, shown.errors[0][:40]) == (415, "This video is longer than 6 minutes. Cut")
    assert the_uploads(work_as) == []


def test_it_can_be_given_up(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    send(ari, begin(ari, application_id), VIDEO[:HALF], at=0)
    upload = the_uploads(work_as)[0]

    shown = ari.follow(ari.post(f"/uploads/{upload.id}/removal"))
    run_reactions(parts)

    assert "What was here of your file is removed." in shown.main
    assert the_uploads(work_as) == []
    assert [name for name in parts.storage.names() if name.startswith(upload.stored_as)] == []


def test_pieces_are_their_owner_s_alone(as_: AsMember, work_as: WorkAs) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begun = begin(ari, application_id)
    upload_id = begun.answer.headers["upload-id"]

    for key in ("bea", "mei", "ravi", "ida"):
        assert send(as_(key), begun, VIDEO[:10], at=0).status == 404
        assert as_(key).post(f"/uploads/{upload_id}/removal").status == 404
    assert begin(as_("bea"), application_id).status == 404
    assert as_(None).post(f"/uploads/{upload_id}/removal").status in {303, 403, 404}
    assert the_uploads(work_as)[0].arrived == 0


def test_nothing_begins_after_the_time_for_changes(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_one(work_as, of="ari")
    clock.advance(days=9)

    shown = begin(as_("ari"), application_id)

    assert (shown.status, shown.errors[0][:35]) == (422, "This part can no longer be changed.")


def test_what_nobody_goes_on_with_goes_after_a_week(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id, ari = a_draft(work_as, of="ari"), as_("ari")
    begin(ari, application_id)
    clock.advance(days=6)
    with work_as(None) as work:
        uploads.sweep(work)
    assert len(the_uploads(work_as)) == 1

    clock.advance(days=1)
    with work_as(None) as work:
        uploads.sweep(work)

    assert the_uploads(work_as) == []
