"""The trainee's side of a published week: she agrees, says no to a change inside her notice, and yes to one when a desk breaks."""

import re
from datetime import date

from tests.journeys.company import sees
from tests.journeys.readers import Readers
from tests.journeys.steps_planning import in_words
from tests.journeys.steps_scheduling import PRODUCTION, TRAINEE, Person

CHANGE = f"a change of your days at {PRODUCTION}"


def agrees(company: Readers, monday: date) -> None:
    noor = Person(company, TRAINEE)
    noor.follows("See your days")
    sees(noor.page, in_words(monday))
    noor.presses(re.compile(f"^Agree to these days.*{in_words(monday)}"))
    sees(noor.page, "You agreed to these days.")


def says_no(company: Readers, monday: date) -> None:
    """The days are as they were, and nobody asks why. The demonstration asks her about another week as well."""
    noor = Person(company, TRAINEE)
    noor.opens_message(CHANGE, number=2)
    _reads_both(noor, monday)
    noor.presses("No, keep my days")
    sees(noor.page, "You said no. Your days stay as they were, and your coordinator is told.")
    noor.follows("See all my days")


def desk_on(company: Readers, day: date) -> str:
    """Where her own page says that she sits."""
    noor = Person(company, TRAINEE)
    noor.follows("See your days")
    panel = noor.page.get_by_role("listitem").filter(has_text=in_words(day))
    found = re.search(r"(\S+ desk \d)", panel.first.inner_text())
    assert found, panel.first.inner_text()
    return found[1]


def says_yes(company: Readers, monday: date) -> None:
    noor = Person(company, TRAINEE)
    noor.opens_message(CHANGE, number=3)
    _reads_both(noor, monday)
    sees(noor.page, "A desk cannot be used.")
    noor.presses("Yes, change my days")
    sees(noor.page, "You said yes.")


def _reads_both(noor: Person, monday: date) -> None:
    sees(noor.page, "Both plans, day by day", in_words(monday), "You need no reason.")
