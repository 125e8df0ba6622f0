"""Every page that somebody of the cast can reach by links: it answers, keeps the rules, reads little and changes nothing."""

import re

import pytest

from app.rules.cast import CAST
from tests.house.conftest import Demonstration
from tests.house.crawling import kind_of, walk

WALKERS = ("", *CAST)
MOST_STATEMENTS = 8
CHANGES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
MAY_GROW = {"audit_entries"}
"""A read of something sensitive is written down, and nothing else is."""

MORE_STATEMENTS = {
    "/files/…/removal": "it opens the whole application to say which part the file belongs to: nine, however much it holds"
}
"""Pages that may need more than eight statements, each with its reason."""


SAME_PAGE_TWICE = (
    {"/adjustments/new", "/applications/…/adjustments"},
    {"/adjustments/…", "/adjustments/…/details"},
)
"""Doors to the same thing: asking from inside an application or outside it; one adjustment before and after sending."""


@pytest.mark.parametrize("key", WALKERS)
def test_every_page_answers_reads_little_changes_nothing_and_has_its_own_title(
    demonstration: Demonstration, key: str
) -> None:
    client = demonstration.client(key)
    demonstration.statements.clear()
    broken, heavy, changing, shared = [], {}, {}, {}
    titles: dict[str, str] = {}
    for path, shown in walk(client):
        asked = [s for s in demonstration.statements if not s.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
        demonstration.statements.clear()
        changed = {found[2] for s in asked if (found := CHANGES.match(s))} - MAY_GROW
        reads = [s for s in asked if not CHANGES.match(s)]
        if shown.status not in {200, 303}:
            broken.append((path, shown.status))
        if len(reads) > MOST_STATEMENTS and kind_of(path) not in MORE_STATEMENTS:
            heavy[kind_of(path)] = len(reads)
        if changed:
            changing[kind_of(path)] = changed
        if shown.status == 200 and shown.title:
            first = titles.setdefault(shown.title, kind_of(path))
            if first != kind_of(path) and {first, kind_of(path)} not in SAME_PAGE_TWICE:
                shared[shown.title] = (first, kind_of(path))

    assert broken == []
    assert changing == {}
    assert heavy == {}
    assert shared == {}, "two kinds of page share a title (rule P1)"
