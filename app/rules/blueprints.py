"""A programme as data: what it asks, how it is reviewed, what it promises. Read from one file; a mistake stops the start."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from app.core.holidays import DaysOff, is_known
from app.rules.blueprint_phases import Employer, Phase
from app.rules.blueprints_checks import mistakes
from app.rules.blueprints_questions import Choice, Condition, Data, Part, Question, QuestionKind, Reader
from app.rules.blueprints_reading import BrokenBlueprint, read_data

__all__ = [
    "FOLDER",
    "Blueprint",
    "BrokenBlueprint",
    "Choice",
    "Condition",
    "Criterion",
    "Part",
    "Promises",
    "Question",
    "QuestionKind",
    "Reader",
    "Reason",
    "Rubric",
    "Step",
    "blueprint_of",
    "blueprints",
    "read_blueprint",
]
"""Questions have a file of their own and are met here, with the rest of their blueprint."""

FOLDER = Path(__file__).parent.parent / "blueprints"


class Reason(Choice):
    """Why there is no place now, in the words that the applicant reads. `criterion` names what it is about, if any."""

    criterion: str = ""


def _a_day(text: str) -> str:
    """A closed day is written as 2027-01-26, in quotation marks."""
    date.fromisoformat(text)
    return text


def _a_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValueError(f"{name} is no time zone, such as Australia/Adelaide") from problem
    return name


class Anchor(Data):
    """What a number of points means, in words."""

    points: int
    means: str


class Criterion(Data):
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str
    question: str
    weight: int = Field(default=1, ge=0)
    """How much it counts; 0 informs and never counts."""
    anchors: Sequence[Anchor]

    @model_validator(mode="after")
    def _scale_rises(self) -> "Criterion":
        points = [anchor.points for anchor in self.anchors]
        if not points or points[0] < 0 or points[-1] == 0 or points != sorted(set(points)):
            raise ValueError("the points of a criterion rise from 0 or more, each once, to at least 1")
        return self


class Rubric(Data):
    reviews_each: int = 2
    combine: Literal["median", "mean"] = "median"
    criteria: Sequence[Criterion]

    @model_validator(mode="after")
    def _names_are_unique(self) -> "Rubric":
        keys = [criterion.key for criterion in self.criteria]
        twice = {key for key in keys if keys.count(key) > 1}
        if twice:
            raise ValueError(f"two criteria are called {min(twice)}")
        return self


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
    weeks_until_asked_again: int = 4
    weeks_until_review: int = 26
    after_missed: int = 2
    """The new date, where one was not kept."""


class Step(Data):
    """One line of what happens after sending. `when` is what its day is counted from; pages make it a date."""

    title: str
    about: str
    when: Literal["", "sending", "reading", "result", "answering"] = ""


class OutsideHelp(Data):
    """Somebody who does not belong to the programme and can help a person who was told no."""

    name: str
    about: str
    address: str = Field(pattern=r"^https://")


class Blueprint(Data):
    key: str
    prefix: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    organisation: str
    country: str
    region: str
    time_zone: Annotated[str, AfterValidator(_a_zone)]
    summary: str
    for_whom: str
    week: str
    help_offered: str
    minutes_to_apply: int
    to_have_ready: Sequence[str]
    after_sending: Sequence[Step]
    people_decide: str
    parts: Sequence[Part] = Field(min_length=1)
    rubric: Rubric
    phases: Sequence[Phase] = ()
    employers: Sequence[Employer] = ()
    employer_question: str = ""
    """The question in which applicants say where they work, if there is one; it ties them to readers who work there."""
    reasons: Sequence[Reason]
    waiting_list: Literal["no_order", "since"] = "no_order"
    """Whether whoever waits longest is offered a place first, or a person looks at who fits."""
    crafts: Sequence[Choice]
    style: Sequence[StyleQuestion]
    checkins: Checkins
    promises: Promises = Promises()
    outside_help: Sequence[OutsideHelp] = Field(min_length=1)
    """Named where something is not agreed, so that nobody is left with a bare no."""
    closed_days: Sequence[Annotated[str, AfterValidator(_a_day)]] = ()
    """Days on which nobody works, beside the public holidays of the country and region."""

    @property
    def days_off(self) -> DaysOff:
        """What no promise counts, beside weekends."""
        return DaysOff(self.country, self.region, frozenset(map(date.fromisoformat, self.closed_days)))

    @property
    def questions(self) -> Iterator[Question]:
        return (question for part in self.parts for question in part.questions)

    def question(self, key: str) -> Question | None:
        return next((question for question in self.questions if question.key == key), None)

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    @model_validator(mode="after")
    def _holidays_are_known(self) -> "Blueprint":
        if not is_known(self.country, self.region):
            raise ValueError(f"the public holidays of {self.country} {self.region} are not known")
        return self

    @model_validator(mode="after")
    def _reasons_fit_the_rubric(self) -> "Blueprint":
        criteria = {criterion.key for criterion in self.rubric.criteria}
        about = {reason.criterion for reason in self.reasons} - {""}
        if about - criteria:
            raise ValueError(f"a reason is about {min(about - criteria)}, which is no criterion")
        counting = {criterion.key for criterion in self.rubric.criteria if criterion.weight}
        if counting - about:
            raise ValueError(f"no reason is about the criterion {min(counting - about)}")
        return self


@cache
def blueprints() -> Mapping[str, Blueprint]:
    """Every blueprint by key. Read once; raises `BrokenBlueprint` at the first mistake."""
    found = [read_blueprint(path) for path in sorted(FOLDER.glob("*.yaml"))]
    return {blueprint.key: blueprint for blueprint in found}


def blueprint_of(key: str) -> Blueprint:
    return blueprints()[key]


def read_blueprint(path: Path) -> Blueprint:
    return read_data(path, Blueprint, lambda blueprint: mistakes(blueprint.parts))
