"""PDF files through pypdf, in a process of their own: what could act or hide something is refused, and names go out.

A PDF says who made it beside its pages: in its list of facts, in a sheet of XMP about any part of it, in the private
notes of programs, and on each comment. Readers are not to know, so none of that is kept. The pages stay as they are.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from app.adapters.apart import Unfit, refuse, run_apart, set_limits

HEADER = b"%PDF-"
MOST_OBJECTS = 200_000

UNREADABLE = "unreadable"
LOCKED = "locked"
ACTS = "acts"
SIGNED = "signed"

ACTING_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMediaContent", "/XFA"})
ACTING_KINDS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/Movie", "/Sound"})
SIGNING_KEYS = frozenset({"/ByteRange", "/Cert"})
"""A signature holds its owner's name and covers every byte: it can neither be kept nor be taken out unseen."""

NAMING_KEYS = frozenset({"/Info", "/Metadata", "/PieceInfo"})
AUTHOR_OF_A_COMMENT = "/T"


def without_names(source: Path, *, into: Path) -> None:
    """Write the same pages without who made them.

    Raises `Unfit` when this is no PDF, is locked or signed, or holds scripts, programs to start, or files.
    """
    with source.open("rb") as opened:
        if opened.read(len(HEADER)) != HEADER:
            raise Unfit(UNREADABLE)
    run_apart("app.adapters.papers", source, into=into)


def main() -> None:
    """The child: a PDF comes in, and goes out without names when it is fit."""
    set_limits()
    try:
        paper = PdfReader(sys.stdin.buffer, strict=False)
        _look(paper)
        drawn = _drawn(paper)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        refuse(UNREADABLE)
    sys.stdout.buffer.write(drawn)


def _look(paper: PdfReader) -> None:
    if paper.is_encrypted:
        refuse(LOCKED)
    if not paper.pages:
        refuse(UNREADABLE)
    for found in _dictionaries(paper):
        kinds = {str(found.get(name)) for name in ("/S", "/Subtype", "/Type")}
        if ACTING_KEYS & found.keys() or ACTING_KINDS & kinds:
            refuse(ACTS)
        if SIGNING_KEYS & found.keys():
            refuse(SIGNED)


def _drawn(paper: PdfReader) -> bytes:
    """What can still be reached once the names are cut off, written anew; older versions inside the file go with them."""
    pages = len(paper.pages)
    for found in list(_dictionaries(paper)):
        for key in NAMING_KEYS & found.keys():
            del found[key]
        if "/Rect" in found and found.get("/Subtype") != "/Widget":
            found.pop(AUTHOR_OF_A_COMMENT, None)
    writer = PdfWriter(clone_from=paper)
    writer.metadata = None
    drawn = io.BytesIO()
    writer.write(drawn)
    if len(PdfReader(drawn).pages) != pages:
        refuse(UNREADABLE)
    return drawn.getvalue()


def _dictionaries(paper: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the trailer, each once."""
    waiting: list[Any] = [paper.trailer]
    met: set[tuple[int, int]] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            place = (thing.idnum, thing.generation)
            if place not in met:
                met.add(place)
                waiting.append(thing.get_object())
        elif isinstance(thing, DictionaryObject):
            yield thing
            waiting.extend(thing.values())
        elif isinstance(thing, ArrayObject):
            waiting.extend(thing)
        if len(met) > MOST_OBJECTS:
            refuse(UNREADABLE)


if __name__ == "__main__":
    main()
