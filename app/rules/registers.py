"""The register of personal data, read once: what is stored, why, on which basis, who can see it, and how long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from app.core.actors import Role
from app.core.policy import POLICIES
from app.core.words import N_, Sentence, sentence
from app.rules.blueprints import blueprints
from app.rules.blueprints_checks import Mistake
from app.rules.blueprints_questions import Data
from app.rules.blueprints_reading import read_data

FILE = Path(__file__).with_name("register.yaml")

ANSWERS = "answers"
"""A rule that is no permission: the readers that the blueprints name beside their questions."""

PERSON, EMAIL = "person", "email"
"""Where the columns of `rows` lead in the end."""


class CountedFrom(StrEnum):
    """What a time is counted from. Retention finds the day; the words stand in `WORDS_FROM`."""

    LAST_SEEN = "last_seen"
    APPLICATION_ENDED = "application_ended"
    COHORT_ENDED = "cohort_ended"
    NEED_ENDED = "need_ended"
    CONSENT_ENDED = "consent_ended"
    WRITTEN = "written"


WORDS_FROM: Mapping[CountedFrom, str] = {
    CountedFrom.LAST_SEEN: N_("%(time)s after you last signed in"),
    CountedFrom.APPLICATION_ENDED: N_("%(time)s after your application ends without a place"),
    CountedFrom.COHORT_ENDED: N_("%(time)s after your cohort ends"),
    CountedFrom.NEED_ENDED: N_("%(time)s after you end it, or after your application or your cohort is over"),
    CountedFrom.CONSENT_ENDED: N_("%(time)s after you take it back"),
    CountedFrom.WRITTEN: N_("%(time)s after it was written"),
}


BOUND_TO_WHOLE = frozenset({CountedFrom.LAST_SEEN, CountedFrom.APPLICATION_ENDED, CountedFrom.COHORT_ENDED})
"""Times that wait while something of the person is open: an application, their cohort, something that they asked for."""

DAYS_IN_YEAR, MONTHS_IN_YEAR = 365, 12


class Kept(Data):
    """One time. `column` is `table.column` and set exactly where the time is counted from when a row was written."""

    kept_days: int = Field(ge=1, le=3650)
    counted_from: CountedFrom
    column: str = Field(default="", pattern=r"^([a-z_]+\.[a-z_]+)?$")

    @model_validator(mode="after")
    def _column_belongs_to_written(self) -> "Kept":
        if (self.counted_from is CountedFrom.WRITTEN) != bool(self.column):
            raise ValueError("a column stands beside `written`, and nowhere else")
        return self

    @property
    def in_words(self) -> Sentence:
        days = self.kept_days
        if days % DAYS_IN_YEAR == 0:
            time = sentence(N_("%(num)s months"), num=MONTHS_IN_YEAR * days // DAYS_IN_YEAR)
        else:
            time = sentence(N_("1 day") if days == 1 else N_("%(num)s days"), num=days)
        return sentence(WORDS_FROM[self.counted_from], time=time)


class Basis(Data):
    """Why we may: in words, and the articles of the two laws."""

    words: str
    gdpr: str
    app: str


@dataclass(frozen=True)
class Hurried:
    """Who can open a kind of data for an hour in an emergency, and in which words its owner reads that."""

    roles: frozenset[Role]
    words: str


IN_EMERGENCY: Mapping[str, Hurried] = {
    "auditor": Hurried(
        frozenset({Role.AUDITOR}), N_("A privacy auditor in an emergency, for one hour, and you are told")
    ),
    "manager_or_auditor": Hurried(
        frozenset({Role.MANAGER, Role.AUDITOR}),
        N_("A manager or a privacy auditor in an emergency, for one hour, and you are told"),
    ),
    "notes_of_mentor": Hurried(
        frozenset({Role.AUDITOR}),
        N_("A privacy auditor in an emergency, for one hour: only what your mentor wrote, and you are told"),
    ),
}


class Entry(Data):
    """One kind of data. `own` says that it is in the person's own file; otherwise `instead` says what they get.

    `stays` says what is left when the time is over, for instance a count that leads to nobody.
    """

    group: str
    title: str
    what: str
    why: str
    basis: Literal["agreement", "duty", "interest", "consent"]
    special: bool = False
    rules: Sequence[str]
    shared: bool = False
    in_emergency: Literal["", "auditor", "manager_or_auditor", "notes_of_mentor"] = ""
    kept: Sequence[Kept] = Field(min_length=1)
    stays: str = ""
    own: bool = True
    instead: str = ""
    read: str = ""
    correct: str = ""
    tables: Mapping[str, Sequence[str]]

    @model_validator(mode="after")
    def _says_what_there_is_instead(self) -> "Entry":
        if self.own == bool(self.instead):
            raise ValueError("what is not in the person's own file says what there is instead")
        return self

    @property
    def hurried(self) -> Hurried | None:
        """Who can open it in an emergency; None where nobody can."""
        return IN_EMERGENCY[self.in_emergency] if self.in_emergency else None

    @property
    def waits(self) -> bool:
        """Whether it stays for longer while something of the person is open."""
        return any(kept.counted_from in BOUND_TO_WHOLE for kept in self.kept)

    @property
    def readers(self) -> frozenset[Role]:
        """Who can see it besides its owner, from the permissions that the server asks."""
        named = {reader for rule in self.rules for reader in readers_by(rule)}
        return frozenset(named - {Role.APPLICANT})


class Register(Data):
    bases: Mapping[str, Basis]
    groups: Mapping[str, str]
    entries: Mapping[str, Entry]
    rows: Mapping[str, Mapping[str, str]]
    plain: Mapping[str, Sequence[str]]

    def columns_of(self, table: str) -> list[str]:
        """Every column of this table that stands anywhere in the register."""
        named = [column for entry in self.entries.values() for column in entry.tables.get(table, ())]
        return [*named, *self.plain.get(table, ())]


def readers_by(rule: str) -> frozenset[Role]:
    """The roles that this rule lets in: those of a permission, or those that questions name as their readers."""
    if rule == ANSWERS:
        questions = (question for blueprint in blueprints().values() for question in blueprint.questions)
        return frozenset(Role(reader.value) for question in questions for reader in question.readers)
    return POLICIES[rule].roles


@cache
def register() -> Register:
    """The register. Raises `BrokenBlueprint` with file and line at the first mistake."""
    return read_data(FILE, Register, _mistakes)


def _mistakes(data: Register) -> Iterator[Mistake]:
    for key, entry in data.entries.items():
        if entry.group not in data.groups:
            yield Mistake(("entries", key, "group"), f"there is no group {entry.group}")
        if entry.basis not in data.bases:
            yield Mistake(("entries", key, "basis"), f"there is no basis {entry.basis}")
