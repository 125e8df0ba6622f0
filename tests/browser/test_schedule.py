"""The schedule of forty trainees at twenty desks for a week: calm on a screen, a list on a phone, one page on paper."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.core.work import Work
from app.models.assignments import Assignment, AssignmentStatus
from app.models.people import Channel, Person
from app.models.plans import Plan, PlanStatus
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.browser.conftest import window
from tests.client import BASE_URL
from tests.counting import statements
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, WEEK
from tests.factories.productions import a_desk, a_place, days_of_work

TRAINEES, DESKS = 40, 20
MOST_ELEMENTS = 400
MOST_STATEMENTS = 8
SEEN = """() => {
  const all = [...document.body.querySelectorAll("*")].map((element) => element.getBoundingClientRect());
  return all.filter((box) => box.width && box.height && box.bottom > 0 && box.top < innerHeight).length;
}"""
PAGES = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture
def plan(work_as: WorkAs, stage: Stage) -> Plan:
    with work_as("tom") as work:
        return a_full_week(work, stage)


@pytest.fixture
def page(browser: Browser, as_: AsMember) -> Iterator[Page]:
    """A window on the product as it answers here, without a server."""
    client = as_("tom")

    def answer(route: Route) -> None:
        shown = client.get(route.request.url.removeprefix(BASE_URL), unchecked_because="the browser looks at it")
        kind = shown.answer.headers.get("content-type", "text/plain")
        route.fulfill(status=shown.status, content_type=kind, body=shown.answer.content)

    context = window(browser, scripts=True)
    context.route("**/*", answer)
    opened = context.new_page()
    opened.set_viewport_size({"width": 1280, "height": 800})
    yield opened
    context.close()


def test_a_week_of_forty_at_twenty_desks_is_calm_on_every_screenful(page: Page, as_: AsMember, plan: Plan) -> None:
    tom = as_("tom")
    with statements() as sent:
        tom.get(f"/plans/{plan.id}?shape=grid")
    page.goto(f"{BASE_URL}/plans/{plan.id}?shape=grid")
    by_default = most_seen(page)
    said = page.locator(".filters p").first.inner_text()
    page.goto(f"{BASE_URL}/plans/{plan.id}?shape=grid&place=all&day=all")

    assert len([each for each in sent if "audit_" not in each]) <= MOST_STATEMENTS
    assert by_default <= MOST_ELEMENTS
    assert most_seen(page) <= MOST_ELEMENTS
    assert said == ("You see Stage on Monday 8 March 2027: 40 of 160 half days that are planned, and 0 that are free.")
    assert page.locator("table.grid td a").count() == TRAINEES * 4 + DESKS * 2


def test_g5_a_cell_is_reached_and_opened_by_keyboard_alone(page: Page, plan: Plan) -> None:
    page.goto(f"{BASE_URL}/plans/{plan.id}?shape=grid&place=all&day=all")
    page.get_by_role("link", name="Skip this table").focus()

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert "Trainee 00, 9:30am to 12:30pm at Desk 00, Stage, on Monday 8 March 2027" in first
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trainee 00")
    expect(page.get_by_role("button", name="Move here")).to_be_visible()


def test_at_320_pixels_the_grid_is_a_list_that_says_everything(page: Page, plan: Plan) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{BASE_URL}/plans/{plan.id}?shape=grid")

    words = page.locator("table.grid td a").first.inner_text()

    assert words == "Trainee 00, 9:30am to 12:30pm at Desk 00, Stage, on Monday 8 March 2027"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("table.grid").evaluate("table => table.scrollWidth") <= 320


@pytest.mark.parametrize("paper", ["A3", "A4"])
def test_the_whole_week_is_printed_on_one_page(page: Page, plan: Plan, paper: str) -> None:
    page.goto(f"{BASE_URL}/plans/{plan.id}/sheet")

    printed = page.pdf(prefer_css_page_size=True) if paper == "A3" else page.pdf(format="A4", landscape=True, scale=0.7)

    assert page.locator("table.grid td").count() == DESKS * 5
    assert len(PAGES.findall(printed)) == 1


def most_seen(page: Page) -> int:
    """The most elements on one screenful of the whole page."""
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    found = []
    for top in range(0, height, 400):
        page.evaluate(f"window.scrollTo(0, {top})")
        found.append(int(page.evaluate(SEEN)))
    return max(found)


def a_full_week(work: Work, stage: Stage) -> Plan:
    """A draft in which forty people have four half days each, so that Friday is free."""
    production = stage.productions[OUR_PRODUCTION]
    place = a_place(work, production=production, supervisor=stage.people["tom"], name="Stage", capacity=DESKS)
    days_of_work(work, place=place, days=WEEK)
    desks = [a_desk(work, place=place, name=f"Desk {number:02}") for number in range(DESKS)]
    plan = Plan(
        id=work.new_id(), production_id=place.production_id, cohort_id=stage.cohorts["lumina"].id,
        status=PlanStatus.DRAFT, first_day=MONDAY, last_day=MONDAY + timedelta(days=6),
        asked_by=stage.id_of("tom"), asked_at=work.now, made_at=work.now,
    )  # fmt: skip
    work.db.add(plan)
    work.db.flush()
    for number in range(TRAINEES):
        person = Person(
            id=work.new_id(),
            name=f"Trainee {number:02}",
            email=f"trainee{number}@example.com",
            channel=Channel.EMAIL,
            created_at=work.now,
        )
        work.db.add(person)
        work.db.flush()
        for day in (0, 1) if number < DESKS else (2, 3):
            for block in (0, 1):
                starts_at, ends_at = (
                    datetime.combine(WEEK[day], moment, tzinfo=ZoneInfo(production.time_zone))
                    for moment in production.blocks[block]
                )
                work.db.add(
                    Assignment(
                        id=work.new_id(), plan_id=plan.id, person_id=person.id, on_date=WEEK[day], block=block,
                        workstation_id=desks[number % DESKS].id, starts_at=starts_at,
                        ends_at=ends_at, status=AssignmentStatus.PROPOSED,
                    )
                )  # fmt: skip
    work.db.flush()
    return plan
