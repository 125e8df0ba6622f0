"""Walking the product as one person: every page that a link leads to, a few of each kind."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from app.rules.cast import CAST
from tests.client import Client, Shown

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d{4}-\d\d-\d\d")
WALKERS = tuple(
    pytest.param(key, marks=pytest.mark.xdist_group(f"the walk of {key or 'a visitor'}")) for key in ("", *CAST)
)
"""Everybody of the cast and a visitor. Tests of one walk share it, so that they run in the same worker."""

MOST_OF_A_KIND = 3
MOST_PAGES = 400


@dataclass(frozen=True)
class Met:
    """One page of a walk. `asked` are the statements that the database was sent for it, and `needs_key` says whether it
    asked anything of the vault.
    """

    path: str
    status: int
    title: str
    text: str
    asked: tuple[str, ...]
    needs_key: bool


def kind_of(path: str) -> str:
    """The path with every id and every date taken out: pages of one kind differ only in what they are about."""
    return ID.sub("…", urlsplit(path).path)


def walk(client: Client, *, start: str = "/", unchecked_because: str = "") -> Iterator[tuple[str, Shown]]:
    """Each page that can be reached by links from `start`, at most three of a kind, with its path."""
    waiting, seen, kinds = [start], {start}, Counter[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        shown = client.get(path, unchecked_because=unchecked_because)
        yield path, shown
        for link in shown.links:
            target = link.partition("#")[0]
            kind = kind_of(target)
            if target.startswith("/") and target not in seen and kinds[kind] < MOST_OF_A_KIND:
                seen.add(target)
                kinds[kind] += 1
                waiting.append(target)
