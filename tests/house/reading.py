"""A page as our wording alone: what names, dates and addresses would add to its reading grade is taken out of it.

Nobody can choose an easier name for a person or a shorter one for an address, so that each such piece of data counts as one
short word. Everything else in the main part of a page counts: sentences, labels, hints, buttons, errors and the questions of
a programme. What a person wrote stands in elements of its own and is left out by the measure itself.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as Database
from sqlmodel import col, select

from accessibility.checks.grades import grade_of_passages, passages, sentences_in
from accessibility.checks.words import LONGEST_SENTENCE
from app.adapters.parts import Parts
from app.core.actors import Role
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.files import File
from app.models.organisations import Organisation
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.programmes import Programme
from app.models.sessions import Session
from app.models.workstations import Workstation
from app.rules.cast import CAST
from tests.client import main_part

GRADE_FOR_LEARNING, GRADE_FOR_STAFF = 6, 8
EASIEST_ROLES = frozenset((Role.SUPPORTER, Role.MENTOR))
"""Whoever holds no other role reads at the lower grade, as applicants, trainees and visitors do."""

NAMED = (
    Person.name, Person.email, Person.phone, Organisation.name, Programme.name, Cohort.name, Production.title,
    Location.name, Location.address, Workstation.name, Session.title, Session.place, File.name, Application.reference,
)  # fmt: skip
"""Columns that hold a name, a title or an address."""

DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?\d{1,2} [A-Z][a-z]+ \d{4}"
CLOCK = r"\d{1,2}:\d{2}(?:am|pm)"
ZONE = r"[A-Z]\w+ time \([^)]+\)"
LENGTH = r"\d+ (?:hour|minute)s?(?: \d+ minutes?)?"
MOMENT = re.compile(rf"{DAY}(?:, {CLOCK}(?:(?:, | and | to ){CLOCK})*)?(?:, {LENGTH})?(?:, {ZONE})?")
ELSEWHERE = re.compile(r"\S+@\S+\.\w+|https?://\S+")
SHORT_WORD = "it"


def grade_for(key: str) -> int:
    """`key` is one of the cast, or empty for a visitor."""
    learns = not key or set(CAST[key].roles) <= EASIEST_ROLES
    return GRADE_FOR_LEARNING if learns else GRADE_FOR_STAFF


@dataclass
class Reading:
    """What one reader has read so far: which pages are too hard, which sentences too long, and the words of short pages."""

    names: re.Pattern[str]
    hardest: int
    too_hard: dict[str, float] = field(default_factory=dict)
    too_long: set[str] = field(default_factory=set)
    short_pages: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, parts: Parts, *, hardest: int) -> "Reading":
        with parts.work(writes=False) as work:
            return cls(names_in(work.db), hardest)

    def read(self, kind: str, html: str) -> None:
        main = main_part(html).main
        self.read_texts(kind, passages(main) if main else ())

    def read_texts(self, kind: str, texts: Sequence[str]) -> None:
        ours = [self.without_data(text) for text in texts]
        grade = grade_of_passages(ours)
        if grade is None:
            self.short_pages += ours
        elif grade > self.hardest:
            self.too_hard[kind] = max(round(grade, 1), self.too_hard.get(kind, 0))
        self.too_long |= {told for told in sentences_in(ours) if len(told.split()) > LONGEST_SENTENCE}

    def close(self) -> None:
        """Pages of a few words give no steady figure each, so they are judged as one text."""
        kept, self.short_pages = sorted(set(self.short_pages)), []
        self.read_texts("the short pages together", kept)
        self.short_pages.clear()

    def without_data(self, text: str) -> str:
        for pattern in (MOMENT, ELSEWHERE, self.names):
            text = pattern.sub(SHORT_WORD, text)
        return text


def names_in(db: Database) -> re.Pattern[str]:
    """Any name, title or address that stands in the database."""
    found = {name for column in NAMED for name in db.scalars(select(col(column)))}
    return _any_of(found - {""})


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
