"""Who reads an answer: one rule, from which both the words beside a question and every page of a reader are made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.words import N_, Sentence, sentence
from app.models.applications import Answer
from app.rules import answers as law
from app.rules.answers_wording import as_asked
from app.rules.blueprints import Blueprint, Question, Reader

READERS: Mapping[Reader, str] = {
    Reader.MANAGER: N_("programme managers"),
    Reader.ADVISER: N_("advisers"),
    Reader.MENTOR: N_("your mentor (if you join)"),
    Reader.REVIEWER: N_("the people who score (without your name)"),
}

_SO_MANY_READERS = (
    N_("only you"),
    N_("you and %(first)s"),
    N_("you, %(first)s and %(second)s"),
    N_("you, %(first)s, %(second)s and %(third)s"),
    N_("you, %(first)s, %(second)s, %(third)s and %(fourth)s"),
)


@dataclass(frozen=True)
class Readable:
    """An answer that somebody may read, with the question as it was asked."""

    question: Question
    answer: Answer

    @property
    def words(self) -> Sequence[str]:
        return law.in_words(self.question, self.answer.value)


def readers_of(question: Question, answer: Answer | None = None) -> frozenset[Reader]:
    """Who may read the answer: whoever the question names now, and never more than it named when it was answered."""
    named = frozenset(question.readers)
    before = as_asked(answer) if answer else None
    return named & frozenset(before.readers) if before else named


def who_reads(question: Question, answer: Answer | None = None) -> Sentence:
    """The readers in words."""
    places = ("first", "second", "third", "fourth")
    readers = readers_of(question, answer)
    words = [Sentence(text) for reader, text in READERS.items() if reader in readers]
    return sentence(_SO_MANY_READERS[len(words)], **dict(zip(places, words, strict=False)))


def readable_by(reader: Reader, blueprint: Blueprint, answers: Iterable[Answer]) -> list[Readable]:
    """The answers that this reader may read, in the order of the form; then those whose question was taken out.

    An answer whose question is not relevant now is read by nobody. What was taken out of the blueprint keeps the
    readers, and the words, that the person was shown.
    """
    given = {answer.question: answer for answer in answers if law.is_given(answer.value)}
    values = {key: answer.value for key, answer in given.items()}
    asked = [q for q in law.asked(blueprint, values) if q.key in given and reader in readers_of(q, given[q.key])]
    gone = [q for q in taken_out(blueprint, given.values()) if law.is_relevant(q, values) and reader in readers_of(q)]
    return [_readable(question, given[question.key]) for question in (*asked, *gone)]


def questions_read_by(reader: Reader, blueprint: Blueprint) -> list[str]:
    return [question.key for question in blueprint.questions if reader in readers_of(question)]


def taken_out(blueprint: Blueprint, answers: Iterable[Answer]) -> list[Question]:
    """The questions of these answers that are not in the blueprint any more, as they were asked."""
    gone = [answer for answer in answers if blueprint.question(answer.question) is None]
    return [question for answer in gone if (question := as_asked(answer)) is not None]


def _readable(question: Question, answer: Answer) -> Readable:
    return Readable(as_asked(answer) or question, answer)
