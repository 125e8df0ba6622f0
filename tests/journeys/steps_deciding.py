"""Reviewing and deciding: reviewers are asked, score without a name, a manager decides and releases, the person accepts."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.company import Company, choose, follow, press, sees, write
from tests.journeys.steps_applying import EMAIL, NAME, SECRET

MANAGER = "Mei Tanaka"
REVIEWERS = ("Ravi Menon", "Sol Okafor")
FEEDBACK = "You look closely and say what you see. Next, try the same with something that moves."


def is_decided(company: Company, reference: str) -> None:
    _asks_reviewers(company.member(MANAGER), reference)
    for reviewer in REVIEWERS:
        _reviews(company.member(reviewer), reference)
    _decides(company.member(MANAGER), reference)
    _releases(company.member(MANAGER), reference)
    _accepts(company)


def _asks_reviewers(page: Page, reference: str) -> None:
    follow(page, "Ask reviewers to read them")
    _opens(page, reference)
    assert SECRET not in page.content()
    follow(page, "Ask reviewers")
    choose(page, "Who should read this application?", *REVIEWERS)
    press(page, "Ask these reviewers")
    sees(page, "The reviewers are asked.")


def _opens(page: Page, reference: str) -> None:
    follow(page, reference)
    expect(page.get_by_role("heading", level=1)).to_contain_text(reference)


def _reviews(page: Page, reference: str) -> None:
    follow(page, "See your reviews")
    follow(page, f"Review {reference}")
    sees(page, "A shadow that fell the wrong way")
    _knows_nothing_about_the_person(page)
    _scores(page)
    press(page, "Give this review")
    sees(page, "Your review is given.")
    _knows_nothing_about_the_person(page)


def _knows_nothing_about_the_person(page: Page) -> None:
    everything = page.content()
    assert [word for word in (NAME, EMAIL, SECRET, "back to a wall", "adjustment") if word in everything] == []


def _scores(page: Page) -> None:
    for criterion, question, points in (
        ("Interest", "Does the person say what draws them to this craft?", "2: A clear reason of their own"),
        ("Eye for detail", "Do the answers or the work show careful looking?", "2: Detail is noticed and described"),
        ("A next step", "Can the person say what they would do next?", "2: One clear step"),
    ):
        choose(page, question, points)
        write(page, f"{criterion}: why these points?", "The answer about the shadow shows it.")


def _decides(page: Page, reference: str) -> None:
    follow(page, "See the applications")
    _opens(page, reference)
    sees(page, "2 reviews are expected. 2 are given.")
    follow(page, "Decide")
    choose(page, "What do you decide?", "Offer a place")
    write(page, "Feedback for the applicant", FEEDBACK)
    press(page, "Save this decision")
    sees(page, "Your decision is saved. The applicant is not told before you release it.")


def _releases(page: Page, reference: str) -> None:
    follow(page, "Read and release them")
    sees(page, reference, FEEDBACK)
    press(page, "Release the chosen decisions")
    sees(page, "The decisions are released.")


def _accepts(company: Company) -> None:
    """Back from a break: signed in still, the home page says what waits."""
    page = company.newcomer(NAME)
    page.goto(f"{company.server.url}/")
    sees(page, "Answer by")
    follow(page, "Open your application")
    follow(page, "Read your result")
    sees(page, FEEDBACK, "Silence never costs you the place.")
    follow(page, "Say yes to the place")
    press(page, re.compile("^Say yes"))
    sees(page, "You said yes to your place.")
