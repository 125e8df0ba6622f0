"""The sign-ins of somebody else, for administrators: where they are signed in, and nothing more of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.sign_ins import PersonWanted
from app.models.people import Person
from app.pages.sign_ins_own import Place, place_of
from app.services import sign_ins_ending

MOST, LEAST_LETTERS = 20, 3


@dataclass(frozen=True)
class Found:
    person_id: UUID
    name: str
    email: str


@dataclass(frozen=True)
class People:
    found: Sequence[Found]
    asked: bool
    is_cut: bool
    title: str = N_("Sign-ins")


@dataclass(frozen=True)
class OfPerson:
    person_id: UUID
    name: str
    email: str
    places: Sequence[Place]
    zone: str
    title: Sentence
    crumb: tuple[str, str, dict[str, object]] = (N_("sign-ins"), "sign_ins.people", {})


def people(work: Work, wanted: Filled[PersonWanted]) -> People:
    name = wanted.form.name if wanted.form else ""
    found = _found(work, name) if len(name) >= LEAST_LETTERS else []
    return People(found[:MOST], asked=bool(name), is_cut=len(found) > MOST)


def of_person(work: Work, person: Person, zone: str) -> OfPerson:
    """`zone` is that of whoever looks. None of these browsers is called theirs, whoever they are."""
    return OfPerson(
        person.id,
        person.name,
        person.email,
        [place_of(sign_in, is_here=False) for sign_in in sign_ins_ending.lasting_of(work, person)],
        zone,
        sentence(N_("Where %(person)s is signed in"), person=person.name),
    )


def _found(work: Work, name: str) -> list[Found]:
    part = name.lower()
    rows = work.db.execute(
        select(Person.id, Person.name, Person.email)
        .where(
            or_(
                func.lower(col(Person.name)).contains(part, autoescape=True),
                col(Person.email).contains(part, autoescape=True),
            )
        )
        .order_by(col(Person.name), col(Person.id))
        .limit(MOST + 1)
    ).all()
    return [Found(*row) for row in rows]
