"""What is seen of a video without playing it: how long it runs, what is in it, and what is taken out of it."""

import struct
from pathlib import Path

import pytest

from app.adapters import videos
from app.adapters.apart import Unfit
from tests.factories.videos import NOTE, a_fragmented_mp4, a_track, a_webm, an_mp4, box, element

MP4, WEBM = "video/mp4", "video/webm"
LONGEST = 360


@pytest.fixture
def look(tmp_path: Path) -> "Look":
    return Look(tmp_path / "video")


class Look:
    def __init__(self, path: Path) -> None:
        self.path = path

    def at(self, content: bytes, media_type: str) -> int:
        self.path.write_bytes(content)
        return videos.look_into(self.path, media_type, longest_seconds=LONGEST)


@pytest.mark.parametrize(
    ("content", "media_type", "seconds"),
    [
        (an_mp4(), MP4, 4),
        (an_mp4(a_track(), seconds=360), MP4, 360),
        (an_mp4(a_track("vide", "vp09")), MP4, 4),
        (a_fragmented_mp4(seconds=9), MP4, 9),
        (a_webm(), WEBM, 4),
        (a_webm(codecs=[(1, b"V_VP8")], seconds=12), WEBM, 12),
        (a_webm(live=True, seconds=7), WEBM, 7),
    ],
)
def test_a_whole_video_says_how_long_it_runs(look: Look, content: bytes, media_type: str, seconds: int) -> None:
    assert videos.signature_of(content[:4096]) == media_type
    assert look.at(content, media_type) == seconds


@pytest.mark.parametrize(("content", "media_type"), [(an_mp4(), MP4), (a_webm(), WEBM), (a_webm(live=True), WEBM)])
def test_places_and_names_are_blanked_where_they_stand(look: Look, content: bytes, media_type: str) -> None:
    look.at(content, media_type)

    kept = look.path.read_bytes()
    assert NOTE in content
    assert NOTE not in kept
    assert len(kept) == len(content)
    assert kept.count(b"picture") == 1
    assert videos.look_into(look.path, media_type, longest_seconds=LONGEST) == 4


def test_a_track_of_places_is_hidden_from_players(look: Look) -> None:
    look.at(an_mp4(a_track(), a_track("meta", "gpmd")), MP4)

    assert b"gpmd" not in look.path.read_bytes()


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (an_mp4(a_track(seconds=362)), MP4, videos.TOO_LONG),
        (an_mp4(a_track(), seconds=400), MP4, videos.TOO_LONG),
        (an_mp4(a_track(samples=4000)), MP4, videos.TOO_LONG),
        (a_fragmented_mp4(seconds=400), MP4, videos.TOO_LONG),
        (a_webm(seconds=362), WEBM, videos.TOO_LONG),
        (a_webm(live=True, seconds=400), WEBM, videos.TOO_LONG),
        (an_mp4(a_track(), a_track()), MP4, videos.TOO_MANY_TRACKS),
        (an_mp4(a_track(), *[a_track("soun", "mp4a")] * 3), MP4, videos.TOO_MANY_TRACKS),
        (an_mp4(a_track(), *[a_track("meta", "mebx")] * 30), MP4, videos.TOO_MANY_TRACKS),
        (a_webm(codecs=[(1, b"V_VP9")] * 2), WEBM, videos.TOO_MANY_TRACKS),
        (an_mp4(a_track("vide", "apch")), MP4, videos.OTHER_CODEC),
        (a_webm(codecs=[(1, b"V_MPEG4/ISO/AVC")]), WEBM, videos.OTHER_CODEC),
        (an_mp4(a_track("vide", "encv")), MP4, videos.LOCKED),
        (an_mp4(a_track("soun", "mp4a")), MP4, videos.UNREADABLE),
        (an_mp4(a_track(seconds=0), seconds=0), MP4, videos.UNREADABLE),
        (an_mp4()[:-3], MP4, videos.UNREADABLE),
        (an_mp4(after=b"PK\x03\x04" + bytes(60)), MP4, videos.UNREADABLE),
        (an_mp4(after=box("html", b"<script>")), MP4, videos.UNREADABLE),
        (an_mp4(after=box("moov")), MP4, videos.UNREADABLE),
        (an_mp4(after=struct.pack(">I4sQ", 1, b"mdat", 2**63)), MP4, videos.UNREADABLE),
        (an_mp4(after=struct.pack(">I4s", 4, b"free")), MP4, videos.UNREADABLE),
        (box("ftyp", b"isom", bytes(4)), MP4, videos.UNREADABLE),
        (box("ftyp", b"isom", bytes(4)) + box("moov", box("trak", box("mdia", bytes(5)))) + box("mdat"), MP4, videos.UNREADABLE),
        (a_webm(doc_type=b"matroska"), WEBM, videos.UNREADABLE),
        (a_webm(inside=element(0x1941A469, b"a file")), WEBM, videos.UNREADABLE),
        (a_webm(after=b"PK\x03\x04" + bytes(60)), WEBM, videos.UNREADABLE),
        (a_webm(live=True, after=b"<script>" + bytes(60)), WEBM, videos.UNREADABLE),
        (a_webm()[:-3], WEBM, videos.UNREADABLE),
        (a_webm()[:60], WEBM, videos.UNREADABLE),
        (a_webm(inside=element(0x1549A966, element(0x4489, struct.pack(">d", float("nan"))))), WEBM, videos.UNREADABLE),
        (a_webm(inside=element(0x1549A966, element(0x4489, b"\1\2\3"))), WEBM, videos.UNREADABLE),
        (b"", MP4, videos.UNREADABLE),
        (b"", WEBM, videos.UNREADABLE),
    ],
)  # fmt: skip
def test_what_no_browser_plays_or_what_hides_something_is_refused(
    look: Look, content: bytes, media_type: str, reason: str
) -> None:
    with pytest.raises(Unfit) as problem:
        look.at(content, media_type)

    assert problem.value.reason == reason


@pytest.mark.parametrize(
    "first",
    [box("ftyp", b"qt  ", bytes(4)), box("ftyp", b"heic", bytes(4)), b"RIFF....AVI ", b"\x1a\x45\xdf\xa3matroska", b""],
)
def test_other_containers_have_no_signature_of_ours(first: bytes) -> None:
    assert videos.signature_of(first) == ""


def test_deep_and_many_boxes_end_the_look_and_not_the_process(look: Look) -> None:
    deep = box("mdia")
    for _ in range(3000):
        deep = box("mdia", deep)

    with pytest.raises(Unfit):
        look.at(an_mp4(box("trak", deep)), MP4)
