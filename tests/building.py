"""One application for many tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fastapi import FastAPI

from app.adapters.parts import Parts
from app.web.visits import Front


@contextmanager
def on(built: FastAPI, parts: Parts) -> Iterator[None]:
    """The application works on these parts meanwhile; afterwards it is as it was, without routes that were added."""
    front: Front = built.state.front
    routes = list(built.router.routes)
    built.state.front = replace(front, parts=parts)
    yield
    built.state.front = front
    built.router.routes[:] = routes
