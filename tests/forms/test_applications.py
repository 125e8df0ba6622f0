"""Forms made from questions: each kind takes what people sensibly type, and says in our words what it does not take."""

from datetime import date

import pytest

from app.forms.applications import answers_form, read_answers
from app.forms.dates import sensible_date
from app.rules.answers import Value
from app.rules.blueprints import Choice, Question, QuestionKind, Reader


def a_question(kind: QuestionKind) -> Question:
    choices = [Choice(value="a", label="A"), Choice(value="b", label="B")] if kind in {"one_of", "some_of"} else []
    return Question(key="thing", kind=kind, label="Thing?", readers=[Reader.MANAGER], choices=choices, longest=20)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("short_text", ["  Zoë  "], "Zoë"),
        ("short_text", ["e\u0301"], "é"),
        ("long_text", ["one\r\ntwo"], "one\ntwo"),
        ("one_of", ["a"], "a"),
        ("some_of", ["b", "a", "b"], ["b", "a"]),
        ("yes_no", ["no"], False),
        ("number", ["42"], "42"),
        ("date", ["6 May 2027"], "2027-05-06"),
        ("date", ["6/5/2027"], "2027-05-06"),
        ("link", ["example.com/work"], "https://example.com/work"),
        ("link", ["http://example.com"], "http://example.com"),
    ],
)
def test_sensible_answers_are_tidied(kind: QuestionKind, typed: list[str], stored: Value) -> None:
    filled = read_answers([a_question(kind)], {"answer_thing": typed}, may_be_empty=False)

    assert filled.errors == {}
    assert filled.form is not None
    assert filled.form.values() == {"thing": stored}


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("short_text", ["x" * 21], "Use 20 characters or fewer. You have used 21"),
        ("short_text", ["a\u0000b"], "We took hidden characters out of this answer. Check it, then send it again"),
        ("one_of", ["c"], "Choose one of the answers in the list"),
        ("some_of", ["a", "c"], "Choose one of the answers in the list"),
        ("some_of", [], "Choose an answer, or choose “Save and stop for now”"),
        ("yes_no", ["perhaps"], "Choose yes or no"),
        ("number", ["three"], "Use a whole number, such as 3"),
        ("number", ["-1"], "Use a number that is 0 or more"),
        ("number", ["9" * 5000], "Use a smaller number"),
        ("date", ["31/2/2027"], "There is no such day. Check the day and the month"),
        ("date", ["next week"], "Write the date as day, month, year, such as 6 May 2027"),
        ("link", ["javascript:alert(1)"], "Write the whole web address, such as https://example.com/my-work"),
        ("link", ["ftp://example.com"], "Write the whole web address, such as https://example.com/my-work"),
        ("link", ["http://["], "Write the whole web address, such as https://example.com/my-work"),
    ],
)
def test_mistakes_are_said_in_our_words(kind: QuestionKind, typed: list[str], said: str) -> None:
    filled = read_answers([a_question(kind)], {"answer_thing": typed}, may_be_empty=False)

    assert {name: str(sentence) for name, sentence in filled.errors.items()} == {"answer_thing": said}


@pytest.mark.parametrize("kind", ["short_text", "some_of", "yes_no", "one_of", "number", "date", "link"])
def test_an_answer_may_wait_when_it_is_allowed_to(kind: QuestionKind) -> None:
    filled = read_answers([a_question(kind)], {}, may_be_empty=True)

    assert filled.form is not None
    assert list(filled.form.values()) == ["thing"]
    assert not any(filled.form.values().values())
    assert not filled.field("answer_thing").is_optional


@pytest.mark.parametrize(
    "typed", ["2027-05-06", "6.5.2027", "06 / 05 / 2027", "6 may 2027", "6th May 2027", "Thursday, 6 May 2027"]
)
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert sensible_date(typed) == date(2027, 5, 6)


def test_equal_questions_share_a_form_and_others_have_their_own() -> None:
    form = answers_form([a_question("one_of")])

    assert answers_form([a_question("one_of")]) is form
    assert answers_form([a_question("one_of")], may_be_empty=True) is not form
    assert answers_form([a_question("some_of")]) is not form
    assert answers_form([a_question("one_of").model_copy(update={"label": "Another thing?"})]) is not form
