"""The web application, joined from its parts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

import anyio.to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from app.adapters import passwords
from app.adapters.parts import Parts
from app.core.errors import HouseError, Missing, TooLarge
from app.core.logs import note_fault
from app.core.settings import Settings
from app.routes import ALL_PAGES
from app.web.cookies import Cookies
from app.web.headers import Gate
from app.web.opening import answer_problem
from app.web.problems import draw_without_database
from app.web.render import Pencil
from app.web.router import Page
from app.web.statics import Statics
from app.web.visits import Front

SMALLEST_TO_COMPRESS = 1000
AS_IT_IS = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf", "multipart/byteranges")
"""What is small already, and what would lose its length, which a browser needs to say how far a download is."""


def build(settings: Settings, parts: Parts | None = None) -> FastAPI:
    """The application for these settings. Demonstration pages are not even added in production."""
    parts = parts or Parts.of(settings)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan, redirect_slashes=False)
    pages = pages_for(settings)
    statics = Statics()
    app.state.front = Front(parts, Pencil(statics, {page.name: page.path for page in pages}), Cookies(settings))
    _serve_statics(app, statics)
    for noun in ALL_PAGES:
        if settings.is_demonstration or not noun.only_demonstration:
            app.include_router(noun)
    _answer_problems(app)
    app.add_middleware(
        GZipMiddleware, minimum_size=SMALLEST_TO_COMPRESS, compresslevel=6, exclude_content_types=AS_IT_IS
    )
    app.add_middleware(Gate, settings=settings, answer_fault=_answer_fault)
    return app


def pages_for(settings: Settings) -> list[Page]:
    nouns = (noun for noun in ALL_PAGES if settings.is_demonstration or not noun.only_demonstration)
    return [page for noun in nouns for page in noun.pages]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.front.parts
    anyio.to_thread.current_default_thread_limiter().total_tokens = parts.settings.threads
    await anyio.to_thread.run_sync(passwords.warm_up)
    yield
    parts.database.dispose()


def _serve_statics(app: FastAPI, statics: Statics) -> None:
    async def static(request: Request) -> Response:
        return statics.answer(request.path_params["name"], request) or Response(status_code=404)

    app.add_route("/static/{name:path}", static, methods=["GET"], include_in_schema=False)


def _as_house_error(status: int) -> HouseError:
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TooLarge()
    return Missing()


def _answer_problems(app: FastAPI) -> None:
    def house(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HouseError)  # noqa: S101 - registered for this class
        return answer_problem(request, problem)

    def http(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)  # noqa: S101 - registered for this class
        return answer_problem(request, _as_house_error(problem.status_code))

    def unreadable(request: Request, _problem: Exception) -> Response:
        return answer_problem(request, Missing())

    app.add_exception_handler(HouseError, house)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, unreadable)


def _answer_fault(request: Request, problem: Exception) -> Response:
    """For whatever nobody expected; the answer asks nothing of the database, which may be what is broken."""
    reference = note_fault(problem)
    return draw_without_database(request, 500, request.app.state.front, reference=reference)
