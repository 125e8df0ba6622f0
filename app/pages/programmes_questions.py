"""Every question of a programme before anybody signs in: why it is asked, who reads the answer, what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.cohorts import Cohort
from app.pages.programmes import newest_cohort
from app.rules.answers_moments import moments_in_words
from app.rules.answers_reading import who_reads
from app.rules.blueprints import Blueprint, Question, blueprint_of, blueprints
from app.rules.retentions import kept_in_words


@dataclass(frozen=True)
class AskedQuestion:
    """`depends_on` is the earlier question that makes this one relevant, None where it is always asked."""

    label: str
    help: str
    why: str
    is_optional: bool
    choices: Sequence[str]
    depends_on: str | None
    moments: Sequence[Sentence]
    who_reads: Sentence
    kept_for: Sentence


@dataclass(frozen=True)
class AskedPart:
    title: str
    about: str
    questions: Sequence[AskedQuestion]


@dataclass(frozen=True)
class QuestionsPage:
    key: str
    title: Sentence
    part: str
    minutes: int
    parts: Sequence[AskedPart]
    crumb: tuple[str, str, dict[str, Any]]


def questions(work: Work, key: str) -> QuestionsPage:
    if key not in blueprints():
        raise Missing
    cohort = newest_cohort(work, key)
    blueprint = blueprint_of(key)
    return QuestionsPage(
        key=key,
        title=sentence(N_("All questions of %(programme)s"), programme=blueprint.name),
        part=blueprint.name,
        minutes=blueprint.minutes_to_apply,
        parts=[
            AskedPart(part.title, part.about, [_asked(blueprint, question, cohort) for question in part.questions])
            for part in blueprint.parts
        ],
        crumb=(blueprint.name, "programmes.show", {"key": key}),
    )


def _asked(blueprint: Blueprint, question: Question, cohort: Cohort | None) -> AskedQuestion:
    earlier = blueprint.question(question.only_if.question) if question.only_if else None
    return AskedQuestion(
        label=question.label,
        help=question.help,
        why=question.why,
        is_optional=question.optional,
        choices=[choice.label for choice in question.choices],
        moments=moments_in_words(question, cohort, blueprint.time_zone) if cohort else (),
        depends_on=earlier.label if earlier else None,
        who_reads=who_reads(question),
        kept_for=kept_in_words(question),
    )
