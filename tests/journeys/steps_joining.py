"""Joining: the manager enrols the person, mentors are proposed with reasons, and one is confirmed."""

import re

from playwright.sync_api import Page

from tests.journeys.company import Company, choose, follow, press, sees
from tests.journeys.steps_applying import NAME, SECRET
from tests.journeys.steps_deciding import MANAGER

THIS_YEAR = re.compile(r"^Lumina \d{4}$")
"""The cohort of this year; the next one is listed too."""


def joins(company: Company) -> str:
    """The name of the mentor."""
    _is_enrolled(company.member(MANAGER))
    _says_how_they_work(company.newcomer(NAME), company)
    return _gets_a_mentor(company.member(MANAGER))


def _is_enrolled(page: Page) -> None:
    follow(page, "Enrol them in the cohort")
    follow(page, THIS_YEAR)
    press(page, f"Enrol {NAME}")
    sees(page, "The person is enrolled. They get a message.")


def _says_how_they_work(page: Page, company: Company) -> None:
    page.goto(f"{company.server.url}/")
    sees(page, "You are in the cohort")
    follow(page, "Say how you like to work")
    choose(page, "How do you like to talk about work?", "In writing")
    choose(page, "How should feedback come?", "As a written list")
    press(page, "Save my answers")


def _gets_a_mentor(page: Page) -> str:
    """The name of the mentor who was proposed first and confirmed."""
    page.get_by_role("link", name="Cohorts", exact=True).click()
    follow(page, THIS_YEAR)
    follow(page, "Find mentors")
    press(page, "Suggest mentors for everybody without one")
    sees(page, "They use nothing about health. You decide")
    assert SECRET not in page.content()
    follow(page, re.compile(f"^Choose .* for {NAME}$"))
    title = page.get_by_role("heading", level=1).inner_text()
    press(page, "Confirm this mentor")
    sees(page, "The mentor is confirmed. Both people get a message.")
    return title.removeprefix("Confirm ").removesuffix(f" as the mentor of {NAME}")
