"""A stored file as an answer: its bytes, where a browser may do nothing with them, under a name that is safe to give."""

from functools import partial
from urllib.parse import quote

from fastapi import Response

from app.models.files import File
from app.web.ranges import Content, answered
from app.web.visits import Visit

ALONE = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'self'",
    "Cache-Control": "private, no-store",
}
"""Whatever a file holds, a browser runs and loads nothing for it, and no other place shows it (UPL-07)."""


def sent(visit: Visit, file: File, *, how: str, name: str) -> Response:
    """`how` is "inline" or "attachment". Whether this reader may have it is asked before."""
    stored = Content(file.bytes_long, file.media_type, partial(visit.parts.storage.stream, file.stored_as))
    return sent_from(visit, stored, how=how, name=name)


def sent_from(visit: Visit, content: Content, *, how: str, name: str) -> Response:
    """The same for bytes that lie elsewhere or sealed."""
    answer = answered(content, visit.request.headers)
    answer.headers.update(ALONE)
    answer.headers["Content-Disposition"] = f"{how}; filename=\"file\"; filename*=UTF-8''{quote(name)}"
    return answer
