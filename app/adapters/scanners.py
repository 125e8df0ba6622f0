"""A scanner for harmful files, spoken to as clamd wants it (INSTREAM); the bytes go out in pieces and nothing is kept."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.core.errors import Unavailable

SECONDS = 60
ORDINARY_PORT = 3310
LONGEST_ANSWER = 1000
COMMAND, END = b"zINSTREAM\0", b"\0\0\0\0"
CLEAN, FOUND = "stream: OK", " FOUND"


@dataclass(frozen=True)
class Scanner:
    """`clamd://host:port`, or `clamd:///path/to/its/socket`."""

    url: str

    def harm_in(self, pieces: Iterator[bytes]) -> str:
        """The name of what was found, empty when nothing was. Raises `Unavailable` when no clear answer comes."""
        try:
            with self._connection() as line:
                line.sendall(COMMAND)
                for piece in pieces:
                    line.sendall(len(piece).to_bytes(4) + piece)
                line.sendall(END)
                said = _answer(line)
        except OSError as problem:
            raise Unavailable(scanner=str(problem)) from problem
        if said == CLEAN:
            return ""
        if said.endswith(FOUND):
            return said.removesuffix(FOUND).partition(": ")[2]
        raise Unavailable(scanner=said)

    def is_there(self) -> bool:
        """Whether it answers, for the doctor."""
        try:
            with self._connection() as line:
                line.sendall(b"zPING\0")
                return _answer(line) == "PONG"
        except OSError:
            return False

    def _connection(self) -> socket.socket:
        place = urlsplit(self.url)
        if place.hostname:
            return socket.create_connection((place.hostname, place.port or ORDINARY_PORT), timeout=SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(place.path)
        except OSError:
            line.close()
            raise
        return line


def _answer(line: socket.socket) -> str:
    """One answer, which ends with a zero byte or with the line itself."""
    said = bytearray()
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
