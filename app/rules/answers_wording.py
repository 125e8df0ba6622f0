"""What was asked, kept beside what was answered: enough to print the question as the person read it."""

from collections.abc import Mapping
from typing import Any

from app.models.applications import Answer
from app.rules.blueprints import Question

KEPT = ("kind", "help", "why", "readers", "choices", "only_if", "purpose")


def wording_of(question: Question) -> dict[str, Any]:
    """The question as it stands on the page now, without its label, which an answer keeps as its `wording`."""
    return question.model_dump(mode="json", include=set(KEPT), exclude_defaults=True)


def as_asked(answer: Answer) -> Question | None:
    """The question that this answer was given to; None for an answer from before the wording was kept."""
    if not answer.asked_as:
        return None
    known: Mapping[str, Any] = {name: answer.asked_as[name] for name in KEPT if name in answer.asked_as}
    return Question.model_validate({"key": answer.question, "label": answer.wording, **known})
