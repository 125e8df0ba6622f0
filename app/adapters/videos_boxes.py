"""MP4, which is boxes within boxes (ISO/IEC 14496-12): the few that say how long it runs and what is in it."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from app.adapters.videos_seen import LOCKED, MOST_THINGS, OTHER_CODEC, Blank, Seen, Unseen, check_tracks

BRANDS = frozenset(
    b"isom iso2 iso3 iso4 iso5 iso6 iso7 iso8 iso9 mp41 mp42 avc1 M4VH M4VP MSNV dash cmfc XAVC".split()
) | {b"M4V "}
"""What a file calls itself that plays as MP4. QuickTime and still pictures in the same container are not among them."""

OUTERMOST = frozenset(b"ftyp moov mdat free skip wide moof mfra sidx ssix styp prft emsg uuid meta udta pdin".split())
NOTES = frozenset(b"free skip wide uuid meta udta emsg".split())
"""Where cameras and programs write places, names and whatever else; a player needs none of them."""

PICTURES = frozenset(b"avc1 avc3 hvc1 hev1 vp08 vp09 av01".split())
SOUNDS = frozenset(b"mp4a Opus fLaC .mp3 ac-3 ec-3".split())
TEXTS = frozenset(b"text sbtl subt clcp".split())
ENCRYPTED = frozenset(b"encv enca enct encs".split())

HEADER, LONG_HEADER = 8, 16
LARGEST_TABLE = 16_000_000
UNKNOWN = {0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF}


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int
    inside: int
    end: int


@dataclass
class Track:
    number: int = 0
    handler: bytes = b""
    codecs: Sequence[bytes] = ()
    scale: int = 0
    length: int = 0
    each: int = 0
    """How long a sample of a fragment lasts when the fragment does not say."""

    @property
    def seconds(self) -> float:
        return self.length / self.scale if self.scale else 0.0


@dataclass
class Reader:
    file: BinaryIO
    blanks: list[Blank] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    others: int = 0
    longest: float = 0.0
    met: int = 0

    def boxes(self, start: int, end: int) -> Iterator[Box]:
        """They fill the stretch exactly, or this is no MP4."""
        while start < end:
            box = self._box(start, end)
            yield box
            start = box.end

    def _box(self, start: int, end: int) -> Box:
        self.met += 1
        self.file.seek(start)
        size, kind, inside = *struct.unpack(">I4s", self.exactly(HEADER)), start + HEADER
        if size == 1:
            size, inside = struct.unpack(">Q", self.exactly(LONG_HEADER - HEADER))[0], start + LONG_HEADER
        elif size == 0:
            size = end - start
        if start + size > end or start + size < inside or self.met > MOST_THINGS:
            raise Unseen
        return Box(kind, start, inside, start + size)

    def exactly(self, length: int) -> bytes:
        data = self.file.read(length)
        if len(data) != length:
            raise Unseen
        return data

    def content(self, box: Box) -> bytes:
        if box.end - box.inside > LARGEST_TABLE:
            raise Unseen
        self.file.seek(box.inside)
        return self.exactly(box.end - box.inside)

    def blank(self, box: Box) -> None:
        head = struct.pack(">I4s", box.end - box.start, b"free")
        if box.inside - box.start == LONG_HEADER:
            head = struct.pack(">I4sQ", 1, b"free", box.end - box.start)
        self.blanks.append(Blank(box.start, head, box.end - box.start))


def see(file: BinaryIO) -> Seen:
    """Raises `Unseen` when this is no whole MP4 that a browser plays."""
    reader = Reader(file)
    try:
        _see_outermost(reader)
    except (struct.error, IndexError) as problem:
        raise Unseen from problem
    kinds = [track.handler for track in reader.tracks]
    texts = len([kind for kind in kinds if kind in TEXTS])
    check_tracks(pictures=kinds.count(b"vide"), sounds=kinds.count(b"soun"), texts=texts, others=reader.others)
    seconds = max([reader.longest, *(track.seconds for track in reader.tracks)])
    if seconds <= 0:
        raise Unseen
    return Seen(seconds, reader.blanks)


def _see_outermost(reader: Reader) -> None:
    end = reader.file.seek(0, 2)
    boxes = list(reader.boxes(0, end))
    kinds = [box.kind for box in boxes]
    if not OUTERMOST.issuperset(kinds) or kinds[:1] != [b"ftyp"] or kinds.count(b"moov") != 1 or b"mdat" not in kinds:
        raise Unseen
    for box in boxes:
        if box.kind in NOTES:
            reader.blank(box)
    _see_film(reader, boxes[kinds.index(b"moov")])
    for box in boxes:
        if box.kind == b"moof":
            _see_fragment(reader, box)


def _see_film(reader: Reader, film: Box) -> None:
    parts = list(reader.boxes(film.inside, film.end))
    for box in parts:
        if box.kind in NOTES:
            reader.blank(box)
        elif box.kind == b"mvhd":
            scale, length = _scale_and_length(reader.content(box))
            reader.longest = length / scale if scale else 0.0
        elif box.kind == b"trak":
            _see_track(reader, box)
    for box in parts:
        if box.kind == b"mvex":
            _see_defaults(reader, box)


def _see_track(reader: Reader, trak: Box) -> None:
    track, notes = Track(), []
    for box in _inner(reader, trak, within=frozenset(b"mdia minf stbl".split())):
        match box.kind:
            case b"tkhd":
                content = reader.content(box)
                track.number = struct.unpack_from(">I", content, 20 if content[0] else 12)[0]
            case b"mdhd":
                track.scale, length = _scale_and_length(reader.content(box))
                track.length = max(track.length, length)
            case b"hdlr" if not track.handler:
                track.handler = reader.content(box)[8:12]
            case b"stsd":
                track.codecs = _codecs(reader, box)
            case b"stts":
                track.length = max(track.length, _sum_of(reader.content(box)))
            case kind if kind in NOTES:
                notes.append(box)
    _keep_or_blank(reader, trak, track, notes)


def _keep_or_blank(reader: Reader, trak: Box, track: Track, notes: Sequence[Box]) -> None:
    """Tracks of places, times and other readings are no picture, sound or caption: players are told of none."""
    playable = {b"vide": PICTURES, b"soun": SOUNDS}
    if track.handler not in {*playable, *TEXTS}:
        reader.others += 1
        reader.blank(trak)
        return
    if ENCRYPTED.intersection(track.codecs):
        raise Unseen(LOCKED)
    if track.handler in playable and not (track.codecs and playable[track.handler].issuperset(track.codecs)):
        raise Unseen(OTHER_CODEC)
    for box in notes:
        reader.blank(box)
    reader.tracks.append(track)


def _inner(reader: Reader, box: Box, *, within: frozenset[bytes]) -> Iterator[Box]:
    """The boxes inside this one, and those inside the boxes named by `within`."""
    for each in reader.boxes(box.inside, box.end):
        yield each
        if each.kind in within:
            yield from _inner(reader, each, within=within)


def _scale_and_length(content: bytes) -> tuple[int, int]:
    scale, length = struct.unpack_from(">IQ", content, 20) if content[0] else struct.unpack_from(">II", content, 12)
    return scale, 0 if length in UNKNOWN else length


def _codecs(reader: Reader, box: Box) -> Sequence[bytes]:
    return [entry.kind for entry in reader.boxes(box.inside + 8, box.end)]


def _sum_of(content: bytes) -> int:
    """All samples of a track, from the table of how many last how long."""
    entries = struct.unpack_from(">I", content, 4)[0]
    if entries * 8 + 8 > len(content):
        raise Unseen
    return sum(count * each for count, each in struct.iter_unpack(">II", content[8 : 8 + entries * 8]))


def _see_defaults(reader: Reader, mvex: Box) -> None:
    for box in reader.boxes(mvex.inside, mvex.end):
        if box.kind == b"trex":
            number, _, each = struct.unpack_from(">III", reader.content(box), 4)
            for track in reader.tracks:
                if track.number == number:
                    track.each = each


def _see_fragment(reader: Reader, moof: Box) -> None:
    for traf in reader.boxes(moof.inside, moof.end):
        if traf.kind == b"traf":
            _add_fragment(reader, traf)


def _add_fragment(reader: Reader, traf: Box) -> None:
    track: Track | None = None
    each = 0
    for box in reader.boxes(traf.inside, traf.end):
        content = reader.content(box) if box.kind in {b"tfhd", b"trun"} else b""
        if box.kind == b"tfhd":
            number = struct.unpack_from(">I", content, 4)[0]
            track = next((track for track in reader.tracks if track.number == number), None)
            each = _default_of(content) or (track.each if track else 0)
        elif box.kind == b"trun" and track is not None:
            track.length += _run_of(content, each)


def _default_of(content: bytes) -> int:
    flags = int.from_bytes(content[1:4])
    at = 8 + 8 * bool(flags & 0x1) + 4 * bool(flags & 0x2)
    return int(struct.unpack_from(">I", content, at)[0]) if flags & 0x8 else 0


def _run_of(content: bytes, each: int) -> int:
    """How long the samples of one run last together."""
    flags, count = int.from_bytes(content[1:4]), struct.unpack_from(">I", content, 4)[0]
    if not flags & 0x100:
        return int(count * each)
    at = 8 + 4 * bool(flags & 0x1) + 4 * bool(flags & 0x4)
    step = 4 * (1 + bool(flags & 0x200) + bool(flags & 0x400) + bool(flags & 0x800))
    if at + count * step > len(content):
        raise Unseen
    return sum(struct.unpack_from(">I", content, at + number * step)[0] for number in range(count))
