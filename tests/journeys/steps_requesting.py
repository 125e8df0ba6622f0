"""One adjustment on its way: asked for, agreed, arranged, not working, opened again, working. Each step stands alone,
so that others can stand between them.
"""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from accessibility.checks.grades import reading_grade
from tests.journeys.company import Company, sees

TRAINEE, ADVISER = "Noor Haddad", "Ida Brandt"
NEED = "A plain, uncluttered view"
ASKED = "I can look longer when the wall is plain."
TROUBLE = "There are new posters on the wall."
HIGHEST_GRADE = 6
MOST_TABS = 120

Act = Callable[[Page, Locator], None]


def by_hand(_page: Page, control: Locator) -> None:
    """With the mouse, as it works everywhere."""
    control.click()


def by_keyboard(page: Page, control: Locator) -> None:
    """By Tab alone until the control has the focus, then by the key that presses it."""
    for _ in range(MOST_TABS):
        if control.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(control).to_be_focused()
    page.keyboard.press("Space" if control.evaluate("element => element.matches('button, input')") else "Enter")


def asks(company: Company, act: Act) -> None:
    page = company.member(TRAINEE)
    _follow(page, act, "See your adjustments", "See what you asked for", "Say if it works")
    _follow(page, act, "Ask for what helps you")
    _choose(page, act, "What is it about?", "The place")
    _press(page, act, "Show what can help")
    _choose(page, act, "The place", NEED)
    _press(page, act, "Put these on my list")
    _choose(page, act, "How much does it matter to you?", "It helps a lot")
    _write(page, act, "Do you want to say more about it?", ASKED)
    _press(page, act, "Save and go on")
    _press(page, act, "Send to my adviser")
    sees(page, "Your list is sent to the advisers.", ADVISER)
    _reads_easily(page)


def is_agreed(company: Company, act: Act) -> None:
    page = _case(company, act)
    sees(page, ASKED)
    _press(page, act, "Say that it arrived")
    _press(page, act, "We talk about it")
    _press(page, act, "Nothing is needed until there is a decision")
    _follow(page, act, "Agree and say what to provide")
    _choose(page, act, "What do you agree?", "What they asked for")
    _choose(page, act, "Does it count when a desk is chosen?", "Yes")
    _press(page, act, "Agree and tell the person")
    sees(page, "Your answer is sent.")


def is_arranged(company: Company, act: Act) -> None:
    page = _case(company, act)
    _press(page, act, "Start to arrange it")
    _press(page, act, "Say that it is in place")
    sees(page, "The person is asked if it works.")


def does_not_work(company: Company, act: Act) -> None:
    page = _own(company, act)
    _reads_easily(page)
    _follow(page, act, "It does not work")
    _write(page, act, "What do you want to say?", TROUBLE)
    _reads_easily(page)
    _press(page, act, "Send to my adviser")
    sees(page, "It does not work yet. Your adviser looks at it", TROUBLE)


def is_opened_again(company: Company, act: Act) -> None:
    """What was agreed goes on meanwhile; the adviser agrees anew and puts it in place."""
    page = _case(company, act)
    sees(page, TROUBLE)
    _press(page, act, "We talk about it")
    _follow(page, act, "Agree and say what to provide")
    _choose(page, act, "What do you agree?", "What they asked for")
    _press(page, act, "Agree and tell the person")
    is_arranged(company, act)


def works(company: Company, act: Act) -> None:
    page = _own(company, act)
    _press(page, act, "It works")
    sees(page, "You said that it works.", "It works for you", "We ask you if it still works")
    _reads_easily(page)


def _case(company: Company, act: Act) -> Page:
    page = company.member(ADVISER)
    page.goto(f"{company.server.url}/adviser/adjustments?show=open")
    _follow(page, act, f"{TRAINEE}: {NEED}")
    return page


def _own(company: Company, act: Act) -> Page:
    page = company.member(TRAINEE)
    page.goto(f"{company.server.url}/adjustments")
    _follow(page, act, NEED)
    return page


def _follow(page: Page, act: Act, *names: str) -> None:
    """The first link that has one of these names."""
    pattern = re.compile("^(" + "|".join(map(re.escape, names)) + ")")
    before = page.url
    act(page, page.get_by_role("main").get_by_role("link", name=pattern).first)
    page.wait_for_url(lambda url: url != before)


def _press(page: Page, act: Act, name: str) -> None:
    button = page.get_by_role("main").get_by_role("button", name=name, exact=True).first
    with page.expect_navigation():
        act(page, button)


def _choose(page: Page, act: Act, question: str, answer: str) -> None:
    """A group of radios is entered by Tab and walked by the arrows; a box is pressed."""
    group = page.get_by_role("group", name=re.compile(f"^{re.escape(question)}"))
    control = group.get_by_label(answer, exact=True)
    if act is by_hand or control.get_attribute("type") == "checkbox":
        act(page, control)
    else:
        _walk_to(page, group, control)
    expect(control).to_be_checked()


def _walk_to(page: Page, group: Locator, control: Locator) -> None:
    inside = "element => element.contains(document.activeElement)"
    for _ in range(MOST_TABS):
        if group.evaluate(inside):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(group.get_by_role("radio").count()):
        if control.is_checked():
            return
        page.keyboard.press("ArrowDown")


def _write(page: Page, act: Act, question: str, words: str) -> None:
    field = page.get_by_label(question)
    if act is by_hand:
        field.fill(words)
        return
    for _ in range(MOST_TABS):
        if field.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.type(words)


def _reads_easily(page: Page) -> None:
    grade = reading_grade(page.content())
    assert grade is None or grade <= HIGHEST_GRADE, f"{grade}: {page.url}"
