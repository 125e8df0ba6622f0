"""The days on which a question becomes required or can no longer change, and the form as it fits one application."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.words import N_, Sentence, sentence
from app.models.applications import Answer
from app.models.cohorts import Cohort
from app.rules.answers_wording import as_asked
from app.rules.blueprints import Blueprint, Choice, Question
from app.rules.blueprints_questions import Moment


def starts_on(moment: Moment, cohort: Cohort, zone: str) -> date:
    """The day that is meant for this intake."""
    days: Mapping[str, date] = {
        "opens": cohort.opens_at.astimezone(ZoneInfo(zone)).date(),
        "closes": cohort.closes_at.astimezone(ZoneInfo(zone)).date(),
        "decides": cohort.decides_on,
        "starts": cohort.starts_on,
    }
    return moment.day or days[moment.counted_from] + timedelta(days=moment.offset)


def has_come(moment: Moment | None, cohort: Cohort, zone: str, now: datetime) -> bool:
    """Whether that day has begun, in the programme's own time. What has no moment never comes."""
    if moment is None:
        return False
    return now >= datetime.combine(starts_on(moment, cohort, zone), time(), tzinfo=ZoneInfo(zone))


def is_frozen(question: Question, cohort: Cohort, zone: str, now: datetime) -> bool:
    return has_come(question.frozen_from, cohort, zone, now)


def moments_in_words(question: Question, cohort: Cohort, zone: str) -> list[Sentence]:
    """What the person has to know about these days, each with its date."""
    words = []
    if question.required_from:
        day = starts_on(question.required_from, cohort, zone)
        words.append(sentence(N_("You can leave this out until %(day)s. From that day it needs an answer."), day=day))
    if question.frozen_from:
        day = starts_on(question.frozen_from, cohort, zone)
        words.append(sentence(N_("From %(day)s this answer can no longer change."), day=day))
    return words


def fitted(blueprint: Blueprint, cohort: Cohort, answers: Mapping[str, Answer], now: datetime) -> Blueprint:
    """The blueprint as this application meets it now.

    A question is optional until it is required, and while it is frozen, because nobody could answer it any more. A
    choice that was taken out of the blueprint stays for whoever chose it, in the words that they read.
    """
    parts = [
        part.model_copy(update={"questions": [_fitted(q, blueprint, cohort, answers, now) for q in part.questions]})
        for part in blueprint.parts
    ]
    return blueprint.model_copy(update={"parts": parts})


def _fitted(
    question: Question, blueprint: Blueprint, cohort: Cohort, answers: Mapping[str, Answer], now: datetime
) -> Question:
    zone = blueprint.time_zone
    waits = question.required_from is not None and not has_come(question.required_from, cohort, zone, now)
    changes: dict[str, object] = {}
    if waits or is_frozen(question, cohort, zone, now):
        changes["optional"] = True
    kept = list(_choices_taken_out(question, answers.get(question.key)))
    if kept:
        changes["choices"] = [*question.choices, *kept]
    return question.model_copy(update=changes) if changes else question


def _choices_taken_out(question: Question, answer: Answer | None) -> Iterator[Choice]:
    before = as_asked(answer) if answer and question.choices else None
    if answer is None or before is None:
        return
    given = answer.value if isinstance(answer.value, list) else [answer.value]
    offered = {choice.value for choice in question.choices}
    yield from (choice for choice in before.choices if choice.value in given and choice.value not in offered)
