"""Whatever somebody or some program types, a form answers with its own sentence and never with an error of ours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, get_origin

import pytest
from annotated_types import MaxLen
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, StringConstraints

import app.routes  # noqa: F401 - registers every form
from app.adapters.parts import Parts
from app.adapters.wordings import spoken
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, Sentence
from app.core.work import Work
from app.forms.asking import Ask, Form, Option, ask_of
from app.forms.filling import WHOLE_FORM, Filled
from app.forms.mistakes import mistake
from app.models.people import Person
from app.services.casting import Stage
from tests.asking import WorkAs

GENERIC = "Check this answer"
HARD = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    "\U0010ffff",
    "NaN",
    "Infinity",
    "-1e400",
    "9" * 400,
    "yes",
    "no",
    "٣",
    "1_0",
]
TEXTS = st.one_of(st.text(), st.sampled_from(HARD))


def forms(kind: type[Form] = Form) -> Iterator[type[Form]]:
    """Every form of the product; those of tests live elsewhere."""
    for form in kind.__subclasses__():
        if form.__module__.startswith("app."):
            yield form
        yield from forms(form)


FORMS = sorted(set(forms()), key=lambda form: (form.__module__, form.__qualname__))


def given_for(kind: type[Form]) -> st.SearchStrategy[Mapping[str, Sequence[str]]]:
    names = st.sampled_from([*kind.model_fields, "unknown"])
    return st.dictionaries(names, st.lists(TEXTS, max_size=4))


@given(st.data())
def test_nothing_that_is_typed_raises(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(FORMS))

    filled = Filled.read(kind, data.draw(given_for(kind)))

    assert (filled.form is None) == bool(filled.errors)
    assert len(filled.summary) >= bool(filled.errors)
    assert all(spoken(error) for error in filled.errors.values())
    assert all(field.ask.kind for field in filled.fields)


@given(st.data())
def test_every_mistake_has_a_sentence_of_its_own(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(FORMS))

    filled = Filled.read(kind, data.draw(given_for(kind)))

    assert GENERIC not in {error.message for error in filled.errors.values()}


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__qualname__)
def test_no_text_is_endless(kind: type[Form]) -> None:
    """SQLite would take more than its column says, and PostgreSQL would fail. A choice is checked by its service."""
    endless = [
        name
        for name, field in kind.model_fields.items()
        if field.annotation is str and ask_of(field).kind != "one_of" and not any(map(_is_an_end, field.metadata))
    ]

    assert endless == []


def _is_an_end(part: object) -> bool:
    """A longest length, or a check of the form's own that shortens or refuses."""
    return isinstance(part, MaxLen | AfterValidator) or getattr(part, "max_length", None) is not None


class Answers(Form):
    """A form with one of everything."""

    name: Annotated[str, StringConstraints(min_length=2, max_length=10), Ask(N_("Name"), missing=N_("Write your name"))]
    agrees: Annotated[bool, Ask(N_("Do you agree?"), kind="yes_no", missing=N_("Choose yes or no here"))]
    tools: Annotated[list[str], Ask(N_("Tools"), kind="some_of", options=(Option("nuke", "Nuke"),))] = []  # noqa: RUF012 - pydantic copies it
    secret: Annotated[
        str, StringConstraints(max_length=20, strip_whitespace=False), Ask(N_("Password"), kind="password")
    ] = ""


RIGHT = {"name": ["Noor"], "agrees": ["yes"]}


def said(typed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {name: spoken(error) for name, error in Filled.read(Answers, {**RIGHT, **typed}).errors.items()}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({}, {}),
        ({"name": ["  "]}, {"name": "Write your name"}),
        ({"name": []}, {"name": "Write your name"}),
        ({"name": ["N"]}, {"name": "Use at least 2 characters"}),
        ({"name": ["N" * 12]}, {"name": "Use 10 characters or fewer. You have used 12"}),
        (
            {"name": ["No\x07or"]},
            {"name": "We took hidden characters out of this answer. Check it, then send it again"},
        ),
        (
            {"name": ["No\ud800or"]},
            {"name": "We took hidden characters out of this answer. Check it, then send it again"},
        ),
        ({"agrees": []}, {"agrees": "Choose yes or no here"}),
        ({"agrees": ["perhaps"]}, {"agrees": "Choose yes or no"}),
    ],
)
def test_each_mistake_in_words(typed: Mapping[str, Sequence[str]], errors: dict[str, str]) -> None:
    assert said(typed) == errors


