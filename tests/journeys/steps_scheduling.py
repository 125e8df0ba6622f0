"""A week of work by its coordinator: days from a file, a plan, why somebody is short, one move by hand, publishing it, and
the same again when a desk breaks. Every page that anybody meets is read.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.journeys.company import choose, follow, looks_again_until, press, sees, write
from tests.journeys.readers import Readers
from tests.journeys.steps_planning import chooses_group_and_week, in_words

COORDINATOR, TRAINEE = "Tom Whitlam", "Noor Haddad"
PRODUCTION, OFFICE, STAGE = "My Brilliant Career", "Production office", "Stage 2"
NOTICE_DAYS = 30
"""Working days: more than lie before the week of the journey, whichever day it is today."""

WEEKDAYS = {OFFICE: range(5), STAGE: range(1, 4), "Edit suite": (0, 1, 3, 4)}
KEPT = {OFFICE: (0, 1), STAGE: (2, 3)}
"""What the second file still names: two days in the office, then two on the stage."""

ROWS = "row id,date,place,call time"
SHORT = "Lucía"
"""Whoever comes from Wednesday to Friday, while the office is open on Monday and Tuesday."""

WHY = ("half days are missing.", "Places are closed on some of the days.", f"Open {OFFICE} on Wednesday")
TOLD = "The plan is published. Everybody whose days changed gets a message."


class Person:
    """By what stands on the page, and whatever page that leads to is read as it stands."""

    def __init__(self, company: Readers, name: str) -> None:
        self.page: Page = company.member(name)
        self._company, self._name = company, name
        self.reads()

    def reads(self) -> None:
        self._company.reads(self._name, as_staff=self._name == COORDINATOR)

    def follows(self, name: str | re.Pattern[str]) -> None:
        follow(self.page, name)
        self.reads()

    def presses(self, name: str | re.Pattern[str]) -> None:
        press(self.page, name)
        self.reads()

    def waits_for(self, there: Locator) -> None:
        looks_again_until(self.page, there)
        self.reads()

    def opens_message(self, subject: str, *, number: int = 1) -> None:
        """What the newest message of this subject is about, once there are so many of them."""
        self.page.get_by_role("link", name="Messages", exact=True).first.click()
        found = self.page.get_by_role("main").get_by_role("link", name=re.compile(subject))
        self.waits_for(found.nth(number - 1))
        self.follows(re.compile(subject))
        self.follows("Open what this is about")


def at_the_production(company: Readers) -> Person:
    tom = Person(company, COORDINATOR)
    tom.page.get_by_role("link", name="Productions", exact=True).click()
    tom.follows(PRODUCTION)
    return tom


def promises_notice(company: Readers) -> None:
    tom = at_the_production(company)
    tom.follows("Change this production")
    write(tom.page, "Inside how many days does a change need a yes?", str(NOTICE_DAYS))
    tom.presses("Save this production")
    sees(tom.page, "The production is saved.")


def brings_days(company: Readers, folder: Path, monday: date) -> None:
    """Every day of the week, and then the file that the production sends anew: fewer days, and a row that cannot be."""
    tom = at_the_production(company)
    tom.follows("Add and change days")
    tom.follows("Bring days from a file")
    _brings(tom, folder / "days.csv", _rows(WEEKDAYS, monday))
    sees(tom.page, "The file has 12 rows. Nothing is changed yet.")
    tom.presses("Use these days")
    tom.follows("See the days")
    tom.follows("Bring days from a file")
    _brings(tom, folder / "days-again.csv", [*_rows(KEPT, monday), f"X9,{monday},{OFFICE},25:00"])
    sees(tom.page, "The same as before: 4", "Row 6, call time: 25:00 is not a time of day.")
    choose(tom.page, "Some rows cannot be used", "Leave these rows out and use the others")
    choose(tom.page, "What about days that are not in this file any more?", "Cancel these days")
    tom.presses("Use these days")
    sees(tom.page, "Rows left out: 1", "Nobody has a published day there. So nobody has to be told.")


def _rows(days: Mapping[str, Iterable[int]], monday: date) -> list[str]:
    return [f"{place[0]}{n},{monday + timedelta(days=n)},{place},8:30am" for place in days for n in days[place]]


def _brings(tom: Person, file: Path, rows: Iterable[str]) -> None:
    file.write_text("\n".join([ROWS, *rows]), encoding="utf-8")
    tom.page.get_by_label("Choose a file").set_input_files(file)
    tom.presses("Check this file")


def asks_for_plan(tom: Person, monday: date) -> None:
    """From the page that asks, until the draft is there."""
    page = tom.page
    chooses_group_and_week(page, monday)
    tom.presses("Ask for this plan")
    sees(page, "The plan is asked for.")
    tom.follows(re.compile(f"^{in_words(monday)}"))
    tom.waits_for(page.get_by_role("link", name="Publish this plan"))


def solves(company: Readers, monday: date) -> None:
    tom = at_the_production(company)
    tom.follows("Ask for a plan")
    asks_for_plan(tom, monday)


def reads_why_somebody_is_short(company: Readers, monday: date) -> None:
    """In sentences that say nothing about what anybody needs, and with what could be done about it."""
    tom = opens_the_plan(company, monday)
    sees(tom.page, "What is missing, and why", *WHY, "What you could do:")
    tom.follows(re.compile(f"^See which cells would help.*{SHORT}"))
    sees(tom.page, "half days are missing", "What is planned")


def moves_one(company: Readers, monday: date) -> None:
    """The trainee gets another desk on the first day, by a form. Nobody else changes, and nobody is told."""
    _moves_the_trainee(opens_the_plan(company, monday))


def publishes(company: Readers, monday: date) -> None:
    tom = opens_the_plan(company, monday)
    tom.follows("Publish this plan")
    sees(tom.page, "This is the first plan for these days.", f"{TRAINEE}:")
    tom.presses("Publish and tell them")
    sees(tom.page, TOLD)


def changes_what_is_published(company: Readers, monday: date) -> None:
    """In a draft of the version that holds. The change lies inside the trainee's notice, so that she is asked first."""
    tom = opens_the_plan(company, monday)
    tom.presses("Make a draft of this version")
    _moves_the_trainee(tom)
    _publishes_again(tom, "People asked for other days.", asked=TRAINEE)


