"""The law of doing one thing with several applications: which steps there are, and what cannot be part of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_, Sentence, sentence
from app.models.applications import ApplicationStatus
from app.models.decisions_board import Reading
from app.rules.applications import LIFE
from app.rules.reviews import OPEN_FOR_READING

MOST_TOGETHER = 200


class Step(StrEnum):
    ASK = "ask"
    PAUSE = "pause"
    RESUME = "resume"


class Which(StrEnum):
    """What the step is done with: the marked ones, all on the page, or all that are listed."""

    MARKED = "marked"
    PAGE = "page"
    ALL = "all"


@dataclass(frozen=True)
class Words:
    """A step in words: the choice, the title of its check page, what follows, the button, and what was done."""

    choice: str
    title: str
    follows: tuple[str, ...]
    button: str
    done: str


STEPS: Mapping[Step, Words] = {
    Step.ASK: Words(
        N_("Ask reviewers"),
        N_("Ask reviewers for several applications"),
        (
            N_("Each application gets as many reviewers as its programme asks for."),
            N_("The least busy reviewers are asked first. You can remove each of them again."),
        ),
        N_("Ask these reviewers"),
        N_("The reviewers are asked."),
    ),
    Step.PAUSE: Words(
        N_("Pause"),
        N_("Pause several applications"),
        (
            N_("Nothing is lost. Each application waits in the state it has now."),
            N_("A person writes to each applicant twice, in the way they chose."),
        ),
        N_("Pause these applications"),
        N_("The applications are paused."),
    ),
    Step.RESUME: Words(
        N_("Continue"),
        N_("Continue several applications"),
        (N_("Each application goes on where it was before the pause."),),
        N_("Continue these applications"),
        N_("The applications continue."),
    ),
}

WHICH: Mapping[Which, str] = {
    Which.MARKED: N_("Those I marked"),
    Which.PAGE: N_("All on this page"),
    Which.ALL: N_("All that are listed, also on other pages"),
}

ENOUGH = N_("It has as many reviewers as its programme asks for.")
NOT_OPEN = N_("It is not open for reading. Its state is: %(state)s.")
NOT_NOW = N_("This is not possible in its state: %(state)s.")
NOT_LISTED = N_("It is no longer among your applications.")


def refusal(step: Step, status: ApplicationStatus, reading: Reading) -> Sentence | None:
    """Why this application cannot be part of the step; None when it can."""
    state = Sentence(LIFE.words[status].staff)
    if step is Step.ASK:
        if status not in OPEN_FOR_READING:
            return sentence(NOT_OPEN, state=state)
        return None if reading is Reading.FEW else Sentence(ENOUGH)
    is_possible = status in LIFE.step(step.value).sources
    return None if is_possible else sentence(NOT_NOW, state=state)


def seen_as(reference: str, status: ApplicationStatus, reading: Reading) -> str:
    """One application as it stands: what its box on the check page sends back, so that a change since then is told."""
    return f"{reference}.{status}.{reading}"


TOGETHER = Policy("decisions.together", {Role.MANAGER: always}, N_("Only programme managers can do this."))
EXPORT = Policy("decisions.export", {Role.MANAGER: always}, N_("Only programme managers can export this list."))
