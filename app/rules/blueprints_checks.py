"""What a blueprint may not say, beyond the shape of its data: each mistake with its place and one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.rules.blueprints_questions import RATHER_NOT_SAY, Condition, Part, Question, Reader

PERSONAL = {"name": "short_text", "phone": "short_text", "channel": "one_of"}
"""Purposes that are kept with the person, and the kind that their questions have."""

CHANNELS = {"email", "message", "phone"}


@dataclass(frozen=True)
class Mistake:
    """`place` are the steps from the top of the file: names and numbers."""

    place: tuple[str | int, ...]
    sentence: str


def mistakes(parts: Sequence[Part]) -> Iterator[Mistake]:
    """Every mistake in the questions, in the order of the file."""
    yield from _twice([((*_part(n), "key"), part.key) for n, part in enumerate(parts)], "two parts are called")
    earlier: dict[str, Question] = {}
    placed = [((*_part(n), "questions", m), q) for n, part in enumerate(parts) for m, q in enumerate(part.questions)]
    known = {question.key for _, question in placed}
    yield from _twice([((*place, "key"), question.key) for place, question in placed], "two questions are called")
    purposes = [((*place, "purpose"), question.purpose) for place, question in placed if question.purpose]
    yield from _twice(purposes, "two questions ask the same of a person, their purpose is")
    for place, question in placed:
        for steps, sentence in _of_question(question):
            yield Mistake((*place, *steps), f"{question.key} {sentence}")
        if question.only_if:
            for sentence in _of_condition(question.only_if, earlier, known):
                yield Mistake((*place, "only_if"), f"{question.key} {sentence}")
        earlier[question.key] = question


Found = Iterator[tuple[tuple[str | int, ...], str]]


def _of_question(question: Question) -> Found:
    yield from _of_choices(question)
    yield from _of_sensitive(question)
    yield from _of_days(question)
    yield from _of_purpose(question)
    if question.kind == "adjustments" and set(question.readers) - {Reader.ADVISER}:
        yield ("readers",), "is about adjustments, which only advisers read"
    if question.kind in {"file", "adjustments"} and question.only_if:
        yield ("only_if",), "has a page of its own and is always asked: leave only_if out"
    yield from (
        (("readers",), "names a reader twice") for _ in [0] if len(set(question.readers)) < len(question.readers)
    )


def _of_choices(question: Question) -> Found:
    values = [choice.value for choice in question.choices]
    if (question.kind in {"one_of", "some_of", "availability"}) != bool(values):
        yield ("kind",), "has the wrong kind: a question has choices exactly when its kind is one_of or some_of"
    if RATHER_NOT_SAY in values and not question.prefer_not_to_say:
        yield ("choices",), f"writes {RATHER_NOT_SAY} itself: set prefer_not_to_say instead"
    for value in dict.fromkeys(value for value in values if values.count(value) > 1):
        yield ("choices", values.index(value)), f"offers {value} twice"


def _of_sensitive(question: Question) -> Found:
    if question.prefer_not_to_say and question.kind not in {"one_of", "some_of"}:
        yield ("prefer_not_to_say",), "offers “I would rather not say” without a list: use one_of or some_of"
    if question.sensitive and not question.prefer_not_to_say:
        yield ("sensitive",), "is sensitive and has to offer prefer_not_to_say"
    if question.sensitive and Reader.REVIEWER in question.readers:
        yield ("readers",), "is sensitive, and the people who score may not read it"


def _of_days(question: Question) -> Found:
    first, last = question.required_from, question.frozen_from
    if first and question.optional:
        yield ("optional",), "is optional until required_from anyway: leave optional out"
    if not first or not last:
        return
    if first.counted_from != last.counted_from:
        yield ("frozen_from",), "counts required_from and frozen_from from different days: use the same one for both"
    elif (first.day or first.offset) >= (last.day or last.offset):  # type: ignore[operator]  # both are dates, or neither
        yield ("frozen_from",), "is frozen before it is required"


def _of_purpose(question: Question) -> Found:
    kind = PERSONAL.get(question.purpose, question.kind)
    if kind != question.kind:
        yield ("purpose",), f"has the purpose {question.purpose}, which asks for the kind {kind}"
    if question.purpose == "channel" and {choice.value for choice in question.choices} - CHANNELS:
        yield ("choices",), "offers a way to be reached that is not email, message or phone"
    if question.purpose and question.kind in {"file", "adjustments"}:
        yield ("purpose",), "has a page of its own and cannot have a purpose"


def _of_condition(condition: Condition, earlier: dict[str, Question], known: Iterable[str]) -> Iterator[str]:
    if condition.question not in known:
        yield f"depends on {condition.question}, which is not a question"
        return
    if condition.question not in earlier:
        yield f"depends on {condition.question}, which is not asked before it"
        return
    asked = earlier[condition.question]
    values = {choice.value for choice in asked.choices} or ({"yes", "no"} if asked.kind == "yes_no" else set())
    if not values:
        yield f"depends on {asked.key}, which has no choices"
    elif set(condition.is_one_of) - values:
        yield f"waits for {min(set(condition.is_one_of) - values)}, which {asked.key} does not offer"


def _twice(placed: Sequence[tuple[tuple[str | int, ...], str]], words: str) -> Iterator[Mistake]:
    seen: set[str] = set()
    for place, key in placed:
        if key in seen:
            yield Mistake(place, f"{words} {key}")
        seen.add(key)


def _part(number: int) -> tuple[str | int, ...]:
    return ("parts", number)