def reads_the_answer(company: Readers) -> None:
    """The message leads to what became of each change of that version."""
    tom = Person(company, COORDINATOR)
    tom.opens_message("an answer about changed days")
    sees(tom.page, f"{TRAINEE}: The days stayed. The answer was no.", "Asked first, and the answer held: 1.")


def finds_a_desk_broken(company: Readers, monday: date, desk: str) -> int:
    """The one that the trainee kept, on that very day. From there a plan is asked for. How many half days it costs:
    somebody else may have the desk for the other half.
    """
    tom = at_the_production(company)
    tom.follows(re.compile(f"^{desk}"))
    tom.follows("Say when it cannot be used")
    choose(tom.page, "What is it?", "It is broken")
    for question in ("From which day?", "Until which day?"):
        write(tom.page, question, in_words(monday).partition(" ")[2])
    write(tom.page, "What happened, in a few words?", "The screen stays black.")
    tom.presses("See what this means")
    lost = tom.page.get_by_role("main").get_by_role("listitem").filter(has_text=f"{in_words(monday)}: ").count()
    sees(tom.page, counted(lost, "published day falls", "published days fall"), f"{in_words(monday)}: {TRAINEE}")
    tom.presses("Close the desk for these days")
    sees(tom.page, "The desk is closed for these days. Nobody lost a day by this.")
    tom.follows("Ask for a plan")
    asks_for_plan(tom, monday)
    return lost


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many} on this time."


def publishes_anew(company: Readers, monday: date, lost: int) -> None:
    """With the least change: only whoever sat at the broken desk is asked."""
    tom = opens_the_plan(company, monday)
    sees(tom.page, f"Half days that differ from the published plan: {lost}. People whose days change: {lost}.")
    _publishes_again(tom, "A desk cannot be used.", asked=TRAINEE)


def opens_the_plan(company: Readers, monday: date) -> Person:
    """The newest of its week."""
    tom = at_the_production(company)
    tom.follows(re.compile(f"^{in_words(monday)}"))
    return tom


def _moves_the_trainee(tom: Person) -> None:
    tom.follows(re.compile(f"^{TRAINEE}, .* on Monday"))
    tom.follows(re.compile("^Free at .* on Monday"))
    sees(tom.page, "What is chosen below is possible.")
    tom.presses("Move here")
    sees(tom.page, "The person is moved in this draft. Nobody is told before you publish.")
    tom.follows("Back to the plan")
    sees(tom.page, "This draft has 1 change by hand.")


def _publishes_again(tom: Person, why: str, *, asked: str) -> None:
    tom.follows("Publish this plan")
    sees(tom.page, "Who is asked first", f"{asked}: a changed day.")
    choose(tom.page, "Why is there a new version?", why)
    tom.presses("Publish and tell them")
    sees(tom.page, TOLD)
