"""Learning: a session is booked and put into a calendar, and both people write their first check-in."""

from typing import Any

from icalendar import Calendar
from playwright.sync_api import Page

from tests.journeys.company import Company, choose, follow, press, sees, write
from tests.journeys.steps_applying import NAME, SECRET

FOR_THE_MENTOR = "The quiet hour in the morning helped."


def learns(company: Company, mentor: str) -> None:
    _books(company.newcomer(NAME), company)
    _writes_a_checkin(company.newcomer(NAME), company)
    _mentor_writes(company.member(mentor))
    _reads_the_copy(company.newcomer(NAME), company)


def _books(page: Page, company: Company) -> None:
    page.goto(f"{company.server.url}/")
    follow(page, "See the sessions")
    follow(page, "Read about this session")
    sees(page, "What the place is like", "Who is there", "What could change")
    title = page.get_by_role("heading", level=1).inner_text()
    press(page, "Book a place")
    sees(page, "You have a place.")
    assert _calendar_file(page) == [title]


def _calendar_file(page: Page) -> list[str]:
    """What stands in the file that a calendar reads."""
    with page.expect_download() as waiting:
        follow(page, "Download a file for your calendar")
    calendar = Calendar.from_ical(waiting.value.path().read_bytes())
    events: list[Any] = calendar.walk("VEVENT")
    assert all(event["DTEND"].dt > event["DTSTART"].dt and event["LOCATION"] for event in events)
    return [str(event["SUMMARY"]) for event in events]


def _writes_a_checkin(page: Page, company: Company) -> None:
    """One answer for the mentor, and one that stays with whoever wrote it."""
    page.goto(f"{company.server.url}/")
    follow(page, "Write your check-in")
    choose(page, "How was this week?", "Mixed")
    choose(page, "Who may read your answer to “How was this week?”", "Only me")
    write(page, "What helped, and what got in the way?", FOR_THE_MENTOR)
    choose(page, "Who may read your answer to “What helped, and what got in the way?”", "My mentor and me")
    press(page, "Keep this check-in")
    sees(page, "Your check-in is kept. Only the people you chose can read it.")


def _mentor_writes(page: Page) -> None:
    follow(page, "See your mentoring")
    follow(page, f"Read check-ins {NAME}")
    sees(page, FOR_THE_MENTOR)
    everything = page.content()
    assert [word for word in (SECRET, "Mixed") if word in everything] == []
    follow(page, "Write a check-in about the work")
    choose(page, "How did the work go?", "Under way")
    write(page, "What is the next step, in one sentence?", "Draw the sleeve alone.")
    press(page, "Keep this check-in")
    sees(page, "Your check-in is kept. The trainee gets a copy.")


def _reads_the_copy(page: Page, company: Company) -> None:
    page.goto(f"{company.server.url}/")
    follow(page, "Read your check-ins")
    sees(page, "Draw the sleeve alone.", FOR_THE_MENTOR)
