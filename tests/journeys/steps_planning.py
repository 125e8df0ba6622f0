"""The desk: a coordinator asks for a plan, reads the draft and publishes it; the trainee reads the day and agrees."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from tests.journeys.company import Company, follow, looks_again_until, press, sees
from tests.journeys.steps_applying import NAME, SECRET

COORDINATOR = "Tom Whitlam"
SOLVE_SECONDS = 5
"""Enough to find and to prove the best plan of these weeks, with no core kept busy for longer."""

WEEKS_AHEAD = 4
"""How far the demonstration has planned, or begun to plan."""


def gets_a_desk(company: Company) -> None:
    _reads_about_the_desks(company.member(COORDINATOR))
    _plans_the_week(company.member(COORDINATOR))
    _agrees(company.newcomer(NAME), company)


def _reads_about_the_desks(page: Page) -> None:
    _opens_the_production(page)
    follow(page, "Suite A")
    sees(page, "What is behind the seat?", "a wall", "How it was measured")


def _opens_the_production(page: Page) -> None:
    page.get_by_role("link", name="Productions", exact=True).click()
    follow(page, "My Brilliant Career")


def first_monday() -> date:
    """Of the first week without a plan. A week begins for the demonstration two days before its Monday."""
    soon = datetime.now(ZoneInfo("Australia/Adelaide")).date() + timedelta(days=2)
    return soon - timedelta(days=soon.weekday()) + timedelta(weeks=WEEKS_AHEAD)


def in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def chooses_group_and_week(page: Page, monday: date) -> None:
    page.get_by_role("group", name="For which group of trainees?").get_by_label(re.compile(r"^Lumina \d{4}$")).check()
    for question in ("From which week?", "Up to which week?"):
        weeks = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
        weeks.get_by_role("radio", name=re.compile(f"^{in_words(monday)}")).check()


def _plans_the_week(page: Page) -> None:
    monday = first_monday()
    _opens_the_production(page)
    follow(page, "Ask for a plan")
    chooses_group_and_week(page, monday)
    press(page, "Ask for this plan")
    sees(page, "The plan is asked for.")
    follow(page, re.compile(f"^{in_words(monday)}"))
    looks_again_until(page, page.get_by_role("link", name="Publish this plan"))
    sees(page, NAME, "Everything that must hold for somebody holds at each desk.")
    sees(page, "Seat them with their back to a wall. Here: yes.")
    assert SECRET not in page.content()
    follow(page, "Publish this plan")
    sees(page, f"{NAME}:")
    press(page, "Publish and tell them")
    sees(page, "The plan is published. Everybody whose days changed gets a message.")


def _agrees(page: Page, company: Company) -> None:
    page.goto(f"{company.server.url}/")
    follow(page, "See your days")
    sees(page, "is there with you", "Agree to these days")
    follow(page, re.compile("^(Mon|Tues|Wednes|Thurs|Fri)day"))
    sees(page, "When and where", "Who is there", "What the place is like", "What could change", "desk")
    press(page, "Agree to this day")
    sees(page, "You agreed to this day.")
