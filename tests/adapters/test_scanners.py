"""The scanner over a real socket, which speaks as clamd does: clean, harmful, over its limit, silent, away."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_socket

from app.adapters.scanners import Scanner
from app.core.errors import Unavailable

EICAR = b"X5O!P%@AP-a-test-that-harms-nobody"
MOST_BYTES = 5000


@contextmanager
def a_clamd(server: socket.socket) -> Iterator[list[bytes]]:
    """Answers every connection until the block ends; what it was sent is in the list."""
    seen: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line:
                seen.append(_listen(line))
                line.sendall(_said_of(seen[-1]))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield seen
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(5)


def _listen(line: socket.socket) -> bytes:
    with line.makefile("rb") as heard:
        command = b""
        while not command.endswith(b"\0"):
            command += heard.read(1)
        if command == b"zPING\0":
            return command
        content = b""
        while length := int.from_bytes(heard.read(4)):
            content += heard.read(length)
        return content


def _said_of(content: bytes) -> bytes:
    if content == b"zPING\0":
        return b"PONG\0"
    if len(content) > MOST_BYTES:
        return b"INSTREAM size limit exceeded. ERROR\0"
    return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture
def clamd() -> Iterator[tuple[Scanner, list[bytes]]]:
    server = socket.create_server(("127.0.0.1", 0))
    with a_clamd(server) as seen:
        yield Scanner(f"clamd://127.0.0.1:{server.getsockname()[1]}"), seen


def test_a_clean_file_is_sent_whole_and_in_pieces(clamd: tuple[Scanner, list[bytes]]) -> None:
    scanner, seen = clamd

    assert scanner.harm_in(iter([b"a ", b"picture"])) == ""
    assert seen == [b"a picture"]
    assert scanner.is_there()


def test_harm_is_named(clamd: tuple[Scanner, list[bytes]]) -> None:
    assert clamd[0].harm_in(iter([EICAR[:10], EICAR[10:]])) == "Eicar-Signature"


def test_an_unclear_answer_is_no_clean_one(clamd: tuple[Scanner, list[bytes]]) -> None:
    with pytest.raises(Unavailable):
        clamd[0].harm_in(iter([bytes(MOST_BYTES + 1)]))


@pytest.fixture
def local_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests may reach this machine over the network; a socket in a folder is this machine too."""
    monkeypatch.setattr(socket.socket, "connect", pytest_socket._true_connect)


@pytest.mark.usefixtures("local_sockets")
def test_a_local_socket_is_spoken_to_alike(tmp_path: Path) -> None:
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "clamd"))
    server.listen()
    with a_clamd(server):
        assert Scanner(f"clamd://{tmp_path}/clamd").harm_in(iter([EICAR])) == "Eicar-Signature"


@pytest.mark.usefixtures("local_sockets")
@pytest.mark.parametrize("url", ["clamd://127.0.0.1:9", "clamd:///no/such/socket"])
def test_one_that_is_away_is_unavailable(url: str) -> None:
    with pytest.raises(Unavailable):
        Scanner(url).harm_in(iter([b"x"]))
    assert not Scanner(url).is_there()
