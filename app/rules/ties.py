"""The law of ties: who may not read whose application. What ties them is asked of the data each time, and never kept."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Select, and_, false, func, literal, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.marks import mentions
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Answer, Application
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Review, ReviewStatus, Tie
from app.models.ties import KnownPerson, NamedReader
from app.rules import applications
from app.rules.applications import is_own
from app.rules.blueprint_phases import Employer
from app.rules.blueprints import Blueprint, blueprints
from app.rules.supporters import was_asked

_NAMED, _THEIRS, _KNOWN, _MATCH = aliased(NamedReader), aliased(Review), aliased(KnownPerson), aliased(Match)
_INTAKE, _ANSWER, _APPLICANT, _PERSON = aliased(Cohort), aliased(Answer), aliased(Person), aliased(Person)
"""Made once: an alias costs more than the statement that it stands in. None stands inside another use of itself."""

Reader = UUID | Mapped[UUID] | None
"""The id of a reader, or the column that holds it in the statement around."""


class Kind(StrEnum):
    """Where a tie was found. Managers read that much of it, and nothing more."""

    SELF = "self"
    NAMED = "named"
    DECLARED = "declared"
    KNOWN = "known"
    MENTOR = "mentor"
    EMPLOYER = "employer"
    SUPPORTER = "supporter"


KINDS: Mapping[Kind, str] = {
    Kind.SELF: N_("It is their own application."),
    Kind.NAMED: N_("The applicant asked that somebody else reads it."),
    Kind.DECLARED: N_("They said that they know the person."),
    Kind.KNOWN: N_("They said that they know somebody of this name or address."),
    Kind.MENTOR: N_("They are or were mentor and trainee."),
    Kind.EMPLOYER: N_("They have the same employer."),
    Kind.SUPPORTER: N_("They know each other from outside the programme."),
}


def tied(reader: Reader) -> ColumnElement[bool]:
    """Whether anything ties this reader to the application of the statement around."""
    return or_(*ties(reader).values())


def ties(reader: Reader) -> Mapping[Kind, ColumnElement[bool]]:
    """Each kind of tie as a condition on the application of the statement around."""
    return {
        Kind.SELF: col(Application.person_id) == reader,
        Kind.NAMED: _is_named(reader),
        Kind.DECLARED: _has_declared(reader),
        Kind.KNOWN: _is_known(reader),
        Kind.MENTOR: _is_mentor(reader),
        Kind.EMPLOYER: or_(false(), *(_shares_employer(reader, each) for each in blueprints().values())),
        Kind.SUPPORTER: _has_supported(reader),
    }


def _there_is(found: Any, *conditions: ColumnElement[bool]) -> Exists:
    """A row of `found` under these conditions; every other table belongs to the statement around."""
    return select(literal(1).label("found")).select_from(found).where(*conditions).correlate_except(found).exists()


def _is_named(reader: Reader) -> ColumnElement[bool]:
    return _there_is(_NAMED, col(_NAMED.application_id) == Application.id, col(_NAMED.reader_id) == reader)


def _has_declared(reader: Reader) -> ColumnElement[bool]:
    return _there_is(
        _THEIRS,
        col(_THEIRS.application_id) == Application.id,
        col(_THEIRS.reviewer_id) == reader,
        col(_THEIRS.status) == ReviewStatus.CONFLICT,
    )


def _is_known(reader: Reader) -> ColumnElement[bool]:
    marks = (col(_APPLICANT.name_mark), col(_APPLICANT.email_mark))
    return _there_is(
        _KNOWN,
        col(_KNOWN.reader_id) == reader,
        col(_KNOWN.mark) != "",
        _there_is(_APPLICANT, col(_APPLICANT.id) == Application.person_id, col(_KNOWN.mark).in_(marks)),
    )


def _is_mentor(reader: Reader) -> ColumnElement[bool]:
    """In either direction: somebody who learned from the applicant reads them as little as their mentor does."""
    mentor, trainee, applicant = col(_MATCH.mentor_person_id), col(_MATCH.trainee_id), col(Application.person_id)
    return _there_is(
        _MATCH, or_((mentor == reader) & (trainee == applicant), (mentor == applicant) & (trainee == reader))
    )


def _has_supported(reader: Reader) -> ColumnElement[bool]:
    """In either direction: asked for help, helping, or over since the intake opened."""
    applicant = col(Application.person_id)
    opened = (
        select(col(_INTAKE.opens_at))
        .where(col(_INTAKE.id) == Application.cohort_id)
        .correlate_except(_INTAKE)
        .scalar_subquery()
    )
    return or_(was_asked(reader, applicant, since=opened), was_asked(applicant, reader, since=opened))


def _shares_employer(reader: Reader, blueprint: Blueprint) -> ColumnElement[bool]:
    """One of the programme's employers has them both: by their addresses, or by what the applicant answered."""
    if not blueprint.employers:
        return false()
    programme = select(col(Programme.id)).where(col(Programme.key) == blueprint.key).scalar_subquery()
    shared = (
        and_(_works_for(reader, employer), _applicant_works_for(employer, blueprint.employer_question))
        for employer in blueprint.employers
    )
    return and_(col(Application.programme_id) == programme, or_(*shared))


def _applicant_works_for(employer: Employer, question: str) -> ColumnElement[bool]:
    by_address = _works_for(col(Application.person_id), employer)
    if not question:
        return by_address
    named = mentions(col(_ANSWER.employer_marks), employer.name)
    return or_(
        by_address,
        _there_is(_ANSWER, col(_ANSWER.application_id) == Application.id, col(_ANSWER.question) == question, named),
    )


def asks_for_employer(programme: str, question: str) -> bool:
    """Whether the answers to this question are compared with the programme's employers, and so need their marks."""
    known = blueprints().get(programme)
    return known is not None and known.employer_question == question


def _works_for(person_id: Reader, employer: Employer) -> ColumnElement[bool]:
    address = func.lower(col(_PERSON.email)).endswith(f"@{employer.domain}", autoescape=True)
    return _there_is(_PERSON, col(_PERSON.id) == person_id, address)


NAME = Policy(
    "ties.name",
    {Role.APPLICANT: is_own},
    N_("Only the person who applies can say who should not read this."),
    Application,
    applications.visible_to,
)
KNOW = Policy("ties.know", {Role.REVIEWER: always}, N_("This page is for reviewers."))


def known_visible_to(actor: Actor) -> Select[Any]:
    return select(KnownPerson).where(col(KnownPerson.reader_id) == actor.person_id)


def _said_it(actor: Actor, known: KnownPerson) -> bool:
    return known.reader_id == actor.person_id


FORGET = Policy(
    "ties.forget",
    {Role.REVIEWER: _said_it},
    N_("Only the reviewer who wrote this can remove it."),
    KnownPerson,
    known_visible_to,
)

TIES: Mapping[Tie, str] = {
    Tie.FAMILY: N_("We are family"),
    Tie.FRIEND: N_("We are friends"),
    Tie.EMPLOYER: N_("One of us works for the other, or did"),
    Tie.MENTOR: N_("I am or was their mentor or teacher"),
    Tie.SUPPORTER: N_("I support them outside this programme"),
}
