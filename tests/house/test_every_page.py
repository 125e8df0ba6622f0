"""Every page that somebody of the cast can reach by links: it answers, keeps the rules, reads little and changes nothing."""

import re

import pytest

from tests.house.conftest import Demonstration
from tests.house.crawling import WALKERS, kind_of

MOST_STATEMENTS = 8
MORE_STATEMENTS = {
    "/retention": 10,
    "/plans/…/cells/…": 26,
    "/plans/…/free/…": 22,
    "/plans/…/people/…": 22,
    "/plans/…/changes-by-hand": 22,
    "/plans/…/changes": 11,
    "/plans/…/publication": 14,
    "/productions/…/places/…/days/…": 11,
    "/my-days/…/sheet": 9,
    "/my-days/…/quieter": 23,
    "/my-days/…/other-ways": 23,
}
"""What would go today lies in ten places, and a manager looks at it now and then.

One cell of a plan, its publication, and the desks that are quieter, are read against everything that a plan is made from: as many
statements for one person as for forty. A sheet stands for itself, so it gathers what several pages say.
"""
ONE_QUESTION = re.compile(r"(?<=/supporting/…/applications/…/questions/)\w+")
CHANGES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
HEAD_OF_LOG = re.compile("FROM audit_links|pg_advisory_xact_lock")
"""What a recorded read asks of the log. On PostgreSQL its head is held before it is read."""

MAY_GROW = {"audit_entries", "audit_links", "rate_counters"}
"""A read of something sensitive is written down and bound to the head of the log; searches and exports are counted."""

SAME_PAGE_TWICE = (
    {"/adjustments/new", "/applications/…/adjustments"},
    {"/adjustments/…", "/adjustments/…/details"},
)
"""Doors to the same thing: asking from inside an application or outside it; one adjustment before and after sending."""


@pytest.mark.parametrize("key", WALKERS)
def test_every_page_answers_reads_little_changes_nothing_and_has_its_own_title(
    demonstration: Demonstration, key: str
) -> None:
    broken, heavy, changing, shared = [], {}, {}, {}
    titles: dict[str, str] = {}
    for met in demonstration.walked(key):
        asked = [s for s in met.asked if not s.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
        changed = {found[2] for s in asked if (found := CHANGES.match(s))} - MAY_GROW
        reads = [s for s in asked if not CHANGES.match(s) and not HEAD_OF_LOG.search(s)]
        if met.status not in {200, 303}:
            broken.append((met.path, met.status))
        if len(reads) > MORE_STATEMENTS.get(kind_of(met.path), MOST_STATEMENTS):
            heavy[kind_of(met.path)] = len(reads)
        if changed:
            changing[kind_of(met.path)] = changed
        if met.status == 200 and met.title:
            kind = ONE_QUESTION.sub("…", kind_of(met.path))
            first = titles.setdefault(met.title, kind)
            if first != kind and {first, kind} not in SAME_PAGE_TWICE:
                shared[met.title] = (first, kind)

    assert broken == []
    assert changing == {}
    assert heavy == {}
    assert shared == {}, "two kinds of page share a title (rule P1)"
