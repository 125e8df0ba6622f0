"""The page that shows a work sample: to its owner, its reviewer and the manager; still, silent, with its words."""

from uuid import UUID

import pytest

from app.rules.files import MEGABYTE
from tests.asking import AsMember, WorkAs
from tests.factories.applications import a_draft
from tests.factories.decisions import in_review
from tests.factories.files import a_paper, a_picture
from tests.factories.videos import NOTE, a_webm, an_mp4
from tests.routes.test_files import Sent, add, the_files

VIDEO: Sent = ("Ari Novak reel.mp4", an_mp4(), "video/mp4")
PICTURE: Sent = ("Ari Novak.jpg", a_picture(), "image/jpeg")
PAPER: Sent = ("Ari Novak.pdf", a_paper(), "application/pdf")


def reviewed(as_: AsMember, work_as: WorkAs, file: Sent, *, about: str = "A grey street") -> UUID:
    application_id = in_review(work_as, of="ari", by=("ravi",))
    assert add(as_, application_id, file, about=about).status == 303
    return the_files(work_as)[-1].id


@pytest.mark.parametrize(
    ("file", "seconds"),
    [(VIDEO, 4), (("reel.webm", a_webm(seconds=75), "video/webm"), 75), (("r.M4V", an_mp4(), "video/mp4"), 4)],
)
def test_a_video_is_kept_without_its_notes(as_: AsMember, work_as: WorkAs, file: Sent, seconds: int) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = add(as_, application_id, file, about="A street, and steps are heard")

    assert shown.status == 303
    kept = the_files(work_as)[0]
    assert (kept.seconds, kept.description) == (seconds, "A street, and steps are heard")
    assert NOTE not in as_("ari").get(f"/files/{kept.id}").answer.content


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("r.mp4", an_mp4(seconds=400), "video/mp4"), "This video is longer than 6 minutes."),
        (("r.webm", an_mp4(), "video/webm"), "This file is of another kind than its name says."),
        (("r.mp4", an_mp4(), "video/webm"), "This file is of another kind than its name says."),
        (("r.mov", an_mp4(), "video/quicktime"), "We take pictures (JPEG, PNG, WebP), PDF files and videos"),
        (("r.mp4", b"", "video/mp4"), "There is nothing in this file."),
    ],
)
def test_another_video_is_refused_with_its_sentence(as_: AsMember, work_as: WorkAs, file: Sent, sentence: str) -> None:
    shown = add(as_, a_draft(work_as, of="ari"), file, about="Words that I typed")

    assert shown.status == 415
    assert shown.errors[0].startswith(sentence)
    assert shown.soup.select("textarea")[0].get_text().strip() == "Words that I typed"


@pytest.mark.parametrize(("file", "tag"), [(VIDEO, "video"), (PICTURE, "img"), (PAPER, "iframe")])
@pytest.mark.parametrize("key", ["ari", "ravi", "mei"])
def test_each_reader_sees_the_work_and_its_words(
    as_: AsMember, work_as: WorkAs, file: Sent, tag: str, key: str
) -> None:
    file_id = reviewed(as_, work_as, file)

    shown = as_(key).get(f"/files/{file_id}/viewer")

    assert shown.status == 200
    assert "A grey street" in shown.main
    work = shown.soup.select(f"main {tag}")[0]
    assert str(work["src"]).startswith(f"/files/{file_id}/content")
    assert ("Novak" in shown.text) == (key == "ari")


def test_a_video_waits_until_it_is_asked_to_play(as_: AsMember, work_as: WorkAs) -> None:
    file_id = reviewed(as_, work_as, VIDEO)

    video = as_("ravi").get(f"/files/{file_id}/viewer").soup.select("video")[0]

    assert video.attrs.keys() == {"class", "controls", "preload", "src", "aria-label"}
    assert (video["preload"], video["aria-label"]) == ("none", "A grey street")


def test_a_picture_is_described_by_its_owner_s_words(as_: AsMember, work_as: WorkAs) -> None:
    with_words = reviewed(as_, work_as, PICTURE)

    assert as_("ravi").get(f"/files/{with_words}/viewer").soup.select("main img")[0]["alt"] == "A grey street"


def test_only_the_page_of_a_paper_may_hold_a_frame(as_: AsMember, work_as: WorkAs) -> None:
    file_id = reviewed(as_, work_as, PAPER)
    ravi = as_("ravi")

    assert "frame-src 'self'" in ravi.get(f"/files/{file_id}/viewer").answer.headers["content-security-policy"]
    assert "frame-src" not in ravi.get("/reviews").answer.headers["content-security-policy"]


def test_strangers_find_no_viewer(as_: AsMember, work_as: WorkAs) -> None:
    file_id = reviewed(as_, work_as, PICTURE)

    for key in ("bea", "sol", "asha", "kit", "ida", "zoe"):
        assert as_(key).get(f"/files/{file_id}/viewer").status == 404
        assert as_(key).get(f"/files/{file_id}/content").status == 404


def test_a_player_gets_the_stretch_it_asks_for(as_: AsMember, work_as: WorkAs) -> None:
    file_id = reviewed(as_, work_as, VIDEO)

    answer = as_("ravi").get(f"/files/{file_id}/content", headers={"Range": "bytes=4-11"}).answer

    assert (answer.status_code, answer.content) == (206, b"ftypisom")
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-disposition"] == "attachment; filename=\"file\"; filename*=UTF-8''work-sample-1.mp4"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; sandbox")
    assert answer.headers["cache-control"] == "private, no-store"


def test_only_a_paper_opens_in_a_browser_by_itself(as_: AsMember, work_as: WorkAs) -> None:
    file_id = reviewed(as_, work_as, PAPER)

    headers = as_("ravi").get(f"/files/{file_id}/content").answer.headers

    assert headers["content-disposition"] == "inline; filename=\"file\"; filename*=UTF-8''work-sample-1.pdf"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'self'"


def test_the_size_of_a_video_has_a_limit_of_its_own(as_: AsMember, work_as: WorkAs) -> None:
    """A picture of that size is refused, a video is not."""
    application_id = a_draft(work_as, of="ari")

    shown = add(as_, application_id, ("r.mp4", an_mp4(picture=bytes(30 * MEGABYTE)), "video/mp4"))

    assert shown.status == 303
