"""Videos made byte by byte: small, whole and playable by no one, but with every field that is looked at."""

import struct
from collections.abc import Sequence

NOTE = b"canary-of-a-place"
SCALE = 1000
VOID, WHOLE_LENGTH = 0xEC, 8


def box(kind: str, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", len(inside) + 8, kind.encode("latin-1")) + inside


def a_track(handler: str = "vide", codec: str = "avc1", *, seconds: float = 4, samples: int | None = None) -> bytes:
    """`samples` are seconds too, in the table of samples, where it says something else than the track's own head."""
    length = int(seconds * SCALE)
    counted = length if samples is None else samples * SCALE
    table = box("stbl", box("stsd", struct.pack(">II", 0, 1), box(codec, bytes(70))),
                box("stts", struct.pack(">IIII", 0, 1, 1, counted)))  # fmt: skip
    head = box("mdhd", struct.pack(">IIIIII", 0, 0, 0, SCALE, length, 0))
    media = box("mdia", head, box("hdlr", bytes(8), handler.encode(), bytes(13)), box("minf", table))
    return box("trak", box("tkhd", struct.pack(">IIII", 0, 0, 0, 1), bytes(68)), media, box("udta", NOTE))


def an_mp4(
    *tracks: bytes, brand: str = "isom", seconds: float = 4, after: bytes = b"", picture: bytes = b"picture"
) -> bytes:
    film = box("mvhd", struct.pack(">IIIII", 0, 0, 0, SCALE, int(seconds * SCALE)), bytes(80))
    inside = tracks or (a_track(), a_track("soun", "mp4a"))
    return b"".join([
        box("ftyp", brand.encode(), bytes(4), brand.encode()), box("moov", film, *inside, box("udta", box("name", NOTE))),
        box("free", NOTE), box("mdat", picture), after,
    ])  # fmt: skip


def a_fragmented_mp4(*, seconds: int) -> bytes:
    """A film of no length, followed by a fragment that has it."""
    run = box("trun", struct.pack(">II", 0, seconds))
    fragment = box("moof", box("traf", box("tfhd", struct.pack(">III", 0x8, 1, SCALE)), run))
    return an_mp4(a_track(seconds=0), seconds=0, after=fragment + box("mdat", b"more"))


def element(kind: int, *content: bytes, open_end: bool = False) -> bytes:
    inside = b"".join(content)
    length = b"\x01" + b"\xff" * 7 if open_end else (1 << 56 | len(inside)).to_bytes(8)
    return kind.to_bytes((kind.bit_length() + 7) // 8) + length + inside


def a_webm(
    *, codecs: Sequence[tuple[int, bytes]] = ((1, b"V_VP9"), (2, b"A_OPUS")), seconds: float = 4, doc_type: bytes = b"webm",
    live: bool = False, inside: bytes = b"", after: bytes = b"",
) -> bytes:  # fmt: skip
    """`live` leaves lengths open and says nowhere how long it runs, as a recording in a browser does."""
    tracks = [
        element(0xAE, element(0x83, kind.to_bytes(1)), element(0x86, codec), element(0x536E, NOTE))
        for kind, codec in codecs
    ]
    duration = b"" if live else element(0x4489, struct.pack(">d", seconds * SCALE))
    info = element(0x1549A966, element(0x7BA9, NOTE), duration)
    at = element(0xE7, int(seconds * SCALE).to_bytes(4)) if live else element(0xE7, b"\0")
    cluster = element(0x1F43B675, at, element(0xA3, b"\x81\0\0\0", b"picture"), open_end=live)
    segment = element(
        0x18538067, info, element(0x1654AE6B, *tracks), element(0x1254C367, NOTE), inside, cluster, open_end=live
    )
    return element(0x1A45DFA3, element(0x4282, doc_type)) + segment + after
