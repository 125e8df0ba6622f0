"""PDF files lose every place that says who made them, and nothing of what is on their pages."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from app.adapters import papers
from app.adapters.apart import Unfit
from tests.factories.files import CANARY, PAGE_WORDS, a_named_paper, a_paper, a_signed_paper


def without_names(folder: Path, paper: bytes) -> bytes:
    source, into = folder / "paper", folder / "nameless"
    source.write_bytes(paper)
    papers.without_names(source, into=into)
    return into.read_bytes()


def everything_in(paper: bytes) -> str:
    """Each object of the file as text, and each stream as it reads when it is opened."""
    read = PdfReader(io.BytesIO(paper))
    found = [paper.decode("latin-1"), str(read.metadata)]
    for thing in map(read.get_object, range(1, len(paper.split(b" obj")))):
        found += [str(thing), thing.get_data().decode("latin-1") if isinstance(thing, StreamObject) else ""]
    return "".join(found)


def test_upl_04_who_made_it_is_in_no_place_of_the_file(tmp_path: Path) -> None:
    before = a_named_paper()

    after = without_names(tmp_path, before)

    assert everything_in(before).count(CANARY) >= 6
    assert CANARY not in everything_in(after)


def test_upl_04_the_pages_stay_as_they_are(tmp_path: Path) -> None:
    before = a_named_paper()

    after = PdfReader(io.BytesIO(without_names(tmp_path, before)))

    page, old = after.pages[0], PdfReader(io.BytesIO(before)).pages[0]
    assert page.extract_text() == old.extract_text() == PAGE_WORDS
    assert page.get_contents().get_data() == old.get_contents().get_data()  # type: ignore[union-attr]
    assert (page.mediabox, page["/Resources"]) == (old.mediabox, old["/Resources"])
    assert [note.get_object()["/Contents"] for note in page["/Annots"]] == ["A warmer light here"]  # type: ignore[attr-defined]


def test_upl_04_an_older_version_inside_the_file_goes_too(tmp_path: Path) -> None:
    """A program that saves again appends; what was there before stays in the bytes."""
    older = a_named_paper()
    newer = older + a_paper()[len(b"%PDF-1.3\n") :]

    assert CANARY.encode() in newer
    assert CANARY not in everything_in(without_names(tmp_path, newer))


def test_upl_04_no_program_is_named_either(tmp_path: Path) -> None:
    assert PdfReader(io.BytesIO(without_names(tmp_path, a_paper()))).metadata is None


@pytest.mark.parametrize(
    ("paper", "reason"),
    [
        (a_signed_paper(), papers.SIGNED),
        (a_named_paper()[:300], papers.UNREADABLE),
        (b"%PDF-1.7", papers.UNREADABLE),
        (b" " + a_paper(), papers.UNREADABLE),
    ],
)
def test_upl_04_what_cannot_be_freed_of_names_is_not_taken(tmp_path: Path, paper: bytes, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        without_names(tmp_path, paper)

    assert refused.value.reason == reason
