"""The law of inquiries: who asks, who answers, how often the time moves, and what must come before setting aside.

Silence never costs a place: it pauses an application, and people try to reach the person before anything else.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from app.core.actors import Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.applications import Application
from app.models.inquiries import ContactTry, Inquiry
from app.models.messages import Prefix
from app.rules.applications import is_own
from app.rules.applications import visible_to as own_visible_to
from app.rules.decisions import is_managed, visible_to
from app.rules.messages import Wording

MOST_EXTENSIONS = 2
"""How often somebody moves the day by one press and without a reason. After that a person helps."""

LEAST_TRIES = 2
"""On how many days somebody must have been tried before an application is set aside."""

_MANAGERS_ONLY = N_("Only managers of this programme can do this.")

ASK = Policy("inquiries.ask", {Role.MANAGER: is_managed}, _MANAGERS_ONLY, Application, visible_to)
REACH = Policy("inquiries.reach", {Role.MANAGER: is_managed}, _MANAGERS_ONLY, Application, visible_to)
ANSWER = Policy(
    "inquiries.answer",
    {Role.APPLICANT: is_own},
    N_("Only the person who applies can answer this."),
    Application,
    own_visible_to,
)


def days_tried(tries: Sequence[ContactTry]) -> set[date]:
    return {each.made_on for each in tries}


def may_extend(inquiry: Inquiry) -> bool:
    return inquiry.extensions < MOST_EXTENSIONS


MESSAGES: Mapping[str, Wording] = {
    "information_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("we have a question about your application"),
        happened=N_("We read your application to %(programme)s, and we have a question. The page shows it."),
        to_do=N_("Open the page, answer there, and send it."),
        by_when=N_("You have until %(day)s. You can take more time with one press. Silence never costs you the place."),
    ),
    "information_given": Wording(
        Prefix.INFORMATION,
        subject=N_("application %(reference)s has an answer"),
        happened=N_("The question about application %(reference)s to %(programme)s is answered."),
    ),
    "information_time_moved": Wording(
        Prefix.CHANGE,
        subject=N_("you have more time to answer"),
        happened=N_("You took more time to answer our question about your application to %(programme)s."),
        to_do=N_("Open the page and answer there, when it suits you."),
        by_when=N_("You now have until %(day)s."),
        at_once=True,
    ),
    "application_paused": Wording(
        Prefix.INFORMATION,
        subject=N_("your application waits for you"),
        happened=N_("We did not hear from you, so your application to %(programme)s is paused. You lose nothing."),
        to_do=N_("If you want to carry on, open the page and press one button. A person also writes to you."),
        by_when=N_("There is no last day."),
    ),
    "somebody_is_silent": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("application %(reference)s is paused after no answer"),
        happened=N_(
            "Nobody answered for application %(reference)s to %(programme)s, so it is paused and never closed."
        ),
        to_do=N_("Contact the person on two days, in the way they chose. Note each try on the application."),
    ),
    "application_set_aside": Wording(
        Prefix.CHANGE,
        subject=N_("your application is set aside"),
        happened=N_("We tried to reach you about your application to %(programme)s. Now nobody works on it."),
        to_do=N_("If you want to carry on, open the page and press one button. It goes on where it was."),
        by_when=N_("There is no last day."),
    ),
}
