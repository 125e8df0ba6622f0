"""Static files: read once, served under an address that carries their hash, and kept by browsers for a year."""

import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request, Response

FOLDER = Path(__file__).parent.parent / "static"

STYLE_LAYERS = ("tokens", "scale", "base", "layout", "components", "forms", "tables", "print")
"""One style sheet a layer, joined in this order into one answer; there is no build step."""

SCRIPT = "js/calm.js"
"""What htmx leaves out, on every page."""

SCRIPTS_IN_ONE = {
    "js/calm-drafts.js": (SCRIPT, "js/drafts.js"),
    "js/calm-uploads.js": (SCRIPT, "js/uploads.js"),
}
"""A page that needs one script more gets it with the one of every page in a single answer: a request is what costs."""

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}

SMALLEST_TO_COMPRESS = 500


@dataclass(frozen=True)
class StaticFile:
    content: bytes
    compressed: bytes | None
    media_type: str
    address: str


class Statics:
    """Every static file by name. Fonts are named in the style sheet without a hash, and so is everything it names."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {name: _prepare(name, content) for name, content in contents(folder)}

    def address(self, name: str) -> str:
        """The address of `css/…`, `js/…`; an unknown name is a fault in a template and raises KeyError."""
        return self._files[name].address

    def answer(self, name: str, request: Request) -> Response | None:
        file = self._files.get(name)
        if file is None:
            return None
        headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
        if file.compressed and "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return Response(file.compressed, media_type=file.media_type, headers=headers)
        return Response(file.content, media_type=file.media_type, headers=headers)


def contents(folder: Path) -> list[tuple[str, bytes]]:
    files = [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.suffix in TYPES
    ]
    sheet = b"\n".join((folder / "css" / f"{layer}.css").read_bytes() for layer in STYLE_LAYERS)
    return [*files, ("calm.css", sheet), *((name, _in_one(folder, parts)) for name, parts in SCRIPTS_IN_ONE.items())]


def _in_one(folder: Path, names: Sequence[str]) -> bytes:
    """Each part in a block of its own, so that their names do not meet."""
    return b"\n".join(b"{\n" + (folder / name).read_bytes() + b"}" for name in names)


def _prepare(name: str, content: bytes) -> StaticFile:
    mark = hashlib.sha256(content).hexdigest()[:12]
    suffix = Path(name).suffix
    smaller = gzip.compress(content, 9, mtime=0) if len(content) > SMALLEST_TO_COMPRESS and suffix != ".woff2" else None
    return StaticFile(content, smaller, TYPES[suffix], f"/static/{name}?v={mark}")
