"""Every question of a programme before anybody signs in: why it is asked, who reads the answer, what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.rules.answers import who_reads
from app.rules.blueprints import Blueprint, Question, blueprint_of, blueprints


@dataclass(frozen=True)
class AskedQuestion:
    """`depends_on` is the earlier question that makes this one relevant, None where it is always asked."""

    label: str
    help: str
    why: str
    is_optional: bool
    choices: Sequence[str]
    depends_on: str | None
    who_reads: Sentence


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


def questions(key: str) -> QuestionsPage:
    if key not in blueprints():
        raise Missing
    blueprint = blueprint_of(key)
    return QuestionsPage(
        key=key,
        title=sentence(N_("All questions of %(programme)s"), programme=blueprint.name),
        part=blueprint.name,
        minutes=blueprint.minutes_to_apply,
        parts=[
            AskedPart(part.title, part.about, [_asked(blueprint, question) for question in part.questions])
            for part in blueprint.parts
        ],
        crumb=(blueprint.name, "programmes.show", {"key": key}),
    )


def _asked(blueprint: Blueprint, question: Question) -> AskedQuestion:
    earlier = blueprint.question(question.only_if.question) if question.only_if else None
    return AskedQuestion(
        label=question.label,
        help=question.help,
        why=question.why,
        is_optional=question.optional,
        choices=[choice.label for choice in question.choices],
        depends_on=earlier.label if earlier else None,
        who_reads=who_reads(question),
    )
