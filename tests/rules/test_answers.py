"""The law of answers: what is asked after which answer, what is missing, and who reads in which words."""

import pytest

from app.core.actors import Role
from app.core.settings import Settings
from app.core.vault import LOCKED
from app.main import pages_for
from app.rules import answers as law
from app.rules import answers_reading as reading
from app.rules.applications_paths import application_path, part_path, question_path
from app.rules.blueprints import Blueprint, Condition, Question, Reader, blueprint_of

NOBODY = "00000000-0000-7000-8000-000000000000"


def a_question(key: str, *, after: tuple[str, str] | None = None, optional: bool = False) -> Question:
    condition = Condition(question=after[0], is_one_of=[after[1]]) if after else None
    return Question(
        key=key, kind="short_text", label=f"{key}?", readers=[Reader.MANAGER], only_if=condition, optional=optional
    )  # fmt: skip


def asking(*questions: Question) -> Blueprint:
    whole = blueprint_of("lumina")
    return whole.model_copy(update={"parts": [whole.parts[0].model_copy(update={"questions": questions})]})


CHAIN = asking(
    a_question("first"), a_question("second", after=("first", "yes")), a_question("third", after=("second", "no"))
)


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, ["first"]),
        ({"first": "no"}, ["first"]),
        ({"first": "yes"}, ["first", "second"]),
        ({"first": "yes", "second": "no"}, ["first", "second", "third"]),
        ({"first": "no", "second": "no"}, ["first"]),
        ({"first": ["maybe", "yes"]}, ["first", "second"]),
        ({"first": LOCKED, "second": "no"}, ["first", "second", "third"]),
    ],
)
def test_questions_hang_on_earlier_answers(values: dict[str, law.Value], asked: list[str]) -> None:
    assert [question.key for question in law.asked(CHAIN, values)] == asked


def test_yes_and_no_are_answers_that_questions_can_hang_on() -> None:
    blueprint = asking(a_question("adult"), a_question("school", after=("adult", "no")))

    assert [question.key for question in law.asked(blueprint, {"adult": False})] == ["adult", "school"]


def test_missing_are_required_answers_without_words_or_files() -> None:
    questions = [a_question("name"), a_question("file"), a_question("more", optional=True), a_question("empty")]

    missing = law.missing(questions, {"name": "Ari", "empty": ""}, {"file"})

    assert [question.key for question in missing] == ["empty"]


def test_no_is_an_answer() -> None:
    assert law.is_given(False)


@pytest.mark.parametrize("key", ["lumina", "post-production"])
def test_readers_in_words_are_the_readers_in_the_rule(key: str) -> None:
    for question in blueprint_of(key).questions:
        said = str(reading.who_reads(question))
        assert [reader for reader, words in reading.READERS.items() if words in said] == [
            reader for reader in reading.READERS if reader in question.readers
        ]


def test_reviewers_are_never_asked_about_the_person() -> None:
    for key in ("lumina", "post-production"):
        readable = {question.key for question in blueprint_of(key).questions if Reader.REVIEWER in question.readers}
        assert not readable & {"name", "contact", "phone", "age", "adjustments", "days", "half_days"}


def test_paths_are_those_of_the_routes() -> None:
    paths = {page.name: page.path for page in pages_for(Settings(environment="demonstration"))}
    known = {"application_id": NOBODY, "part": "p", "question": "q"}

    assert application_path(NOBODY) == paths["applications.show"].format(**known)  # type: ignore[arg-type]
    for name, page in (("check", "check"), ("answers", "answers"), ("all_questions", "all"), ("sent", "sent")):
        assert application_path(NOBODY, page) == paths[f"applications.{name}"].format(**known)  # type: ignore[arg-type]
    assert part_path(NOBODY, "p") == paths["applications.part"].format(**known)  # type: ignore[arg-type]
    assert question_path(NOBODY, "p", "q") == paths["applications.question"].format(**known)  # type: ignore[arg-type]


def test_every_move_of_the_applicant_is_theirs_alone() -> None:
    from app.rules.applications import LIFE  # noqa: PLC0415 - beside the one use

    own = {"send", "accept", "decline", "defer", "withdraw", "undo_withdrawal"}
    assert {move.by for move in LIFE.moves if move.name in own} == {(Role.APPLICANT,)}
