"""A real browser for what only a browser can measure."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

POLICY = "default-src 'none'; style-src 'self'; script-src 'nonce-n'; require-trusted-types-for 'script'"


class Shelf(ThreadingHTTPServer):
    """Serves pages put on it by hand, under a policy as strict as that of the product."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files: dict[str, tuple[str, str]] = {}

    def put(self, path: str, text: str, kind: str = "text/html") -> str:
        self.files[path] = (text, kind)
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Shelf

    def do_GET(self) -> None:
        text, kind = self.server.files.get(urlsplit(self.path).path, ("", "text/plain"))
        body = text.encode()
        self.send_response(200)
        for name, told in {"Content-Type": f"{kind}; charset=utf-8", "Content-Length": str(len(body))}.items():
            self.send_header(name, told)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the test tells what matters."""


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    server = Shelf()
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()
