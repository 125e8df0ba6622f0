"""Files that people should not be able to leave with us, and some that they may once what is hidden in them is gone."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from tests.factories.files import (
    CANARY,
    a_huge_picture,
    a_locked_paper,
    a_moving_picture,
    a_paper,
    a_paper_that_does,
    a_paper_with_a_file_inside,
    a_picture,
)
from tests.factories.videos import SCALE, a_fragmented_mp4, a_track, a_webm, an_mp4, box, element

JPEG, PNG, WEBP, PDF, MP4, WEBM = (
    "image/jpeg", "image/png", "image/webp", "application/pdf", "video/mp4", "video/webm",
)  # fmt: skip
SCRIPT = b"<script>alert('canary-that-runs')</script>"
ENDINGS = {JPEG: "jpg", PNG: "png", WEBP: "webp", PDF: "pdf", MP4: "mp4", WEBM: "webm"}


@dataclass(frozen=True)
class Sent:
    """`is_cleaned`: it is taken, and nothing of what was hidden in it stays. Every other one is refused."""

    about: str
    name: str
    media_type: str
    content: bytes
    is_cleaned: bool = False

    @property
    def file(self) -> tuple[str, bytes, str]:
        return self.name, self.content, self.media_type


def corpus() -> Sequence[Sent]:
    return [
        *_other_kinds(),
        *_disguised(),
        *_broken(),
        *_pictures(),
        *_papers(),
        *_films(),
        *_recordings(),
        *_cleaned(),
    ]


def _one(about: str, media_type: str, content: bytes, *, is_cleaned: bool = False) -> Sent:
    return Sent(about, f"work.{ENDINGS[media_type]}", media_type, content, is_cleaned)


def _other_kinds() -> Iterator[Sent]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("../../outside", "x")
    for ending, media_type, content in (
        ("svg", "image/svg+xml", b"<svg onload='alert(1)'/>"), ("html", "text/html", SCRIPT),
        ("gif", "image/gif", b"GIF89a"), ("zip", "application/zip", archive.getvalue()),
        ("exe", "application/octet-stream", b"MZ" + bytes(60)), ("docx", "application/msword", archive.getvalue()),
        ("tiff", "image/tiff", b"II*\0" + bytes(60)), ("heic", "image/heic", box("ftyp", b"heic", bytes(4))),
        ("mov", "video/quicktime", an_mp4(brand="qt  ")), ("avi", "video/x-msvideo", b"RIFF....AVI LIST"),
        ("mkv", "video/x-matroska", a_webm(doc_type=b"matroska")), ("eps", "application/postscript", b"%!PS-Adobe"),
        ("js", "text/javascript", b"alert(1)"), ("pdf.exe", PDF, a_paper()), ("jpg.html", JPEG, a_picture()),
        ("php", JPEG, a_picture()), ("", JPEG, a_picture()), ("jpg.", JPEG, a_picture()),
    ):  # fmt: skip
        yield Sent(f"another kind: {ending}", f"work.{ending}", media_type, content)


def _disguised() -> Iterator[Sent]:
    """Something else under an ending and a type of ours."""
    inside = {
        "html": SCRIPT, "gif and script": b"GIF89a/*" + SCRIPT, "zip": b"PK\x03\x04" + bytes(60), "program": b"MZ" + bytes(60),
    }  # fmt: skip
    for media_type, ending in ENDINGS.items():
        for about, content in inside.items():
            yield _one(f"{about} as {ending}", media_type, content)
    good = {
        JPEG: a_picture(),
        PNG: a_picture("PNG"),
        WEBP: a_picture("WEBP"),
        PDF: a_paper(),
        MP4: an_mp4(),
        WEBM: a_webm(),
    }
    kinds = list(good)
    for place, media_type in enumerate(kinds):
        other = kinds[(place + 1) % len(kinds)]
        yield _one(f"{ENDINGS[other]} named {ENDINGS[media_type]}", media_type, good[other])
        yield Sent(
            f"{ENDINGS[other]} declared {ENDINGS[media_type]}", f"work.{ENDINGS[other]}", media_type, good[other]
        )


def _broken() -> Iterator[Sent]:
    whole = {
        JPEG: a_picture(),
        PNG: a_picture("PNG"),
        WEBP: a_picture("WEBP"),
        PDF: a_paper(),
        MP4: an_mp4(),
        WEBM: a_webm(),
    }
    for media_type, content in whole.items():
        yield _one(f"nothing in {ENDINGS[media_type]}", media_type, b"")
        yield _one(f"zeros in {ENDINGS[media_type]}", media_type, bytes(100))
        yield _one(f"the first bytes of {ENDINGS[media_type]}", media_type, content[:33])
        yield _one(f"words before {ENDINGS[media_type]}", media_type, SCRIPT + content)


def _pictures() -> Iterator[Sent]:
    yield _one("72 million points", PNG, a_huge_picture())
    yield _one("a bomb of rows", PNG, _a_bomb(60_000, 60_000))
    yield _one("a picture of no size", PNG, _a_bomb(0, 0))
    yield _one("a moving picture", WEBP, a_moving_picture())
    yield _one("too many bytes", JPEG, a_picture() + bytes(15_000_000))


def _a_bomb(wide: int, high: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(200_000))) + chunk(b"IEND", b"")


def _papers() -> Iterator[Sent]:
    yield _one("a locked paper", PDF, a_locked_paper())
    yield _one("a paper with a file", PDF, a_paper_with_a_file_inside())
    for action in ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/Movie", "/Sound"):
        yield _one(f"a paper that does {action}", PDF, a_paper_that_does(action))
    yield _one("a script in the names", PDF, a_paper(_name_a_script))
    yield _one("a script on a page", PDF, a_paper(_act_on_a_page))
    yield _one("an old form", PDF, a_paper(_add_an_old_form))
    yield _one("no pages", PDF, _written(PdfWriter()))


def _name_a_script(writer: PdfWriter) -> None:
    act = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("first"), act])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): names})


def _act_on_a_page(writer: PdfWriter) -> None:
    act = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): act})


def _add_an_old_form(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/XFA"): ArrayObject()})


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _films() -> Iterator[Sent]:
    for about, content in (
        ("a long film", an_mp4(a_track(seconds=400))), ("a film that hides its length", an_mp4(a_track(samples=4000))),
        ("long fragments", a_fragmented_mp4(seconds=4000)), ("two films in one", an_mp4(a_track(), a_track())),
        ("a locked film", an_mp4(a_track("vide", "encv"))), ("an unknown codec", an_mp4(a_track("vide", "evil"))),
        ("no pictures", an_mp4(a_track("soun", "mp4a"))), ("forty tracks", an_mp4(a_track(), *[a_track("meta", "x   ")] * 40)),
        ("a box past the end", an_mp4(after=struct.pack(">I4s", 9999, b"free"))),
        ("a box of no length", an_mp4(after=struct.pack(">I4s", 1, b"free") + bytes(8))),
        ("a box of all lengths", an_mp4(after=struct.pack(">I4sQ", 1, b"mdat", 2**64 - 1))),
        ("an archive behind", an_mp4(after=b"PK\x05\x06" + bytes(18))), ("a page behind", an_mp4(after=SCRIPT)),
        ("boxes in boxes", an_mp4(_nested(2000))), ("many empty boxes", an_mp4(after=box("free") * 1_100_000)),
        ("a table that lies", an_mp4(_a_lying_table())),
    ):  # fmt: skip
        yield _one(about, MP4, content)


def _nested(depth: int) -> bytes:
    inside = b""
    for _ in range(depth):
        inside = box("mdia", inside)
    return box("trak", inside)


def _a_lying_table() -> bytes:
    times = box("stts", struct.pack(">II", 0, 2**32 - 1))
    head = box("mdhd", struct.pack(">IIIIII", 0, 0, 0, SCALE, 1, 0))
    return box("trak", box("mdia", head, box("hdlr", bytes(8), b"vide", bytes(13)), box("minf", box("stbl", times))))


def _recordings() -> Iterator[Sent]:
    for about, content in (
        ("a long recording", a_webm(seconds=400)), ("a long live recording", a_webm(live=True, seconds=400)),
        ("an attached file", a_webm(inside=element(0x1941A469, b"x"))), ("an unknown element", a_webm(inside=element(0x4DBB, b"x"))),
        ("a page behind a recording", a_webm(after=SCRIPT)), ("a foreign codec", a_webm(codecs=[(1, b"V_UNCOMPRESSED")])),
        ("a number of no length", a_webm(inside=b"\0" * 20)), ("a length past the end", a_webm(inside=b"\xec\x08\xff\xff\xff\xff")),
    ):  # fmt: skip
        yield _one(about, WEBM, content)


def _cleaned() -> Iterator[Sent]:
    for kind, media_type in (("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)):
        yield _one(f"a place in {kind}", media_type, a_picture(kind), is_cleaned=True)
        yield _one(f"a page behind {kind}", media_type, a_picture(kind) + SCRIPT, is_cleaned=True)
    yield _one("a place in a film", MP4, an_mp4(), is_cleaned=True)
    yield _one("a place in a recording", WEBM, a_webm(), is_cleaned=True)
    yield _one("a comment in JPEG", JPEG, _commented(), is_cleaned=True)
    for about, name in (
        ("a path", "../../../../etc/passwd.jpg"), ("a path of another system", "..\\..\\windows\\x.jpg"),
        ("300 letters", "x" * 296 + ".jpg"), ("an address", "https://evil.example/x.jpg"), ("marks", '"><img src=x>.jpg'),
        ("a turned name", "gpj.\u202eexe.jpg"), ("only dots", "....jpg"), ("a line", "a\r\nSet-Cookie: x=1.jpg"),
    ):  # fmt: skip
        yield Sent(f"named with {about}", name, JPEG, a_picture(), is_cleaned=True)


def _commented() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG", comment=CANARY.encode())
    return out.getvalue()
