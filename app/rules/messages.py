"""Every message as data: its kind and its four parts (rule T6). Nothing in a message says anything about health."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.messages import Message, Prefix

PREFIXES: Mapping[Prefix, str] = {
    Prefix.CHANGE: N_("Change: %(subject)s"),
    Prefix.REMINDER: N_("Reminder: %(subject)s"),
    Prefix.NEEDS_ANSWER: N_("Needs your answer: %(subject)s"),
    Prefix.INFORMATION: N_("For information: %(subject)s"),
}

ASK_YOUR_CONTACT = N_("Questions: the help box on every page of Cleanplate names a person and how to reach them.")
NOTHING_TO_DO = N_("You need to do nothing.")
TURN_OFF = N_("You can turn reminders off: open “Change how this looks” and go to “When messages come”.")
"""In every reminder, so that no kind of them can be without it."""


@dataclass(frozen=True)
class Wording:
    """What happened, what to do, by when, who to ask. Facts in %(…)s come from the reaction that sends it.

    `at_once` is for answers to something the person just did; everything else waits for the digest they chose.
    """

    prefix: Prefix
    subject: str
    happened: str
    to_do: str = NOTHING_TO_DO
    by_when: str = ""
    ask: str = ASK_YOUR_CONTACT
    at_once: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """In the order in which they are read; an empty one is left out."""
        return self.happened, self.to_do, self.by_when, self.ask


@dataclass(frozen=True)
class ChangeWording(Wording):
    """A change of something that was promised, always in the same five parts (N19), each under its own first words.

    What changed, what stays the same, why, from when, who to ask; then what to do, where there is something.
    """

    happened: str = ""
    changed: str = ""
    same: str = ""
    why: str = ""
    starts: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        return self.changed, self.same, self.why, self.starts, self.ask, self.to_do


MESSAGES: Mapping[str, Wording] = {
    "sign_in_link": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("your sign-in link for Cleanplate"),
        happened=N_("Somebody asked for a link to sign in to Cleanplate with this address."),
        to_do=N_("If it was you, open the link and press the button. If it was not you, do nothing."),
        by_when=N_("The link works once, for one hour."),
        at_once=True,
    ),
}
"""The messages that belong to no noun; each noun has its own in `rules/<noun>.py`."""


def visible_to(actor: Actor) -> Select[Any]:
    """Only one's own messages."""
    return select(Message).where(col(Message.person_id) == actor.person_id, col(Message.person_id).is_not(None))


def _is_own(actor: Actor, message: Message) -> bool:
    return actor.person_id == message.person_id


READ = Policy(
    "messages.read",
    {Role.APPLICANT: _is_own},
    N_("Only the person it was written to can read a message."),
    Message,
    visible_to,
)
