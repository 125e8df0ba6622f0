"""PDF files through pypdf: looked into in a process of their own; what could act or hide something is refused."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from app.adapters.apart import Unfit, refuse, run_apart, set_limits

HEADER = b"%PDF-"
MOST_OBJECTS = 200_000

UNREADABLE = "unreadable"
LOCKED = "locked"
ACTS = "acts"

ACTING_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMediaContent", "/XFA"})
ACTING_KINDS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMedia", "/Movie", "/Sound"})


def look_into(source: Path) -> None:
    """Raises `Unfit` when this is no PDF, is locked, or holds scripts, programs to start, or files."""
    with source.open("rb") as opened:
        if opened.read(len(HEADER)) != HEADER:
            raise Unfit(UNREADABLE)
    run_apart("app.adapters.papers", source)


def main() -> None:
    """The child: a PDF comes in, nothing goes out when it is fit."""
    set_limits()
    try:
        _look(PdfReader(sys.stdin.buffer, strict=False))
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        refuse(UNREADABLE)


def _look(paper: PdfReader) -> None:
    if paper.is_encrypted:
        refuse(LOCKED)
    if not paper.pages:
        refuse(UNREADABLE)
    for found in _dictionaries(paper):
        kinds = {str(found.get(name)) for name in ("/S", "/Subtype", "/Type")}
        if ACTING_KEYS & found.keys() or ACTING_KINDS & kinds:
            refuse(ACTS)


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
