"""The law of openings: who may open a sent application for changes, who may ask for it, and what is told of it."""

from collections.abc import Mapping

from app.core.actors import Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.applications import Application
from app.models.messages import Prefix
from app.rules.applications import is_own
from app.rules.applications import visible_to as own_visible_to
from app.rules.decisions import is_managed, visible_to
from app.rules.messages import Wording

LONGEST_DAYS = 60
"""How far ahead an opening may end; a longer one would be a second way of applying."""

OPEN_FOR_CHANGES = Policy(
    "openings.open",
    {Role.MANAGER: is_managed},
    N_("Only managers of this programme can open answers for changes."),
    Application,
    visible_to,
)
ASK = Policy(
    "openings.ask",
    {Role.APPLICANT: is_own},
    N_("Only the person who applies can ask for more time."),
    Application,
    own_visible_to,
)

MESSAGES: Mapping[str, Wording] = {
    "answers_opened": Wording(
        Prefix.CHANGE,
        subject=N_("you can change your answers again"),
        happened=N_("Your application to %(programme)s is open for changes. The page says why."),
        to_do=N_("You can change any answer. If all is as you want it, you need to do nothing."),
        by_when=N_("You can change answers until %(until)s. After that they stay as they are."),
    ),
    "answers_closed": Wording(
        Prefix.CHANGE,
        subject=N_("the time to change answers is over"),
        happened=N_("The extra time to change your answers to %(programme)s has ended. What you saved counts."),
    ),
    "more_time_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("application %(reference)s asks for more time"),
        happened=N_("Somebody who applied to %(programme)s, %(reference)s, asks for more time to change answers."),
        to_do=N_("Open the application, then give a day or write to the person."),
        by_when=N_("The programme promises an answer by %(reply_day)s."),
    ),
}
