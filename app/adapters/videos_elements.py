"""WebM, which is elements within elements (RFC 8794 and RFC 9559): the few that say how long it runs and what is in it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from app.adapters.videos_seen import LOCKED, MOST_THINGS, OTHER_CODEC, Blank, Seen, Unseen, check_tracks

SIGNATURE = b"\x1a\x45\xdf\xa3"
HEAD, DOC_TYPE, SEGMENT, VOID, CHECK = 0x1A45DFA3, 0x4282, 0x18538067, 0xEC, 0xBF
SEEK_HEAD, INFO, TRACKS, CUES, CHAPTERS, TAGS = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1043A770, 0x1254C367
CLUSTER, AT, SIMPLE_BLOCK, BLOCK_GROUP, BLOCK, BLOCK_LASTS = 0x1F43B675, 0xE7, 0xA3, 0xA0, 0xA1, 0x9B
ENCRYPTED_BLOCK, ENCODINGS, ENCRYPTION = 0xAF, 0x6D80, 0x5035
SCALE, DURATION, TITLE = 0x2AD7B1, 0x4489, 0x7BA9
TRACK, TRACK_KIND, CODEC, NAME = 0xAE, 0x83, 0x86, 0x536E

WITHIN = frozenset({CLUSTER, BLOCK_GROUP})
"""Walked through as if their elements stood side by side: live recordings leave the length of a cluster open."""

KNOWN = WITHIN | {
    SEEK_HEAD, INFO, TRACKS, CUES, CHAPTERS, TAGS, VOID, CHECK, AT, SIMPLE_BLOCK, BLOCK, BLOCK_LASTS, ENCRYPTED_BLOCK,
    0xA7, 0xAB, 0x5854, 0x75A1, 0x75A2, 0xFA, 0xFB, 0xA4, 0x8E,
}  # fmt: skip
"""Everything that may stand in a segment or a cluster. Attached files are not among them."""

PICTURE, SOUND = 1, 2
CODECS = {PICTURE: {b"V_VP8", b"V_VP9", b"V_AV1"}, SOUND: {b"A_VORBIS", b"A_OPUS"}}
TEXT_KINDS = frozenset({0x11, 0x21})

ORDINARY_SCALE = 1_000_000
NANOSECONDS = 1_000_000_000
LARGEST_VALUE = 64 * 1024
LONGEST_HEADER = 12
WHOLE_LENGTH = 8


@dataclass(frozen=True)
class Element:
    """`end` is None where the length is left open."""

    kind: int
    start: int
    inside: int
    end: int | None


@dataclass
class Reader:
    file: BinaryIO
    blanks: list[Blank] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    scale: int = ORDINARY_SCALE
    duration: float = 0.0
    cluster_at: int = 0
    newest: int = 0
    met: int = 0

    def element(self, start: int, end: int) -> Element:
        self.met += 1
        self.file.seek(start)
        head = self.file.read(LONGEST_HEADER)
        kind, kind_long = _number(head, keep_mark=True)
        length, length_long = _number(head[kind_long:], keep_mark=False)
        inside = start + kind_long + length_long
        is_open = length == (1 << 7 * length_long) - 1
        if self.met > MOST_THINGS or inside > end or (not is_open and inside + length > end):
            raise Unseen
        return Element(kind, start, inside, None if is_open else inside + length)

    def elements(self, start: int, end: int) -> Iterator[Element]:
        """Those of a known length, side by side; they fill the stretch exactly."""
        while start < end:
            element = self.element(start, end)
            if element.end is None:
                raise Unseen
            yield element
            start = element.end

    def value(self, element: Element) -> bytes:
        length = (element.end or element.inside) - element.inside
        if length > LARGEST_VALUE:
            raise Unseen
        self.file.seek(element.inside)
        return self.file.read(length)

    def whole(self, element: Element) -> int:
        return int.from_bytes(self.value(element))

    def blank(self, element: Element) -> None:
        length = (element.end or element.inside) - element.start
        self.blanks.append(Blank(element.start, _void_head(length), length))


def see(file: BinaryIO) -> Seen:
    """Raises `Unseen` when this is no whole WebM that a browser plays."""
    reader = Reader(file)
    end = file.seek(0, 2)
    head = reader.element(0, end)
    if head.kind != HEAD or head.end is None or _doc_type(reader, head) != b"webm":
        raise Unseen
    segment = reader.element(head.end, end)
    if segment.kind != SEGMENT or (segment.end or end) != end:
        raise Unseen
    _see_segment(reader, segment.inside, end)
    texts = len([kind for kind in reader.kinds if kind in TEXT_KINDS])
    pictures, sounds = reader.kinds.count(PICTURE), reader.kinds.count(SOUND)
    others = len(reader.kinds) - texts - pictures - sounds
    check_tracks(pictures=pictures, sounds=sounds, texts=texts, others=others)
    seconds = max(reader.duration, reader.newest) * reader.scale / NANOSECONDS
    if not 0 < seconds < float("inf"):
        raise Unseen
    return Seen(seconds, reader.blanks)


def _doc_type(reader: Reader, head: Element) -> bytes:
    kinds = {each.kind: each for each in reader.elements(head.inside, head.end or 0)}
    return reader.value(kinds[DOC_TYPE]).rstrip(b"\0") if DOC_TYPE in kinds else b""


def _see_segment(reader: Reader, start: int, end: int) -> None:
    at = start
    while at < end:
        element = reader.element(at, end)
        if element.kind not in KNOWN or (element.end is None and element.kind not in WITHIN):
            raise Unseen
        _see(reader, element)
        at = element.inside if element.kind in WITHIN else element.end or end


def _see(reader: Reader, element: Element) -> None:
    match element.kind:
        case found if found in {TAGS, CHAPTERS, VOID}:
            reader.blank(element)
        case found if found == INFO:
            _see_info(reader, element)
        case found if found == TRACKS:
            for each in reader.elements(element.inside, element.end or 0):
                if each.kind == TRACK:
                    _see_track(reader, each)
        case found if found == AT:
            reader.cluster_at = reader.whole(element)
            reader.newest = max(reader.newest, reader.cluster_at)
        case found if found in {SIMPLE_BLOCK, BLOCK}:
            _see_block(reader, element)
        case found if found == ENCRYPTED_BLOCK:
            raise Unseen(LOCKED)


def _see_info(reader: Reader, info: Element) -> None:
    for each in reader.elements(info.inside, info.end or 0):
        if each.kind == SCALE:
            reader.scale = reader.whole(each) or ORDINARY_SCALE
        elif each.kind == DURATION:
            reader.duration = _decimal(reader.value(each))
        elif each.kind == TITLE:
            reader.blank(each)


def _decimal(value: bytes) -> float:
    try:
        return float(struct.unpack(">d" if len(value) == WHOLE_LENGTH else ">f", value)[0]) if value else 0.0
    except struct.error as problem:
        raise Unseen from problem


def _see_track(reader: Reader, track: Element) -> None:
    parts = {each.kind: each for each in reader.elements(track.inside, track.end or 0)}
    kind = reader.whole(parts[TRACK_KIND]) if TRACK_KIND in parts else 0
    codec = reader.value(parts[CODEC]).rstrip(b"\0") if CODEC in parts else b""
    if ENCODINGS in parts and ENCRYPTION.to_bytes(2) in reader.value(parts[ENCODINGS]):
        raise Unseen(LOCKED)
    if kind in CODECS and codec not in CODECS[kind]:
        raise Unseen(OTHER_CODEC)
    if NAME in parts:
        reader.blank(parts[NAME])
    reader.kinds.append(kind)


def _see_block(reader: Reader, block: Element) -> None:
    reader.file.seek(block.inside)
    head = reader.file.read(LONGEST_HEADER)
    _, track_long = _number(head, keep_mark=False)
    if len(head) < track_long + 2:
        raise Unseen
    later = struct.unpack_from(">h", head, track_long)[0]
    reader.newest = max(reader.newest, reader.cluster_at + later)


def _number(data: bytes, *, keep_mark: bool) -> tuple[int, int]:
    """A number whose first byte says how long it is, and that length."""
    if not data or not data[0]:
        raise Unseen
    length = 9 - data[0].bit_length()
    if length > len(data):
        raise Unseen
    value = int.from_bytes(data[:length])
    return value if keep_mark else value & (1 << 7 * length) - 1, length


def _void_head(length: int) -> bytes:
    """The beginning of an empty element that is `length` bytes long with its head."""
    if length <= LONGEST_HEADER:
        return bytes([VOID, 0x80 | length - 2])
    return bytes([VOID]) + (1 << 56 | length - 9).to_bytes(8)
