"""One adjustment on its way: asked for, agreed, shared, confirmed, arranged, not working, opened again, working. Each step
stands alone, so that others can stand between them, and is done by the keyboard alone from the home page on, by links and
buttons: `tests/browser/hands.py` looks at every stop of the focus. Every page that the trainee meets is read.
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


class TraineesHands(Keyboard):
    """By the keyboard, and whatever page that leads to is read as it stands."""

    def __init__(self, company: Readers) -> None:
        super().__init__(company.member(TRAINEE))
        self._company = company
        company.reads(TRAINEE)

    def leaves(self) -> None:
        super().leaves()
        self._company.reads(TRAINEE)


def asks(company: Readers) -> None:
    hands = _own_list(company)
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


def is_agreed(company: Readers) -> None:
    hands = _case(company)
    sees(hands.page, ASKED)
    hands.presses("Say that it arrived")
    hands.presses("We talk about it")
    hands.presses("Nothing is needed until there is a decision")
    _agrees(hands)


def shares(company: Readers) -> str:
    """With the coordinators of one production, after looking at what they will read. Returns that, mark for mark."""
    hands = _passport(company)
    page = hands.page
    hands.follows("Share from your passport")
    hands.answers("What do you want to share?", WORDS)
    hands.answers("Who should read it?", READER)
    hands.presses("Show what they will read")
    sees(page, f"Who reads it: {READER}.", "They read exactly this:")
    previewed = page.locator("#shared").inner_html()
    hands.presses("Share this")
    sees(page, "It is shared. You can end it at any time.", "Not confirmed yet.")
    return previewed


def is_confirmed(company: Readers, previewed: str) -> None:
    """The coordinator reads what the trainee was shown before, says yes once, and says later that it is done."""
    hands = _at_home(company, COORDINATOR)
    page = hands.page
    hands.follows("See what to provide")
    company.reads(COORDINATOR)
    hands.follows(f"See all that you provide for {TRAINEE}")
    assert page.locator("#shared").inner_html() == previewed
    assert ASKED not in page.content()
    company.reads(COORDINATOR)
    hands.presses("Confirm that I will provide this")
    sees(page, "You, or somebody who plans with you, said that you will provide this.")
    hands.follows("Say what is done")
    assert "Confirm that I will provide this" not in page.content()
    company.reads(COORDINATOR)


def sees_who_confirmed(company: Readers) -> None:
    sees(_passport(company).page, f"{COORDINATOR} said on")


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
    hands.follows("It does not work")
    hands.says("What do you want to say?", TROUBLE)
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


def is_closed(company: Readers) -> None:
    """Nobody waits for anything any more: it is on no list of what is still to do."""
    assert f"{TRAINEE}: {NEED}" not in _desk(company).page.content()
    hands = _at_home(company, COORDINATOR)
    hands.follows("See what to provide")
    page = hands.page
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


def _desk(company: Readers) -> Keyboard:
    """What waits for an adviser."""
    hands = _at_home(company, ADVISER)
    hands.follows("See all requests")
    return hands


def _case(company: Readers) -> Keyboard:
    """Among all that is open: what is agreed waits for nobody's answer."""
    hands = _desk(company)
    hands.goes_to("Choose what is listed", kind="summary")
    hands.keys("Enter")
    hands.answers("Which adjustments?", "All that are open")
    hands.presses("Show these adjustments")
    hands.follows(f"{TRAINEE}: {NEED}")
    return hands


def _own_list(company: Readers) -> Keyboard:
    hands = TraineesHands(company)
    hands.follows("See what you asked for")
    return hands


def _passport(company: Readers) -> Keyboard:
    hands = _own_list(company)
    hands.follows("See your passport")
    return hands


def _own(company: Readers) -> Keyboard:
    hands = _own_list(company)
    hands.follows(NEED)
    return hands
