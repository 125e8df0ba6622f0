"""The document: tagged, titled, in a language, in our own font, and nothing that somebody typed acts as markup."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from app.adapters.documents import Document, Part, pdf_of

INCOMPLETE = "Some signs could not be printed here."


def a_document(*words: str) -> Document:
    parts = [Part(f"Part {number}", each) for number, each in enumerate(words, start=1)]
    return Document(
        "What helps Noor Haddad", ["As it was today."], parts, "Page", "It goes on on the next page.", INCOMPLETE
    )


def read(document: Document) -> PdfReader:
    return PdfReader(BytesIO(pdf_of(document)))


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages).replace("\u200b", "")


def tags(reader: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            walk(node.get("/K", []))

    root: Any = reader.trailer["/Root"]
    walk(root["/StructTreeRoot"].get("/K", []))
    return found


def test_the_document_is_tagged_and_says_its_title_and_language() -> None:
    reader = read(a_document("A quiet seat"))
    root: Any = reader.trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-AU", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a truth of its own kind
    assert reader.metadata is not None
    assert reader.metadata.title == "What helps Noor Haddad"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert [tag for tag in tags(reader) if tag.startswith("/H")] == ["/H1", "/H2"]
    assert len(reader.pages) == 1


def test_it_is_set_in_our_own_font() -> None:
    resources: Any = read(a_document("A quiet seat")).pages[0]["/Resources"]

    assert {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()} == {
        "AtkinsonHyperlegibleNext-Bold",
        "AtkinsonHyperlegibleNext-Regular",
    }


def test_long_words_go_on_to_a_second_page_and_say_so() -> None:
    words = [f"Line {number}: sit them where nobody walks behind them." for number in range(60)]
    reader = read(a_document("\n".join(words)))

    assert len(reader.pages) > 1
    assert "It goes on on the next page." in reader.pages[0].extract_text()
    assert "It goes on" not in reader.pages[-1].extract_text()
    assert "Page 1 / " in reader.pages[0].extract_text()
    assert [word for word in words if word not in text_of(reader)] == []


@pytest.mark.parametrize(
    "words",
    [
        '#read("/etc/passwd")',
        "*bold* _thin_ = Heading",
        "$ x^2 $",
        "<label> @reference",
        "\\ \\u{41}",
        "// gone",
        "[bracket",
        "``` raw",
    ],
)
def test_what_people_type_is_never_markup(words: str) -> None:
    assert words in text_of(read(a_document(words)))


def test_a_word_that_fits_no_line_is_broken() -> None:
    reader = read(a_document("x" * 500))
    shown = reader.pages[0].extract_text()

    assert max(len(line) for line in shown.splitlines()) < 120
    assert shown.count("x") >= 500


@pytest.mark.parametrize("words", ["日本語", "Smile 😀", "\ufffe", "\x07 bell", "ก็", ""])
def test_a_document_says_where_our_font_cannot_draw_something(words: str) -> None:
    reader = read(a_document(f"Before {words} after"))

    assert "Before" in text_of(reader)
    assert "after" in text_of(reader)
    assert [tag for tag in tags(reader) if tag.startswith("/H")] == ["/H1", "/H2"]
    assert (INCOMPLETE in text_of(reader)) == bool(words)
