"""The types of the two fixtures that nearly every test asks for."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from app.core.work import Work
from tests.client import Client

AsMember = Callable[[str | None], Client]


class WorkAs(Protocol):
    def __call__(self, key: str | None) -> AbstractContextManager[Work]: ...
