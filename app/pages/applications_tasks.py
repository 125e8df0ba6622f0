"""The parts of an application and where each stands: the page of all parts, and the page at the end of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.core.words import N_, Sentence, sentence
from app.models.applications import ApplicationStatus
from app.pages.applications import crumb_to
from app.pages.applications_lines import Line, part_lines
from app.rules.applications_paths import application_path, part_path, question_path
from app.rules.blueprints import Part, Question
from app.services.applications_reading import Case

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Task:
    label: str
    path: str
    status: str | Sentence
    kind: str
    hint: str | None = None


@dataclass(frozen=True)
class Tasks:
    """`is_ready` says that every part is complete and nothing is open: what is left is to check and send."""

    application_id: UUID
    tasks: Sequence[Task]
    done: int
    is_ready: bool
    carry_on: str
    other_way: str
    is_one_page: bool
    is_draft: bool
    closes_at: datetime
    zone: str
    part: str
    crumb: Crumb
    title: str = N_("Parts of your application")


@dataclass(frozen=True)
class Steps:
    """Where a page stands among the parts (rule P5)."""

    number: int
    total: int
    done: int
    next: str | None


@dataclass(frozen=True)
class PartPage:
    """A part after its last question: what was answered, and whether the applicant calls it complete."""

    application_id: UUID
    title: Sentence
    part: str
    part_key: str
    steps: Steps
    lines: Sequence[Line]
    is_marked: bool
    is_draft: bool


def tasks(case: Case, *, on_one_page: bool) -> Tasks:
    """`on_one_page` is the person's own choice of how questions come; the other way stays one press away."""
    application = case.application
    one, every = carry_on_path(case), application_path(application.id, "all")
    return Tasks(
        application_id=application.id,
        tasks=[_task(case, part) for part in case.blueprint.parts],
        done=len(case.complete),
        is_ready=len(case.complete) == len(case.blueprint.parts) and one == application_path(application.id, "check"),
        carry_on=every if on_one_page else one,
        other_way=one if on_one_page else every,
        is_one_page=on_one_page,
        is_draft=application.status is ApplicationStatus.DRAFT,
        closes_at=case.closes_at,
        zone=case.programme.time_zone,
        part=case.programme.name,
        crumb=crumb_to(application.id),
    )


def carry_on_path(case: Case) -> str:
    """The question where the person stopped, else the first that is open, else the page to check and send."""
    stopped = [question for question in case.asked if question.key == case.application.stopped_at]
    still_open = [question for question in case.asked if not _is_settled(case, question)]
    for question in (*stopped, *still_open):
        return question_path(case.application.id, case.part_of(question).key, question.key)
    return application_path(case.application.id, "check")


def part_page(case: Case, part: Part) -> PartPage:
    return PartPage(
        application_id=case.application.id,
        title=sentence(N_("%(part)s: your answers"), part=Sentence(part.title)),
        part=case.programme.name,
        part_key=part.key,
        steps=steps(case, part),
        lines=part_lines(case, part, back="part"),
        is_marked=part.key in case.complete,
        is_draft=case.application.status is ApplicationStatus.DRAFT,
    )


def steps(case: Case, part: Part) -> Steps:
    parts = list(case.blueprint.parts)
    number = parts.index(part) + 1
    return Steps(number, len(parts), len(case.complete), parts[number].title if number < len(parts) else None)


def _task(case: Case, part: Part) -> Task:
    asked = case.asked_in(part)
    answered = [question for question in asked if case.is_answered(question)]
    started = bool(answered) or part.key in case.complete
    first = question_path(case.application.id, part.key, asked[0].key)
    word, kind = _standing(case, part, len(answered), len(asked))
    return Task(part.title, part_path(case.application.id, part.key) if started else first, word, kind, part.about)


def _standing(case: Case, part: Part, answered: int, asked: int) -> tuple[str | Sentence, str]:
    if part.key in case.complete:
        return N_("Complete"), "success"
    copied = [
        answer.copied_from for q in case.asked_in(part) if (answer := case.answers.get(q.key)) and answer.copied_from
    ]
    if copied:
        return sentence(N_("From %(day)s, check it"), day=max(copied).date()), "info"
    if answered == 0:
        return N_("Not started"), "plain"
    if answered < asked:
        return N_("Started"), "info"
    return N_("Answered, not marked complete"), "info"


def _is_settled(case: Case, question: Question) -> bool:
    return case.is_answered(question) or (question.optional and case.part_of(question).key in case.complete)
