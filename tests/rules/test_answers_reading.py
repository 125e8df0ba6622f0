"""Who reads an answer: the words beside a question and every reader's page come from one rule."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.models.applications import Answer
from app.rules.answers_reading import READERS, readable_by, readers_of, who_reads
from app.rules.answers_wording import as_asked, wording_of
from app.rules.blueprints import Blueprint, Choice, Condition, Question, Reader, blueprint_of

NOBODY = UUID("00000000-0000-7000-8000-000000000000")


def asking(*questions: Question) -> Blueprint:
    whole = blueprint_of("lumina")
    return whole.model_copy(update={"parts": [whole.parts[0].model_copy(update={"questions": questions})]})


def a_question(key: str = "hope", **other: object) -> Question:
    return Question.model_validate({"key": key, "kind": "short_text", "label": f"{key}?", "readers": [], **other})


def answered(question: Question, value: str | list[str] | bool = "words") -> Answer:
    return Answer(
        id=NOBODY, application_id=NOBODY, question=question.key, wording=question.label, value=value,
        asked_as=wording_of(question), answered_at=datetime(2027, 3, 1, tzinfo=UTC),
    )  # fmt: skip


def keys(reader: Reader, blueprint: Blueprint, *answers: Answer) -> list[str]:
    return [read.question.key for read in readable_by(reader, blueprint, answers)]


@pytest.mark.parametrize("reader", list(Reader))
def test_n06_changing_readers_changes_the_words_and_what_is_read(reader: Reader) -> None:
    hidden, open_ = a_question(), a_question(readers=[reader])

    assert READERS[reader] not in str(who_reads(hidden))
    assert keys(reader, asking(hidden), answered(hidden)) == []
    assert READERS[reader] in str(who_reads(open_))
    assert keys(reader, asking(open_), answered(open_)) == ["hope"]


@pytest.mark.parametrize("reader", list(Reader))
def test_n06_an_answer_is_never_read_by_more_people_than_it_was_given_to(reader: Reader) -> None:
    then, now = a_question(), a_question(readers=[reader])

    assert keys(reader, asking(now), answered(then)) == []
    assert str(who_reads(now, answered(then))) == "only you"
    assert readers_of(then, answered(now)) == frozenset()


def test_f14_an_answer_that_is_not_relevant_now_is_read_by_nobody() -> None:
    first = a_question("first", kind="yes_no", readers=list(Reader))
    second = a_question("second", readers=list(Reader), only_if=Condition(question="first", is_one_of=["yes"]))
    blueprint = asking(first, second)

    assert keys(Reader.MANAGER, blueprint, answered(first, True), answered(second)) == ["first", "second"]
    for reader in Reader:
        assert keys(reader, blueprint, answered(first, False), answered(second)) == ["first"]


def test_f16_a_question_that_was_taken_out_stays_readable_by_the_same_readers() -> None:
    gone = a_question("gone", label="As it was asked?", readers=[Reader.MANAGER])
    blueprint = asking(a_question("first"))

    read = readable_by(Reader.MANAGER, blueprint, [answered(gone, "my words")])

    assert [(r.question.label, r.words) for r in read] == [("As it was asked?", ["my words"])]
    for reader in set(Reader) - {Reader.MANAGER}:
        assert keys(reader, blueprint, answered(gone)) == []


def test_f16_a_choice_that_was_taken_out_is_read_in_the_words_that_were_chosen() -> None:
    red, blue = Choice(value="red", label="A warm red"), Choice(value="blue", label="A cool blue")
    then = a_question("colour", kind="one_of", choices=[red, blue], readers=[Reader.MANAGER])
    now = a_question("colour", kind="one_of", choices=[blue], readers=[Reader.MANAGER])

    read = readable_by(Reader.MANAGER, asking(now), [answered(then, "red")])

    assert [list(r.words) for r in read] == [["A warm red"]]


def test_f16_what_is_kept_is_enough_to_print_what_was_asked() -> None:
    for question in blueprint_of("lumina").questions:
        asked = as_asked(answered(question))
        assert asked is not None
        assert (asked.key, asked.kind, asked.label) == (question.key, question.kind, question.label)
        assert (asked.help, asked.why, asked.only_if) == (question.help, question.why, question.only_if)
        assert (list(asked.readers), list(asked.choices)) == (list(question.readers), list(question.choices))


def test_an_answer_from_before_the_wording_was_kept_follows_the_blueprint() -> None:
    question = a_question(readers=[Reader.MANAGER])
    older = answered(question)
    older.asked_as = {}

    assert keys(Reader.MANAGER, asking(question), older) == ["hope"]
    assert keys(Reader.MANAGER, asking(a_question("first")), older) == []
