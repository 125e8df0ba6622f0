"""Answering with stored bytes: whole, one stretch of them, or a few, as a video player asks for them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response
from fastapi.responses import StreamingResponse

MOST_RANGES = 4
"""No player asks for more at once; whoever does wants to keep us busy."""

ASKED = re.compile(r"bytes=(.+)", re.IGNORECASE)
ONE = re.compile(r"\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)
BETWEEN = "between-the-stretches"

Stream = Callable[[int, int], Iterator[bytes]]


@dataclass(frozen=True)
class Content:
    """What there is to answer with: its length, its type, and how to read the bytes from one place up to another."""

    length: int
    media_type: str
    stream: Stream


class Unreachable(Exception):
    """Nothing of what was asked for is there, or it is asked for in too many stretches."""


def answered(content: Content, headers: Mapping[str, str]) -> Response:
    """206 with what `Range` asks for, 416 where nothing of it is there, else 200 with everything.

    There is no validator to compare, so that `If-Range` always gets the whole (RFC 9110, 13.1.5).
    """
    try:
        wanted = [] if "if-range" in headers else stretches(headers.get("range", ""), content.length)
    except Unreachable:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{content.length}"})
    if not wanted:
        return _streamed(content.stream(0, content.length), content.length, content.media_type, 200)
    if len(wanted) == 1:
        start, end = wanted[0]
        answer = _streamed(content.stream(start, end), end - start, content.media_type, 206)
        answer.headers["Content-Range"] = _place(start, end, content.length)
        return answer
    return _several(content, wanted)


def stretches(asked: str, length: int) -> Sequence[tuple[int, int]]:
    """The stretches that a `Range` header names, from the first byte up to and without the last; none for the whole.

    Raises `Unreachable`. What is not understood is ignored, as the standard has it.
    """
    found = ASKED.fullmatch(asked)
    if not found:
        return []
    parts = [ONE.fullmatch(part) for part in found[1].split(",", MOST_RANGES)]
    if len(parts) > MOST_RANGES:
        raise Unreachable
    if not all(part and (part[1] or part[2]) for part in parts):
        return []
    wanted = [_stretch(part[1], part[2], length) for part in parts if part]
    reachable = [(start, end) for start, end in wanted if start < end]
    if not reachable:
        raise Unreachable
    return reachable


def _stretch(first: str, last: str, length: int) -> tuple[int, int]:
    if not first:
        return max(0, length - int(last)), length
    return int(first), min(int(last) + 1, length) if last else length


def _several(content: Content, wanted: Sequence[tuple[int, int]]) -> Response:
    heads = [
        f"\r\n--{BETWEEN}\r\nContent-Type: {content.media_type}\r\n"
        f"Content-Range: {_place(start, end, content.length)}\r\n\r\n".encode()
        for start, end in wanted
    ]
    close = f"\r\n--{BETWEEN}--\r\n".encode()

    def pieces() -> Iterator[bytes]:
        for head, (start, end) in zip(heads, wanted, strict=True):
            yield head
            yield from content.stream(start, end)
        yield close

    length = sum(map(len, heads)) + sum(end - start for start, end in wanted) + len(close)
    return _streamed(pieces(), length, f"multipart/byteranges; boundary={BETWEEN}", 206)


def _streamed(pieces: Iterator[bytes], length: int, media_type: str, status: int) -> Response:
    headers = {"Content-Length": str(length), "Accept-Ranges": "bytes"}
    return StreamingResponse(pieces, status_code=status, media_type=media_type, headers=headers)


def _place(start: int, end: int, length: int) -> str:
    return f"bytes {start}-{end - 1}/{length}"
