"""One adjustment on its way: asked for, agreed, shared, confirmed, arranged, not working, opened again, working. Each step
stands alone, so that others can stand between them, and is done by the keyboard alone: `tests/browser/hands.py` looks at
every stop of the focus.
"""

from tests.browser.hands import Keyboard
from tests.journeys.company import sees
from tests.journeys.readers import Readers

TRAINEE, ADVISER, COORDINATOR = "Noor Haddad", "Ida Brandt", "Tom Whitlam"
READER = "The coordinators of My Brilliant Career: Tom Whitlam"
NEED = "A plain, uncluttered view"
WORDS = "Seat them with a plain view. Keep moving pictures and bold patterns out of sight."
ASKED = "I can look longer when the wall is plain."
TROUBLE = "There are new posters on the wall."


def asks(company: Readers) -> None:
    hands = _at_home(company, TRAINEE)
    hands.follows("See what you asked for")
    hands.follows("Ask for what helps you")
    hands.answers("What is it about?", "The place")
    hands.presses("Show what can help")
    hands.answers("The place", NEED)
    hands.presses("Put these on my list")
    hands.answers("How much does it matter to you?", "It helps a lot")
    hands.says("Do you want to say more about it?", ASKED)
    hands.presses("Save and go on")
    hands.presses("Send to my adviser")
    sees(hands.page, "Your list is sent to the advisers.", ADVISER)
    company.reads(TRAINEE)


def is_agreed(company: Readers) -> None:
    hands = _case(company)
    sees(hands.page, ASKED)
    hands.presses("Say that it arrived")
    hands.presses("We talk about it")
    hands.presses("Nothing is needed until there is a decision")
    _agrees(hands)


def shares(company: Readers) -> str:
    """With the coordinators of one production, after looking at what they will read. Returns that, mark for mark."""
    hands = _at_home(company, TRAINEE)
    page = hands.page
    page.goto(f"{company.server.url}/passport")
    company.reads(TRAINEE)
    hands.follows("Share from your passport")
    hands.answers("What do you want to share?", WORDS)
    hands.answers("Who should read it?", READER)
    company.reads(TRAINEE)
    hands.presses("Show what they will read")
    sees(page, f"Who reads it: {READER}.", "They read exactly this:")
    company.reads(TRAINEE)
    previewed = page.locator("#shared").inner_html()
    hands.presses("Share this")
    sees(page, "It is shared. You can end it at any time.", "Not confirmed yet.")
    company.reads(TRAINEE)
    return previewed


def is_confirmed(company: Readers, previewed: str) -> None:
    """The coordinator reads what the trainee was shown before, says yes once, and says later that it is done."""
    hands = _at_home(company, COORDINATOR)
    page = hands.page
    hands.follows("See what to provide")
    company.reads(COORDINATOR, as_staff=True)
    hands.follows(f"See all that you provide for {TRAINEE}")
    assert page.locator("#shared").inner_html() == previewed
    assert ASKED not in page.content()
    company.reads(COORDINATOR)
    hands.presses("Confirm that I will provide this")
    sees(page, "You, or somebody who plans with you, said that you will provide this.")
    hands.follows("Say what is done")
    assert "Confirm that I will provide this" not in page.content()
    company.reads(COORDINATOR, as_staff=True)


def sees_who_confirmed(company: Readers) -> None:
    page = company.member(TRAINEE)
    page.goto(f"{company.server.url}/passport")
    sees(page, f"{COORDINATOR} said on")


def is_provided(company: Readers) -> None:
    hands = _at_home(company, COORDINATOR)
    hands.follows("See what to provide")
    hands.presses(f"Say that it is done “{WORDS}”")
    sees(hands.page, "The adviser is told.", "Done")


def is_arranged(company: Readers) -> None:
    hands = _case(company)
    hands.presses("Start to arrange it")
    hands.presses("Say that it is in place")
    sees(hands.page, "The person is asked if it works.")


def does_not_work(company: Readers) -> None:
    hands = _own(company)
    company.reads(TRAINEE)
    hands.follows("It does not work")
    hands.says("What do you want to say?", TROUBLE)
    company.reads(TRAINEE)
    hands.presses("Send to my adviser")
    sees(hands.page, "It does not work yet. Your adviser looks at it", TROUBLE)


def is_opened_again(company: Readers) -> None:
    """What was agreed goes on meanwhile; the adviser agrees anew and puts it in place."""
    hands = _case(company)
    sees(hands.page, TROUBLE)
    hands.presses("We talk about it")
    _agrees(hands, counts=False)
    is_arranged(company)


def works(company: Readers) -> None:
    hands = _own(company)
    hands.presses("It works")
    sees(hands.page, "You said that it works.", "It works for you", "We ask you if it still works")
    company.reads(TRAINEE)


def is_closed(company: Readers) -> None:
    """Nobody waits for anything any more: it is on no list of what is still to do."""
    page = company.member(ADVISER)
    page.goto(f"{company.server.url}/adviser/adjustments?show=waiting")
    assert f"{TRAINEE}: {NEED}" not in page.content()
    page = company.member(COORDINATOR)
    page.goto(f"{company.server.url}/to-provide")
    assert page.get_by_role("button", name=f"Say that it is done “{WORDS}”").count() == 0
    sees(page, WORDS)


def _agrees(hands: Keyboard, *, counts: bool = True) -> None:
    hands.follows("Agree and say what to provide")
    hands.answers("What do you agree?", "What they asked for")
    if counts:
        hands.answers("Does it count when a desk is chosen?", "Yes")
    hands.presses("Agree and tell the person")
    sees(hands.page, "Your answer is sent.")


def _at_home(company: Readers, name: str) -> Keyboard:
    return Keyboard(company.member(name))


def _case(company: Readers) -> Keyboard:
    hands = _at_home(company, ADVISER)
    hands.page.goto(f"{company.server.url}/adviser/adjustments?show=open")
    hands.follows(f"{TRAINEE}: {NEED}")
    return hands


def _own(company: Readers) -> Keyboard:
    hands = _at_home(company, TRAINEE)
    hands.page.goto(f"{company.server.url}/adjustments")
    hands.follows(NEED)
    return hands
