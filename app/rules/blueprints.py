"""A programme as data: what it asks, how it is reviewed, what it promises. Read from one file; a mistake stops the start."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FOLDER = Path(__file__).parent.parent / "blueprints"


class Reader(StrEnum):
    """Who can read an answer, besides the person who gave it."""

    REVIEWER = "reviewer"
    MANAGER = "manager"
    ADVISER = "adviser"
    MENTOR = "mentor"


QuestionKind = Literal[
    "short_text", "long_text", "one_of", "some_of", "yes_no", "number", "date", "link", "file", "adjustments"
]


class Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Data):
    value: str
    label: str


class Condition(Data):
    """The question is asked only when `question` was answered with one of `is_one_of`."""

    question: str
    is_one_of: Sequence[str]


class Question(Data):
    """One question. `readers` are enforced by the server and printed beside the question, from the same list."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    kind: QuestionKind
    label: str = Field(max_length=500)
    help: str = ""
    why: str = ""
    readers: Sequence[Reader]
    optional: bool = False
    longest: int = Field(default=2000, le=8000)
    choices: Sequence[Choice] = ()
    only_if: Condition | None = None
    purpose: Literal["", "name", "phone", "channel"] = ""
    """What the answer says about the person everywhere; it is filled in when it is known already (rule F8)."""
    kept_days: int = 365

    @model_validator(mode="after")
    def _choices_fit(self) -> "Question":
        if (self.kind in {"one_of", "some_of"}) != bool(self.choices):
            raise ValueError("a question has choices exactly when its kind is one_of or some_of")
        return self


class Part(Data):
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str
    about: str = ""
    stays_open: bool = False
    """Whether answers can change for as long as the application is open: contact, availability and support."""
    questions: Sequence[Question]


class Anchor(Data):
    """What a number of points means, in words."""

    points: int
    means: str


class Criterion(Data):
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str
    question: str
    weight: int = Field(default=1, ge=0)
    anchors: Sequence[Anchor]


class Rubric(Data):
    reviews_each: int = 2
    combine: Literal["median", "mean"] = "median"
    criteria: Sequence[Criterion]


class StyleQuestion(Data):
    """One question about working style, asked of mentors and trainees in the same words; used to match them."""

    key: str
    label: str
    weight: int = 1
    choices: Sequence[Choice]


class CheckinQuestion(Data):
    key: str
    label: str
    kind: Literal["scale", "long_text"]
    choices: Sequence[Choice] = ()


class Checkins(Data):
    trainee: Sequence[CheckinQuestion]
    mentor: Sequence[CheckinQuestion]


class Promises(Data):
    """What the programme promises, in working days unless the name says otherwise. Defaults are the product's own."""

    first_reply: int = 2
    answer_information: int = 10
    decision_after_close: int = 20
    answer_offer: int = 10
    edit_after_sending: int = 5
    undo_withdrawal: int = 10
    acknowledge_adjustment: int = 2
    first_conversation: int = 5
    decide_adjustment: int = 10
    adjustment_in_place: int = 10
    ask_if_it_works: int = 5
    start_without_decision: int = 2
    ask_for_second_look: int = 20
    second_look: int = 10
    weeks_until_review: int = 26


class Step(Data):
    """One line of what happens after sending. `when` is what its day is counted from; pages make it a date."""

    title: str
    about: str
    when: Literal["", "sending", "reading", "result", "answering"] = ""


class Blueprint(Data):
    key: str
    prefix: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    organisation: str
    country: str
    region: str
    time_zone: str
    summary: str
    for_whom: str
    week: str
    help_offered: str
    minutes_to_apply: int
    to_have_ready: Sequence[str]
    after_sending: Sequence[Step]
    people_decide: str
    parts: Sequence[Part]
    rubric: Rubric
    reasons: Sequence[Choice]
    crafts: Sequence[Choice]
    style: Sequence[StyleQuestion]
    checkins: Checkins
    promises: Promises = Promises()
    holidays: Sequence[str] = ()

    @property
    def questions(self) -> Iterator[Question]:
        return (question for part in self.parts for question in part.questions)

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    @model_validator(mode="after")
    def _names_are_unique_and_known(self) -> "Blueprint":
        keys = [question.key for question in self.questions]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise ValueError(f"two questions are called {min(twice)}")
        for question in self.questions:
            if question.only_if and question.only_if.question not in keys:
                raise ValueError(f"{question.key} depends on {question.only_if.question}, which is not a question")
        return self


class BrokenBlueprint(Exception):
    """A blueprint cannot be used; the text names the file, the line and what is wrong."""


@cache
def blueprints() -> Mapping[str, Blueprint]:
    """Every blueprint by key. Read once; raises `BrokenBlueprint` at the first mistake."""
    found = [read_blueprint(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {blueprint.key: blueprint for blueprint in found}


def blueprint_of(key: str) -> Blueprint:
    return blueprints()[key]


def read_blueprint(path: Path) -> Blueprint:
    text = path.read_text(encoding="utf-8")
    try:
        return Blueprint.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BrokenBlueprint(f"{path.name}, line {line}: this is not readable as YAML.") from problem
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        line = _line_of(yaml.compose(text), first["loc"])
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise BrokenBlueprint(f"{path.name}, line {line}: {where}: {_what(first['type'], first['msg'])}") from problem


def _line_of(node: Any, steps: Sequence[int | str]) -> int:
    """The line at which the deepest step that exists begins, counted from 1. An empty file has no node."""
    if node is None:
        return 1
    line: int = node.start_mark.line + 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def _what(kind: str, message: str) -> str:
    known = {"missing": "this is missing.", "extra_forbidden": "nothing by this name is known here."}
    return known.get(kind, message.removeprefix("Value error, ") + ".")
