"""Files as people have them: pictures with hidden words inside, and papers, plain and harmful."""

import io
from collections.abc import Callable, Mapping

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject

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


PAGE_WORDS = "Lamp study, second pass"


def a_paper_saying(words: str) -> bytes:
    """A page on which these words can be read. They are plain among its bytes."""
    return a_paper(lambda writer: _write(writer, words))


def a_named_paper(name: str = CANARY) -> bytes:
    """A page of words and a box, with `name` in every place where programs write down who made it."""

    def write(writer: PdfWriter) -> None:
        page = writer.pages[0]
        _write(writer, PAGE_WORDS)
        sheet = _stream(f"<rdf:RDF><dc:creator>{name}</dc:creator></rdf:RDF>", kind="/Metadata")
        for about in (writer.root_object, page):
            about[NameObject("/Metadata")] = writer._add_object(sheet)
        page[NameObject("/PieceInfo")] = _named({"/Sketcher": _named({"/Private": TextStringObject(name)})})
        comment = _named({"/Type": "/Annot", "/Subtype": "/Text", "/T": TextStringObject(name)})
        comment[NameObject("/Rect")] = ArrayObject(map(FloatObject, (0, 0, 9, 9)))
        comment[NameObject("/Contents")] = TextStringObject("A warmer light here")
        page[NameObject("/Annots")] = ArrayObject([writer._add_object(comment)])
        writer.add_metadata({"/Author": name, "/Title": f"{name}'s portfolio", "/Keywords": name})

    return a_paper(write)


def a_signed_paper() -> bytes:
    def sign(writer: PdfWriter) -> None:
        signature = _named({"/Type": "/Sig", "/Name": TextStringObject(CANARY)})
        signature[NameObject("/ByteRange")] = ArrayObject(map(FloatObject, (0, 10, 20, 30)))
        field = _named({"/FT": "/Sig", "/V": signature})
        writer.root_object[NameObject("/AcroForm")] = _named({"/Fields": ArrayObject([field])})

    return a_paper(sign)


def _write(writer: PdfWriter, words: str) -> None:
    page = writer.pages[0]
    page[NameObject("/Contents")] = writer._add_object(_stream(f"BT /F1 12 Tf 8 50 Td ({words}) Tj ET"))
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    page[NameObject("/Resources")] = _named({"/Font": _named({"/F1": _named(font)})})


def _stream(content: str, *, kind: str = "") -> StreamObject:
    stream = StreamObject()
    stream.set_data(content.encode())
    if kind:
        stream[NameObject("/Type")] = NameObject(kind)
    return stream


def _named(entries: Mapping[str, object]) -> DictionaryObject:
    """A dictionary of a PDF; plain words are names."""
    return DictionaryObject(
        {NameObject(key): NameObject(value) if type(value) is str else value for key, value in entries.items()}
    )


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
