"""Documents for printing at one door: typst makes a tagged PDF (PDF/UA-1), in our own font, without reading the system's."""

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

PDF = "application/pdf"

FONTS = Path(__file__).parents[1] / "static/fonts"
TEMPLATE = Path(__file__).with_suffix(".typ")

Standard = Literal["ua-1", "1.7"]

_LONG_WORD = re.compile(r"\S{30}")
"""A word without a place to break would run off the paper."""

ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True)
class Part:
    """One heading with its words. Lines of the words stay lines."""

    head: str
    words: str


@dataclass(frozen=True)
class Picture:
    """A picture under a heading. `alt` says in words what can be seen; it stands in the tags."""

    head: str
    alt: str
    content: bytes
    ending: str


@dataclass(frozen=True)
class Document:
    """A page or more in one column. `page` and `goes_on` are the words of the foot where there is more than one page;
    `incomplete` is said where not every sign could be printed.
    """

    title: str
    lead: Sequence[str]
    parts: Sequence[Part]
    page: str
    goes_on: str
    incomplete: str
    pictures: Sequence[Picture] = ()


def pdf_of(document: Document) -> bytes:
    """The document as PDF with tags, title and language. What people typed is handed over as data, never as markup.

    PDF/UA-1 asks for a shape for every character. Where our font has none (日, 😀) the document is made without that
    promise: it is tagged all the same, and says at its top that not every sign could be printed.
    """
    from typst import TypstError  # noqa: PLC0415 - twenty megabytes that only a document should cost

    try:
        return _compiled(document, "ua-1")
    except TypstError:
        return _compiled(replace(document, lead=[*document.lead, document.incomplete]), "1.7")


def _compiled(document: Document, standard: Standard) -> bytes:
    """Typst reads only below its root, so the template stands beside the pictures for as long as that takes."""
    import typst  # noqa: PLC0415 - as above

    with TemporaryDirectory() as folder:
        root = Path(folder)
        source = Path(shutil.copy(TEMPLATE, root))
        pictures = [_laid(root, number, picture) for number, picture in enumerate(document.pictures)]
        given = asdict(replace(document, pictures=())) | {"pictures": pictures}
        made: bytes = typst.compile(
            source,
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"given": json.dumps(_breakable(given))},
            format="pdf",
            pdf_standards=[standard],
        )
    return made


def _laid(root: Path, number: int, picture: Picture) -> dict[str, str]:
    name = f"{number}{picture.ending}"
    (root / name).write_bytes(picture.content)
    return {"head": picture.head, "alt": picture.alt, "file": name}


def _breakable(given: Any) -> Any:
    """The same with places to break in words that would not fit on a line."""
    if isinstance(given, dict):
        return {name: _breakable(value) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [_breakable(value) for value in given]
    return _LONG_WORD.sub(lambda found: found[0] + ZERO_WIDTH_SPACE, str(given))