@pytest.mark.parametrize(("typed", "read"), [("yes", True), ("no", False)])
def test_yes_and_no_become_booleans(typed: str, read: bool) -> None:
    form = Filled.read(Answers, {**RIGHT, "agrees": [typed]}).form

    assert form is not None
    assert form.agrees is read
    assert Filled.blank(Answers, agrees=read).text("agrees") == typed


def test_lines_accents_and_spaces_are_tidied_but_not_in_a_password() -> None:
    form = Filled.read(Answers, {**RIGHT, "name": [" Noe\u0308l\r\nH "], "secret": [" two "]}).form

    assert form is not None
    assert form.name == "No\u00ebl\nH"
    assert form.secret == " two "


def test_what_was_not_asked_is_left_out() -> None:
    filled = Filled.read(Answers, {**RIGHT, "role": ["administrator"]})

    assert filled.form is not None
    assert "role" not in filled.typed


def test_errors_come_in_the_order_of_the_fields_and_link_to_them() -> None:
    filled = Filled.read(Answers, {})
    filled.errors[WHOLE_FORM] = Sentence("Nothing was sent")

    assert [line.field_id for line in filled.summary] == ["field-name", "field-name", "field-agrees"]


class Code(Form):
    code: Annotated[str, StringConstraints(max_length=5), Ask(N_("Code"))]


def test_a_sentence_of_a_form_carries_its_facts() -> None:
    problem = mistake(N_("Take %(code)s away"), code="7%s")

    assert problem.context == {"sentence": "Take %(code)s away", "facts": {"code": "7%s"}}


def rename_then_refuse(work: Work, person_id: object, form: Code) -> None:
    person = work.db.get_one(Person, person_id)
    person.name = form.code
    work.record(Event("tests.renamed", person.id))
    work.db.flush()
    raise Refused(N_("Not this code"), field="code" if form.code == "field" else "nothing of this form")


@pytest.mark.parametrize(("code", "key"), [("field", "code"), ("whole", WHOLE_FORM)])
def test_a_refusal_undoes_what_the_service_began_and_becomes_an_error(
    work_as: WorkAs, parts: Parts, stage: Stage, code: str, key: str
) -> None:
    filled = Filled.read(Code, {"code": [code]})

    with work_as("mei") as work:
        work.record(Event("tests.before", stage.id_of("noor")))
        accepted = filled.accepted_by(rename_then_refuse, work, stage.id_of("noor"))
        events = [event.name for event in work.events]

    assert not accepted
    assert filled.errors == {key: Sentence("Not this code")}
    assert events == ["tests.before"]
    with parts.work(writes=False) as work:
        assert work.db.get_one(Person, stage.id_of("noor")).name == "Noor Haddad"


def test_a_form_with_errors_never_reaches_the_service(work_as: WorkAs, stage: Stage) -> None:
    filled = Filled.read(Code, {"code": ["too long"]})

    with work_as("mei") as work:
        assert not filled.accepted_by(rename_then_refuse, work, stage.id_of("noor"))


@pytest.mark.parametrize("kind", FORMS, ids=lambda kind: kind.__qualname__)
def test_every_field_is_asked_once(kind: type[Form]) -> None:
    for name, field in kind.model_fields.items():
        asked = [part for part in field.metadata if isinstance(part, Ask)]
        assert asked, name
        assert ask_of(field).label or ask_of(field).kind == "hidden", name
        if ask_of(field).kind != "hidden":
            assert (get_origin(field.annotation) is list) == (ask_of(field).kind in {"some_of", "things"}), name
