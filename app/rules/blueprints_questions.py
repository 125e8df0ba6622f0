"""The questions of a blueprint as data: kinds, choices, conditions, and the days on which they change."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.words import N_


class Reader(StrEnum):
    """Who can read an answer, besides the person who gave it."""

    REVIEWER = "reviewer"
    MANAGER = "manager"
    ADVISER = "adviser"
    MENTOR = "mentor"


QuestionKind = Literal[
    "short_text",
    "long_text",
    "one_of",
    "some_of",
    "yes_no",
    "number",
    "date",
    "link",
    "file",
    "adjustments",
    "things",
    "availability",
]
"""`things` is a list that the person makes. `availability` says in which half days they cannot talk with us."""

RATHER_NOT_SAY = "rather_not_say"


class Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Choice(Data):
    value: str
    label: str


HALF_DAYS = tuple(
    Choice(value=value, label=label)
    for value, label in (
        ("mon_morning", N_("Monday morning")),
        ("mon_afternoon", N_("Monday afternoon")),
        ("tue_morning", N_("Tuesday morning")),
        ("tue_afternoon", N_("Tuesday afternoon")),
        ("wed_morning", N_("Wednesday morning")),
        ("wed_afternoon", N_("Wednesday afternoon")),
        ("thu_morning", N_("Thursday morning")),
        ("thu_afternoon", N_("Thursday afternoon")),
        ("fri_morning", N_("Friday morning")),
        ("fri_afternoon", N_("Friday afternoon")),
    )
)


class Condition(Data):
    """The question is asked only when `question` was answered with one of `is_one_of`."""

    question: str
    is_one_of: Sequence[str] = Field(min_length=1)


Day = Literal["opens", "closes", "decides", "starts"]
"""The days of an intake that others are counted from."""


class Moment(Data):
    """The start of a day in the programme's own time: a date, or so many days before or after a day of the intake."""

    day: date | None = None
    days: int = Field(default=0, ge=0, le=1000)
    before: Day | None = None
    after: Day | None = None

    @model_validator(mode="after")
    def _is_one_day(self) -> "Moment":
        if [self.day, self.before, self.after].count(None) != 2:  # noqa: PLR2004 - exactly one of the three is given
            raise ValueError("write a date as `day`, or `days` with one of `before` and `after`")
        return self

    @property
    def counted_from(self) -> str:
        return self.before or self.after or ""

    @property
    def offset(self) -> int:
        return -self.days if self.before else self.days


class Question(Data):
    """One question. `readers` are enforced by the server and printed beside the question, from the same list.

    It may be left out until `required_from`, and can no longer change from `frozen_from`. `purpose` names what the
    answer says about the person everywhere: it is filled in wherever another question has the same purpose (rule F8).
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    kind: QuestionKind
    label: str = Field(max_length=500)
    help: str = ""
    why: str = ""
    readers: Sequence[Reader]
    optional: bool = False
    required_from: Moment | None = None
    frozen_from: Moment | None = None
    longest: int = Field(default=2000, ge=1, le=8000)
    most: int = Field(default=10, ge=1, le=30)
    choices: Sequence[Choice] = ()
    only_if: Condition | None = None
    sensitive: bool = False
    prefer_not_to_say: bool = False
    purpose: str = Field(default="", pattern=r"^([a-z][a-z0-9_]*)?$", max_length=60)
    kept_days: int = Field(default=365, ge=1, le=3650)

    def __hash__(self) -> int:
        """By what tells questions apart, so that what is made from them can be kept; its lists have no hash of their own."""
        return hash((self.key, self.label))

    @model_validator(mode="before")
    @classmethod
    def _with_choices_of_its_kind(cls, data: Any) -> Any:
        """Half days are the same everywhere, and rather not saying stands last of any list."""
        if not isinstance(data, Mapping):
            return data
        choices = data.get("choices") or (HALF_DAYS if data.get("kind") == "availability" else ())
        if data.get("prefer_not_to_say") is True and isinstance(choices, list | tuple):
            choices = [*choices, Choice(value=RATHER_NOT_SAY, label=N_("I would rather not say"))]
        return {**data, "choices": choices} if choices else data


class Part(Data):
    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str
    about: str = ""
    stays_open: bool = False
    """Whether answers can change for as long as the application is open: contact, availability and support."""
    questions: Sequence[Question] = Field(min_length=1)
