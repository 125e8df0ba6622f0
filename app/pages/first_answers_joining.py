"""What somebody sees who just signed in and had answered before: both texts where there are two, and one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.vault import LOCKED
from app.core.words import N_
from app.forms.filling import Filled
from app.forms.first_answers import MINE, USE, joining_form
from app.rules import answers as law
from app.rules.blueprints import Question
from app.services.first_answers_joining import Meeting


@dataclass(frozen=True)
class MetAnswer:
    """One question. `mine` is the other answer, in the application, where that is different; `field` chooses."""

    label: str
    earlier: Sequence[str]
    mine: Sequence[str]
    field: str


@dataclass(frozen=True)
class JoiningPage:
    first_answers_id: UUID
    part: str
    answers: Sequence[MetAnswer]
    has_two: bool
    kept_at: datetime
    zone: str
    is_joined: bool
    crumb: tuple[str, str, dict[str, Any]]
    unread: str
    title: str = N_("Your answers from before you signed in")


def joining_page(found: Meeting) -> JoiningPage:
    return JoiningPage(
        first_answers_id=found.kept.id,
        part=found.programme.name,
        answers=[_met(found, question) for question in found.questions],
        has_two=bool(found.twofold),
        kept_at=found.kept.kept_at,
        zone=found.programme.time_zone,
        is_joined=found.kept.joined_at is not None,
        crumb=(found.programme.name, "programmes.show", {"key": found.programme.key}),
        unread=_unread(found),
    )


@dataclass(frozen=True)
class Removal:
    first_answers_id: UUID
    part: str
    answers: Sequence[MetAnswer]
    crumb: tuple[str, str, dict[str, Any]]
    unread: str
    title: str = N_("Remove these answers?")


def removal(found: Meeting) -> Removal:
    crumb = (N_("your answers"), "first_answers.meet", {"first_answers_id": found.kept.id})
    return Removal(
        found.kept.id, found.programme.name, [_met(found, q) for q in found.questions], crumb, _unread(found)
    )


def blank(found: Meeting) -> Filled[Any]:
    """The application keeps its own answers unless the person chooses otherwise."""
    return Filled.blank(joining_form(found.twofold), **{USE + question.key: MINE for question in found.twofold})


def _unread(found: Meeting) -> str:
    """The sentence in place of earlier answers that cannot be read now."""
    return LOCKED if found.is_closed else ""


def _met(found: Meeting, question: Question) -> MetAnswer:
    is_twofold = question in found.twofold
    return MetAnswer(
        label=question.label,
        earlier=law.in_words(question, found.earlier[question.key]),
        mine=law.in_words(question, found.mine[question.key]) if is_twofold else (),
        field=USE + question.key if is_twofold else "",
    )
