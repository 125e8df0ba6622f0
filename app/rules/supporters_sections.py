"""What can be shared with a supporter, section by section, and what they can do there. The list is data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.core.words import N_, Sentence, sentence
from app.models.supporters import Level
from app.rules.blueprints import Blueprint


class Kind(StrEnum):
    ANSWERS = "answers"
    RESULTS = "results"
    SESSIONS = "sessions"
    ADJUSTMENTS = "adjustments"
    PASSPORT = "passport"
    SCHEDULE = "schedule"


@dataclass(frozen=True)
class Section:
    """One section. Answers are shared part by part of one application; every other section is about the person."""

    kind: Kind
    label: str | Sentence
    application_id: UUID | None = None
    part: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.application_id}:{self.part}" if self.application_id else str(self.kind)

    @property
    def highest(self) -> Level:
        return HIGHEST.get(self.kind, Level.READ)


HIGHEST: Mapping[Kind, Level] = {Kind.ANSWERS: Level.FILL_IN, Kind.ADJUSTMENTS: Level.SPEAK}
"""The most that somebody can be let do. Every other section can only be read."""

ABOUT_THE_PERSON = (
    Section(Kind.RESULTS, N_("Results of applications, and feedback")),
    Section(Kind.SESSIONS, N_("Talks and sessions with a booked place")),
    Section(Kind.ADJUSTMENTS, N_("Adjustments, and the talk with the adviser")),
    Section(Kind.PASSPORT, N_("The passport: what people provide")),
    Section(Kind.SCHEDULE, N_("Days and desks")),
)

LEVELS: Mapping[Level, str] = {
    Level.READ: N_("Read"),
    Level.FILL_IN: N_("Read and help to fill in"),
    Level.SPEAK: N_("Read and write for you"),
}

LEVELS_FOR_SUPPORTER: Mapping[Level, str] = {
    Level.READ: N_("You can read it"),
    Level.FILL_IN: N_("You can read it and help to fill it in"),
    Level.SPEAK: N_("You can read it and write for %(person)s"),
}

NEVER = (
    N_("Send an application, take it back, or answer an offer"),
    N_("Agree to anything, or share anything further"),
    N_("See what you did not share, or what reviewers write"),
    N_("Change how you sign in, or who helps you"),
)
"""What no supporter can do, in the words of the page on which somebody confirms an invitation."""


def sections_of(blueprint: Blueprint, application_id: UUID) -> list[Section]:
    """The parts of one application that hold typed answers or files; adjustments are a section of their own."""
    return [
        Section(
            Kind.ANSWERS,
            sentence(N_("%(programme)s: %(part)s"), programme=blueprint.name, part=Sentence(part.title)),
            application_id,
            part.key,
        )
        for part in blueprint.parts
        if any(question.kind != "adjustments" for question in part.questions)
    ]


def answers_key(application_id: UUID, part: str) -> str:
    return f"{Kind.ANSWERS}:{application_id}:{part}"


def in_order(sections: Iterable[Section], shared: Iterable[str]) -> list[Section]:
    """Those that are shared, in the order of the list."""
    keys = set(shared)
    return [section for section in sections if section.key in keys]
