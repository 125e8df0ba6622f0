"""Two pages about ties: the applicant names readers, and a reviewer says whom they know before any look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.ties import NameReaders
from app.models.applications import Application
from app.models.ties import KnownPerson, NamedReader
from app.pages.applications import crumb_to
from app.rules.ties import TIES, known_visible_to
from app.services.reviewers import readers_of
from app.services.ties import CAN_NAME

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Naming:
    application_id: UUID
    has_readers: bool
    is_open: bool
    crumb: Crumb
    title: str = N_("Who should not read your application")


@dataclass(frozen=True)
class Known:
    known_id: UUID
    words: str
    how: str


@dataclass(frozen=True)
class Knowing:
    people: Sequence[Known]
    crumb: Crumb = (N_("your reviews"), "reviews.listing", {})
    title: str = N_("People you know")


@dataclass(frozen=True)
class Forgetting:
    known: Known
    crumb: Crumb = (N_("people you know"), "ties.knowing", {})
    title: str = N_("Remove somebody you know?")


def naming_form(work: Work, application: Application) -> type[NameReaders]:
    readers = readers_of(work.db, application)
    return offering(NameReaders, readers=[Option(str(person_id), name) for person_id, name in readers])


def named(work: Work, application: Application) -> Filled[NameReaders]:
    """The form with those who are named already."""
    chosen = select(NamedReader.reader_id).where(col(NamedReader.application_id) == application.id)
    return Filled.blank(naming_form(work, application), readers=work.db.scalars(chosen).all())


def naming(application: Application, filled: Filled[NameReaders]) -> Naming:
    return Naming(
        application_id=application.id,
        has_readers=bool(filled.field("readers").options),
        is_open=application.status in CAN_NAME,
        crumb=crumb_to(application.id),
    )


def knowing(work: Work) -> Knowing:
    """In the order of their words, which are sealed and so put in order here."""
    mine = work.db.scalars(known_visible_to(work.actor).order_by(col(KnownPerson.id)))
    return Knowing([_known(each) for each in sorted(mine, key=lambda each: each.words)])


def forgetting(known: KnownPerson) -> Forgetting:
    return Forgetting(_known(known))


def _known(known: KnownPerson) -> Known:
    return Known(known.id, known.words, TIES[known.tie])
