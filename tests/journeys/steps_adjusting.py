"""The adjustment: an adviser agrees to it, and the person sees who will see it and shares it with the production."""

import re

from playwright.sync_api import Page

from tests.journeys.company import Company, choose, follow, press, sees
from tests.journeys.steps_applying import NAME, WHY_IT_HELPS

ADVISER = "Ida Brandt"


def is_agreed(company: Company) -> None:
    _agrees(company.member(ADVISER))
    _sees_who_reads(company.newcomer(NAME), company)


def _agrees(page: Page) -> None:
    follow(page, re.compile("^See (all requests|what is late)"))
    follow(page, re.compile(NAME))
    sees(page, WHY_IT_HELPS)
    press(page, "Say that it arrived")
    press(page, re.compile("talk"))
    follow(page, "Agree and say what to provide")
    choose(page, "What do you agree?", "What they asked for")
    choose(page, "Does it count when a desk is chosen?", "Yes")
    press(page, "Agree and tell the person")
    sees(page, "Your answer is sent.")
    press(page, "Start to arrange it")
    press(page, "Say that it is in place")
    sees(page, "The person is asked if it works.")


def _sees_who_reads(page: Page, company: Company) -> None:
    page.goto(f"{company.server.url}/")
    follow(page, "Say if it works")
    follow(page, "My back to a wall")
    sees(page, "Seat them with their back to a wall.", ADVISER, "You have shared it with nobody else.")
    press(page, "It works")
    sees(page, "You said that it works.")


def shares_with_the_production(company: Company) -> None:
    """The coordinators read what to provide, and nobody reads why."""
    page = company.newcomer(NAME)
    page.goto(f"{company.server.url}/")
    follow(page, "See your adjustments")
    follow(page, "My back to a wall")
    follow(page, "Share what is provided")
    choose(page, "Who should read it?", "The coordinators of My Brilliant Career: Tom Whitlam")
    press(page, "Show what they will read")
    sees(page, "They read exactly this:", "Seat them with their back to a wall.")
    press(page, "Share this")
    sees(page, "The coordinators of My Brilliant Career", "until")
