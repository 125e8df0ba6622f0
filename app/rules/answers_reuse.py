"""Answers that somebody gave before: what is known of them elsewhere, and whether it still answers what is asked now."""

from collections.abc import Iterable, Mapping

from app.models.applications import Answer
from app.rules.answers import Value, is_given
from app.rules.answers_wording import as_asked
from app.rules.blueprints import Question
from app.rules.blueprints_checks import PERSONAL


def known_by_purpose(answers: Iterable[Answer]) -> Mapping[str, Answer]:
    """The newest answer for each purpose, out of all that one person gave in other applications.

    What is kept with the person themself, such as the name, is not among them: the person is asked for it.
    """
    known: dict[str, Answer] = {}
    for answer in sorted(answers, key=lambda answer: (answer.answered_at, answer.id)):
        asked = as_asked(answer)
        if asked and asked.purpose and asked.purpose not in PERSONAL and is_given(answer.value):
            known[asked.purpose] = answer
    return known


def as_answer_to(question: Question, answer: Answer) -> Value | None:
    """The earlier answer as it can stand here; None when it does not fit what is asked or offered now."""
    asked = as_asked(answer)
    if asked is None or asked.kind != question.kind or not is_given(answer.value):
        return None
    if question.choices:
        return _still_offered(question, answer.value)
    texts = answer.value if isinstance(answer.value, list) else [str(answer.value)]
    fits = all(len(text) <= question.longest for text in texts) and len(texts) <= question.most
    return answer.value if fits else None


def _still_offered(question: Question, value: Value) -> Value | None:
    offered = {choice.value for choice in question.choices}
    if isinstance(value, list):
        return [chosen for chosen in value if chosen in offered] or None
    return value if value in offered else None
