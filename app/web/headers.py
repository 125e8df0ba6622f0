"""What every answer carries, and the gate before it: trusted hosts, the origin of unsafe requests, one log line."""

import re
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.logs import log
from app.core.settings import Settings

HOST = re.compile(r"\[?(?P<name>[a-z0-9.-]+|(?<=\[)[0-9a-f:]+(?=\]))\]?(:\d{1,5})?")
"""A name or an address with its port, and nothing else: what is not plain is not ours."""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

CLOSED = (
    "default-src 'none'; {script}style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def content_policy(nonce: str = "", *, embeds: bool = False) -> str:
    """Scripts run only with this answer's nonce. No 'self' and no 'strict-dynamic': htmx re-creates script elements
    it finds in swapped content, and either of the two would let an injected one run. `embeds` lets a page hold a frame
    with a file of ours.
    """
    policy = CLOSED.format(script=f"script-src 'nonce-{nonce}'; " if nonce else "")
    return f"{policy}; frame-src 'self'" if embeds else policy


AnswerFault = Callable[[Request, Exception], Response]


class Gate:
    """Pure ASGI, so that it costs no task and no thread. `answer_fault` draws the page for what nobody expected."""

    def __init__(self, app: ASGIApp, settings: Settings, answer_fault: AnswerFault) -> None:
        self._app = app
        self._settings = settings
        self._answer_fault = answer_fault
        public = urlsplit(settings.public_url)
        self._origin = f"{public.scheme}://{public.netloc}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        request_id = uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=request_id)
        status = 0

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._dress(MutableHeaders(scope=message))
            await send(message)

        try:
            refusal = self._refusal(scope["method"], Headers(scope=scope))
            if refusal:
                await PlainTextResponse(refusal, status_code=403)(scope, receive, dressed)
            else:
                await self._app(scope, receive, dressed)
        except Exception as problem:
            if not status:
                answer = await run_in_threadpool(self._answer_fault, Request(scope, receive), problem)
                await answer(scope, receive, dressed)
            raise
        finally:
            self._note(scope, status, started)
            structlog.contextvars.unbind_contextvars("request_id")

    def _refusal(self, method: str, headers: Headers) -> str:
        host = HOST.fullmatch(headers.get("host", "").lower())
        if host is None or host["name"] not in self._settings.trusted_hosts:
            return "This address does not belong to Cleanplate."
        if method in SAFE_METHODS or self._is_same_origin(headers):
            return ""
        return "This form was sent from another website. Open the page on Cleanplate and send it from there."

    def _is_same_origin(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        return site == "same-origin" if site is not None else headers.get("origin") == self._origin

    def _dress(self, headers: MutableHeaders) -> None:
        for name, value in FIXED.items():
            headers.setdefault(name, value)
        headers.setdefault("Content-Security-Policy", content_policy())
        headers.setdefault("Cache-Control", "no-store")
        if self._settings.is_secure:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"

    def _note(self, scope: Scope, status: int, started: float) -> None:
        """The template of the path and never the path itself: addresses can say who somebody is."""
        route: Any = scope.get("route")
        milliseconds = round((time.perf_counter() - started) * 1000, 1)
        template = getattr(route, "path", "") or ("/static" if scope["path"].startswith("/static/") else "unknown")
        log().info("request", method=scope["method"], route=template, status=status, milliseconds=milliseconds)
