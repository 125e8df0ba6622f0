"""The words of a message, drawn from its wording and facts: the same in mail, on the messages page, in the demonstration."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.words import N_, Sentence
from app.core.work import Work
from app.models.messages import Message, Prefix
from app.rules.messages import PREFIXES, TURN_OFF, Wording
from app.services.messages import WORDINGS, path_of

GREETING = N_("Hello,")
READ_IT = N_("Read it here: %(address)s")
TURN_OFF_HERE = N_("Turn reminders off here: %(address)s")
PREFERENCES = "/preferences"
SIGNATURE = N_("Cleanplate")


@dataclass(frozen=True)
class Letter:
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join((GREETING, *self.paragraphs, SIGNATURE)) + "\n"


def letter(work: Work, message: Message, public_url: str) -> Letter:
    """The whole letter with its address. A message whose link is sealed is opened only here."""
    path = path_of(work, message)
    addresses = [filled(READ_IT, {"address": public_url + path})] if path else []
    if message.prefix is Prefix.REMINDER:
        addresses.append(filled(TURN_OFF_HERE, {"address": public_url + PREFERENCES}))
    wording = WORDINGS[message.template]
    return Letter(subject_of(wording, message.facts), (*parts_of(wording, message.facts), *addresses))


def subject_of(wording: Wording, facts: Mapping[str, object]) -> str:
    return filled(PREFIXES[wording.prefix], {"subject": filled(wording.subject, facts)})


def parts_of(wording: Wording, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The parts of the wording in their order; an empty part is left out. A reminder says where to turn it off."""
    off = TURN_OFF if wording.prefix is Prefix.REMINDER else ""
    return tuple(filled(part, facts) for part in (*wording.parts, off) if part)


def filled(message: str, facts: Mapping[str, object]) -> str:
    return str(Sentence(message, facts))
