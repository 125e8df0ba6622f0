"""The law of answers: which questions are asked, what is missing, and until when an answer can change."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.core.vault import LOCKED
from app.core.words import N_
from app.core.working_days import promise_due
from app.models.applications import Application
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.rules.applications import OPEN
from app.rules.blueprints import Blueprint, Part, Question

Value = str | list[str] | bool
Values = Mapping[str, Value]

STILL_READ = frozenset({Status.RECEIVED, Status.IN_REVIEW, Status.NEEDS_INFORMATION, Status.DECIDED_UNRELEASED})
"""After sending, every part can change for some days. A decision that is not released changes nothing here, because
what can be done must not give it away."""


def asked(blueprint: Blueprint, values: Values) -> list[Question]:
    """The questions that earlier answers make relevant. What hangs on a question that is not asked is not asked."""
    found: dict[str, Question] = {}
    for question in blueprint.questions:
        condition = question.only_if
        if condition is None or (condition.question in found and is_relevant(question, values)):
            found[question.key] = question
    return list(found.values())


def is_relevant(question: Question, values: Values) -> bool:
    """Whether the answer that this question waits for was given; one that waits for nothing always is.

    An earlier answer that cannot be read now hides nothing: what was said after it is still there.
    """
    condition = question.only_if
    if condition is None or values.get(condition.question) == LOCKED:
        return True
    return bool(_chosen(values.get(condition.question)) & set(condition.is_one_of))


def asked_in(part: Part, blueprint: Blueprint, values: Values) -> list[Question]:
    keys = {question.key for question in part.questions}
    return [question for question in asked(blueprint, values) if question.key in keys]


def missing(questions: Iterable[Question], values: Values, files: Container[str]) -> list[Question]:
    """The required questions without an answer. `files` are the questions that a file answers."""
    return [
        question
        for question in questions
        if not question.optional and not is_given(values.get(question.key)) and question.key not in files
    ]


def is_given(value: Value | None) -> bool:
    return value is not None and value not in ("", [])


def may_change(application: Application, part: Part, blueprint: Blueprint, now: datetime) -> bool:
    """Whether the applicant can change the answers of this part now, without being asked and without extra time."""
    if application.status is Status.DRAFT:
        return True
    if part.stays_open:
        return application.status in OPEN
    return application.status in STILL_READ and now <= changes_end(application, blueprint)


def last_moment(application: Application, cohort: Cohort) -> datetime:
    """Until when a draft can be sent: the intake's close, or later for somebody with a private link."""
    return max(cohort.closes_at, application.late_until or cohort.closes_at)


def changes_end(application: Application, blueprint: Blueprint) -> datetime:
    """The instant until which the parts that do not stay open can change after sending."""
    return due(blueprint, application.sent_at or application.started_at, blueprint.promises.edit_after_sending)


def undo_ends(application: Application, blueprint: Blueprint) -> datetime:
    """The instant until which a withdrawal can be taken back."""
    return due(blueprint, application.withdrawn_at or application.started_at, blueprint.promises.undo_withdrawal)


def due(blueprint: Blueprint, since: datetime, days: int) -> datetime:
    """5pm on the working day of the programme's calendar that is `days` after `since`."""
    return promise_due(since, days, blueprint.time_zone, blueprint.days_off)


def today_of(blueprint: Blueprint, now: datetime) -> date:
    """The day that it is where the programme is."""
    return now.astimezone(ZoneInfo(blueprint.time_zone)).date()


def in_words(question: Question, value: Value) -> Sequence[str]:
    """What was answered, as the person read it: the labels of choices, otherwise their own text."""
    labels = {choice.value: choice.label for choice in question.choices}
    if question.kind == "yes_no":
        labels = {"yes": N_("Yes"), "no": N_("No")}
    return [labels.get(text, text) for text in _texts(value)]


def _chosen(value: Value | None) -> set[str]:
    return set() if value is None else set(_texts(value))


def _texts(value: Value) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return value if isinstance(value, list) else [value]
