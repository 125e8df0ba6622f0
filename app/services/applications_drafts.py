"""Keeping what is typed while somebody writes: as it is, unchecked, beside the answer, and never over newer text."""

from collections.abc import Mapping, Sequence

from app.core.work import Work
from app.forms.applications import Draft
from app.models.applications import Answer
from app.rules.blueprints import Question
from app.services.applications_reading import Case

MOST_CHARACTERS = 20_000
"""What a draft may hold: more than twice the longest answer, so that somebody can shorten a text here."""


def keep(work: Work, case: Case, typed: Mapping[str, Draft]) -> list[str]:
    """Keep each draft that can be kept, and return the questions whose stored text is newer than this page.

    A draft of the stored answer itself is none. A question that can no longer change keeps what it has, and so does
    one whose draft is too long.
    """
    older = []
    for key, draft in typed.items():
        question = case.question(key)
        if _is_stored(case, key, draft):
            continue
        if case.is_older(key, draft.stamp):
            older.append(key)
        elif may_keep(case, question, draft):
            _keep(work, case, question, draft)
    return older


def may_keep(case: Case, question: Question, draft: Draft) -> bool:
    return case.may_change(question) and sum(map(len, draft.texts)) <= MOST_CHARACTERS


def _keep(work: Work, case: Case, question: Question, draft: Draft) -> None:
    kept = case.answers.get(question.key)
    if kept is None:
        kept = Answer(
            id=work.new_id(), application_id=case.application.id, question=question.key, wording=question.label,
            value="", answered_at=work.now, version=0,
        )  # fmt: skip
        work.db.add(kept)
        case.answers[question.key] = kept
    is_the_answer = _says_the_same(draft, kept)
    kept.draft = None if is_the_answer else list(draft.texts)
    kept.drafted_at = None if is_the_answer else work.now
    kept.page, kept.turn, kept.version = draft.stamp.page, draft.stamp.turn, kept.version + 1


def as_typed(answer: Answer) -> Sequence[str]:
    """The stored answer in the form in which a page sends it."""
    if isinstance(answer.value, bool):
        return ["yes" if answer.value else "no"]
    texts = answer.value if isinstance(answer.value, list) else [answer.value]
    return [text for text in texts if text]


def _is_stored(case: Case, key: str, draft: Draft) -> bool:
    """Whether the newest text says this already: the draft where there is one, else the answer."""
    kept = case.answers.get(key)
    if kept is None:
        return not draft.texts
    return draft.texts == kept.draft if kept.draft is not None else _says_the_same(draft, kept)


def _says_the_same(draft: Draft, kept: Answer) -> bool:
    """In the same words, or in others that make the same answer: “6 May 2027” is stored as 2027-05-06."""
    return draft.texts == as_typed(kept) or draft.answer == kept.value
