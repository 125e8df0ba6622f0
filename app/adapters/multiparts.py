"""Multipart bodies through python-multipart's own parser: it is fed what arrives and keeps no file in memory."""

from collections.abc import Callable
from typing import Protocol

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

MOST_PARTS = 305
LONGEST_FIELD_BYTES = 1_000_000


class Broken(Exception):
    """This is no whole multipart body, or has more parts or longer fields than any form of ours."""


class Sink(Protocol):
    """Where the bytes of one file go."""

    def take(self, data: bytes) -> None: ...


OpenSink = Callable[[str, str, str], Sink]
"""`(name of the field, name of the file, declared type)`; the last two as the browser said them."""


class Multipart:
    """Feed it with `write`, then call `finish`. Fields are in `fields` afterwards, in the order in which they came."""

    def __init__(self, content_type: str, open_sink: OpenSink) -> None:
        boundary = parse_options_header(content_type)[1].get(b"boundary")
        if not boundary:
            raise Broken
        self.fields: list[tuple[str, str]] = []
        self._open_sink = open_sink
        self._parts = 0
        self._ended = False
        self._header = [b"", b""]
        self._headers: dict[bytes, bytes] = {}
        self._name = ""
        self._text = bytearray()
        self._sink: Sink | None = None
        self._parser = self._made(boundary)

    def write(self, data: bytes) -> None:
        try:
            self._parser.write(data)
        except FormParserError as problem:
            raise Broken from problem

    def finish(self) -> None:
        if not self._ended:
            raise Broken

    def _made(self, boundary: bytes) -> MultipartParser:
        try:
            return MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": lambda data, start, end: self._gather(0, data[start:end]),
                    "on_header_value": lambda data, start, end: self._gather(1, data[start:end]),
                    "on_header_end": self._end_header,
                    "on_headers_finished": self._open,
                    "on_part_data": lambda data, start, end: self._take(data[start:end]),
                    "on_part_end": self._end_part,
                    "on_end": self._end,
                },
            )
        except FormParserError as problem:
            raise Broken from problem

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Broken
        self._headers, self._text, self._sink = {}, bytearray(), None

    def _gather(self, side: int, data: bytes) -> None:
        self._header[side] += data

    def _end_header(self) -> None:
        name, value = self._header
        self._headers[name.lower()], self._header = value, [b"", b""]

    def _open(self) -> None:
        said = parse_options_header(self._headers.get(b"content-disposition"))[1]
        if b"name" not in said:
            raise Broken
        self._name = _decoded(said[b"name"])
        if b"filename" in said:
            declared = _decoded(self._headers.get(b"content-type", b""))
            self._sink = self._open_sink(self._name, _decoded(said[b"filename"]), declared)

    def _take(self, data: bytes) -> None:
        if self._sink is not None:
            self._sink.take(data)
        elif len(self._text) + len(data) > LONGEST_FIELD_BYTES:
            raise Broken
        else:
            self._text += data

    def _end_part(self) -> None:
        if self._sink is None:
            self.fields.append((self._name, _decoded(bytes(self._text))))

    def _end(self) -> None:
        self._ended = True


def _decoded(data: bytes) -> str:
    """Our pages are UTF-8 and so is what they send; anything else is read letter by letter and never fails."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
