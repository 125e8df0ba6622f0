"""An application: start it, stop, come back, attach work, ask for what helps, check and send."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.journeys.company import Company, choose, follow, press, sees, write

NAME = "Robin Vale"
EMAIL = "robin.vale@example.org"
WHY_IT_HELPS = "Footsteps behind me take my mind off the frame: zebrafinch."
"""For the adviser alone; its last word must not be read by anybody else."""
SECRET = "zebrafinch"


def applies(company: Company, folder: Path) -> str:
    """The number that the application gets."""
    _starts_and_stops(company)
    page = _comes_back(company)
    _tells_about_the_interest(page)
    _attaches_work(page, folder)
    _tells_about_the_time(page)
    _asks_for_what_helps(page)
    return _checks_and_sends(page)


def signs_in_by_mail(page: Page) -> None:
    """Ask for a link and press it in the newest mail, which the demonstration shows."""
    write(page, "E-mail address", EMAIL)
    press(page, "Send me a sign-in link")
    _opens_the_newest_mail(page)


def _opens_the_newest_mail(page: Page) -> None:
    follow(page, "Read the mail of the demonstration")
    newest = page.get_by_role("article").filter(has_text=f"To {EMAIL}").first
    newest.get_by_role("link", name="Open what this message is about").click()
    press(page, "Sign in now")


def _starts_and_stops(company: Company) -> None:
    page = company.newcomer(NAME)
    page.goto(f"{company.server.url}/programmes")
    follow(page, "Read about Lumina")
    follow(page, "Start your application")
    write(page, "What should we call you?", NAME)
    choose(page, "How should we reach you?", "E-mail")
    press(page, "Save and continue")
    sees(page, NAME, "What you answered so far")
    write(page, "E-mail address", EMAIL)
    press(page, "Send me the link")
    _opens_the_newest_mail(page)
    press(page, "Put these answers in my application")
    follow(page, "Carry on with your answers")
    press(page, "Save and stop for now")
    company.leaves(NAME)


def _comes_back(company: Company) -> Page:
    """Another day, another browser: everything is as it was left."""
    page = company.newcomer(NAME)
    page.goto(f"{company.server.url}/sign-in")
    signs_in_by_mail(page)
    sees(page, "Finish your application to Lumina", "Applications close on")
    follow(page, "Continue your application")
    follow(page, "Carry on with your answers")
    page.go_back()
    follow(page, "About you")
    sees(page, NAME, "E-mail", "Needs an answer")
    page.get_by_role("link", name="Change Are you 18 or older?").click()
    choose(page, "Are you 18 or older?", "Yes")
    press(page, "Save and continue")
    _completes_the_part(page)
    return page


def _completes_the_part(page: Page) -> None:
    choose(page, "Is this part complete?", "Yes")
    press(page, "Save and see all parts")
    sees(page, "Your answers are saved.")


def _tells_about_the_interest(page: Page) -> None:
    follow(page, "Carry on with your answers")
    choose(page, "Which craft would you like to learn?", "Rotoscoping")
    press(page, "Save and continue")
    write(page, "What draws you to visual effects?", "I like to look at one thing for a long time.")
    press(page, "Save and continue")
    write(page, "Tell us about something you noticed", "A shadow that fell the wrong way in a film about the sea.")
    press(page, "Save and continue")
    _completes_the_part(page)


def _attaches_work(page: Page, folder: Path) -> None:
    picture = folder / "first-roto.png"
    Image.new("RGB", (64, 48), "#335577").save(picture)
    follow(page, "Carry on with your answers")
    page.get_by_label("Choose a file").set_input_files(picture)
    write(page, "What can be seen and heard in it?", "A coat, cut out by hand.")
    press(page, "Add this file")
    sees(page, "Your file is added.", "first-roto")
    follow(page, "Continue")
    write(page, "What did you do in this work", "I drew the edge of a coat. Next I would draw the sleeve alone.")
    press(page, "Save and continue")
    choose(page, "Which software have you tried?", "Nuke")
    press(page, "Save and continue")
    _completes_the_part(page)


def _tells_about_the_time(page: Page) -> None:
    follow(page, "Carry on with your answers")
    choose(page, "On which days can you be at a desk?", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    press(page, "Save and continue")
    choose(page, "What length of day suits you?", "Full days")
    press(page, "Save and continue")
    choose(page, "When can you not talk with us?", "Friday afternoon")
    press(page, "Save and continue")
    write(page, "Line 1", "3 April 2027")
    press(page, "Save and continue")
    _completes_the_part(page)


def _asks_for_what_helps(page: Page) -> None:
    """Without it they cannot work: a wall behind them."""
    follow(page, "Carry on with your answers")
    follow(page, "Choose what helps you")
    choose(page, "What is it about?", "The place")
    press(page, "Show what can help")
    choose(page, "The place", "My back to a wall")
    press(page, "Put these on my list")
    choose(page, "How much does it matter to you?", "I cannot do without it")
    write(page, "Do you want to say more about it?", WHY_IT_HELPS)
    press(page, "Save and go on")
    sees(page, "It is on your list. Nothing is sent yet.", "Ida Brandt", "Cannot do without it")
    follow(page, re.compile("^Back to"))
    follow(page, re.compile("^What helps you"))
    _completes_the_part(page)


def _checks_and_sends(page: Page) -> str:
    """Each answer can still be changed from the page to check, and the change leads back. The number of what was sent."""
    sees(page, "5 of 5 parts are complete.")
    follow(page, "Check your answers, then send")
    follow(page, "Change Which software have you tried?")
    choose(page, "Which software have you tried?", "Silhouette")
    press(page, "Save and continue")
    sees(page, NAME, "first-roto", "Silhouette")
    press(page, "Send application")
    sees(page, "Your application has arrived. Its number is LUM-", "What happens next", "You get the result by")
    return " ".join(page.get_by_text("Its number is").inner_text().split()).rpartition(" ")[2].rstrip(".")
