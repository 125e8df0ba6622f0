"""The sign-ins of somebody else, for administrators: where they are signed in, and nothing more of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.sign_ins import PersonWanted
from app.models.people import Person
from app.pages import people_found
from app.pages.people_found import Found
from app.pages.sign_ins_own import Place, place_of
from app.services import sign_ins_ending

LEAST_LETTERS = 3


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
    search = people_found.search(work, select(Person), name, least=LEAST_LETTERS, by_email=True)
    return People(search.found, search.asked, search.is_cut)


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
