"""The four pages where people spend their days, with nothing in the browser's cache: few requests, little to fetch."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from playwright.sync_api import Browser
from sqlmodel import col, select

from accessibility import measure
from app.adapters.parts import Parts
from app.models.applications import Application
from app.models.people import Person
from app.rules.cast import CAST
from tests.browser.serving import Server
from tests.browser.visits import MOST_BYTES, opens, paths_for, watched

MOST_REQUESTS = 5
"""The page, its sheet, its two scripts and its icon. Other pages may make one more (`tests/browser/visits.py`)."""

STEPS = ("your_interest/questions/draws_you", "your_work/questions/work_sample")
"""One question that is answered in words, and one by a file."""

HOMES = ("", "noor", "ari", "sam", "ravi", "mei", "ida", "tom", "jun", "fay", "ola", "pia")

Where = Callable[[Server], str]


def step(server: Server, *, question: str) -> str:
    parts = Parts.of(server.settings)
    with parts.work(writes=False) as work:
        aris = select(Application.id).join(Person, col(Person.id) == Application.person_id)
        application_id = work.db.scalars(aris.where(col(Person.email) == CAST["ari"].email)).first()
    parts.database.dispose()
    return f"/applications/{application_id}/parts/{question}"


def at(path: str) -> Where:
    return lambda _: path


def named(key: str, route: str) -> Where:
    return lambda server: paths_for(server, key)[route]


PAGES: Mapping[str, tuple[str, Where]] = {
    **{f"home of {key or 'a visitor'}": (key, at("/")) for key in HOMES},
    **{f"application step {question}": ("ari", partial(step, question=question)) for question in STEPS},
    "review list": ("ravi", at("/reviews")),
    "schedule of a production": ("tom", named("tom", "plans.show")),
    "schedule of a person": ("noor", at("/my-days")),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_of_every_day_are_light(browser: Browser, server: Server, name: str) -> None:
    key, where = PAGES[name]
    path = where(server)
    with watched(browser, server, key) as watch:
        status = opens(watch.page, server.url + path)
        watch.page.wait_for_load_state("networkidle")
        weight = measure.weight(watch.page)

    assert status == 200
    assert 0 < weight.bytes <= MOST_BYTES
    assert 0 < weight.requests <= MOST_REQUESTS
