"""Files as people have them: pictures with hidden words inside, and papers, plain and harmful."""

import io
from collections.abc import Callable

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

CANARY = "canary-of-a-place"
DESCRIPTION_TAG = 0x010E
ORIENTATION_TAG = 0x0112
QUARTER_TURN = 6


def a_picture(kind: str = "JPEG", *, wide: int = 60, high: int = 40) -> bytes:
    """A picture that carries words in its metadata, a turn, and more words after its end."""
    hidden = Image.Exif()
    hidden[DESCRIPTION_TAG] = CANARY
    hidden[ORIENTATION_TAG] = QUARTER_TURN
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "teal").save(out, kind, exif=hidden)
    return out.getvalue() + CANARY.encode()


def a_moving_picture() -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("teal", "white")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:])
    return out.getvalue()


def a_huge_picture() -> bytes:
    """A few kilobytes that would open to 72 million points."""
    out = io.BytesIO()
    Image.new("1", (9000, 8000)).save(out, "PNG")
    return out.getvalue()


def a_paper(prepare: Callable[[PdfWriter], object] | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if prepare:
        prepare(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_paper_that_does(action: str) -> bytes:
    """A PDF that does this as soon as it is opened."""

    def act(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("calculator")}
        )

    return a_paper(act)


def a_locked_paper() -> bytes:
    return a_paper(lambda writer: writer.encrypt("a-password"))


def a_paper_with_a_file_inside() -> bytes:
    return a_paper(lambda writer: writer.add_attachment("inside.txt", b"words"))
