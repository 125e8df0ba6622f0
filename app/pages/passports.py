"""The passport: what is agreed in the owner's order, who reads each item, and exactly what a chosen reader will see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.adapters.wordings import listed, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.passports import ShareForm
from app.forms.times import day_as_written
from app.models.accommodations import Accommodation, PassportShare
from app.models.cohorts import Cohort, Enrolment
from app.models.people import Person
from app.models.productions import Production
from app.pages.accommodations import TO_LISTING, Crumb
from app.rules.accommodations import holding
from app.services.passports import Reader, possible_readers, today_in

TO_PASSPORT: Crumb = (N_("your passport"), "passports.show", {})


@dataclass(frozen=True)
class Given:
    """One reader of one item, for the owner."""

    share_id: UUID
    reader: Sentence
    until: date


@dataclass(frozen=True)
class Item:
    """One agreed item: the words that readers read, and who they are."""

    id: UUID
    label: str
    provide: str
    given: Sequence[Given]


@dataclass(frozen=True)
class Passport:
    items: Sequence[Item]
    title: str = N_("Your passport")
    crumb: Crumb = TO_LISTING


@dataclass(frozen=True)
class Sharing:
    """The form to share. Without items or readers there is nothing to ask yet."""

    has_items: bool
    has_readers: bool
    title: str = N_("Share from your passport")
    template: str = "passports/sharing.html"
    crumb: Crumb = TO_PASSPORT


@dataclass(frozen=True)
class Preview:
    """Exactly what the chosen reader will read: the owner's name and the words, nothing else."""

    reader: str
    owner: str
    lines: Sequence[str]
    until: date
    title: str = N_("What they will read")
    template: str = "passports/preview.html"
    crumb: Crumb = (N_("your choice"), "passports.sharing", {})


def show(work: Work) -> Passport:
    """The owner's passport, in the owner's order."""
    today = today_in(work.db.get_one(Person, work.actor.person_id).time_zone, work.now)
    given = _given(work, today)
    return Passport([Item(row.id, NEEDS[row.need].label, row.provide, given.get(row.id, ())) for row in _items(work)])


def share_form(work: Work) -> type[ShareForm]:
    """The form over the owner's own items and possible readers."""
    items = [Option(str(row.id), row.provide) for row in _items(work)]
    readers = [Option(reader.key, _reader(reader)) for reader in _readers(work)]
    return offering(ShareForm, items=items, reader=readers)


def blank_share(work: Work, item: UUID | None) -> Filled[ShareForm]:
    """Only the item whose link was pressed is chosen already; until the end of the owner's cohort."""
    kind = share_form(work)
    options = Filled.blank(kind).field("items").options
    ends_on = work.db.scalars(
        select(col(Cohort.ends_on))
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(col(Enrolment.person_id) == work.actor.person_id)
        .order_by(col(Cohort.ends_on).desc())
    ).first()
    chosen = [option.value for option in options if option.value == str(item)]
    return Filled.blank(kind, items=chosen, until=day_as_written(ends_on) if ends_on else None)


def sharing(filled: Filled[ShareForm]) -> Sharing:
    return Sharing(bool(filled.field("items").options), bool(filled.field("reader").options))


def preview(work: Work, filled: Filled[ShareForm]) -> Preview | Sharing:
    """What the reader would see; the form again where something is still missing."""
    reader = filled.field("reader")
    chosen = next((option for option in reader.options if option.value == reader.value), None)
    if filled.form is None or chosen is None:
        return sharing(filled)
    ids = {str(item) for item in filled.form.items}
    lines = [option.label for option in filled.field("items").options if option.value in ids]
    return Preview(chosen.label, work.actor.name, lines, filled.form.until)


def _items(work: Work) -> Sequence[Accommodation]:
    return work.db.scalars(
        select(Accommodation)
        .where(col(Accommodation.person_id) == work.actor.person_id, holding(), col(Accommodation.provide) != "")
        .order_by(col(Accommodation.position), col(Accommodation.id))
    ).all()


def _given(work: Work, today: date) -> dict[UUID, list[Given]]:
    rows: Any = work.db.execute(
        select(PassportShare, Person.name, Production.title)
        .outerjoin(Person, col(Person.id) == PassportShare.with_person_id)
        .outerjoin(Production, col(Production.id) == PassportShare.with_production_id)
        .where(
            col(PassportShare.person_id) == work.actor.person_id,
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.until) >= today,
        )
        .order_by(col(PassportShare.id))
    )
    given: dict[UUID, list[Given]] = {}
    for share, name, title in rows:
        given.setdefault(share.accommodation_id, []).append(Given(share.id, _short(name, title), share.until))
    return given


def _readers(work: Work) -> list[Reader]:
    return possible_readers(work.db, work.actor.person_id) if work.actor.person_id else []


def _short(name: str | None, title: str | None) -> Sentence:
    if title:
        return sentence(N_("The coordinators of %(production)s"), production=title)
    return Sentence(name or "")


def _reader(reader: Reader) -> str:
    """A reader in words, ready for a list of choices."""
    names = listed(list(reader.names))
    if not reader.production:
        return spoken(sentence(N_("%(name)s, your mentor"), name=names))
    if not names:
        return spoken(sentence(N_("The coordinators of %(production)s"), production=reader.production))
    return spoken(
        sentence(N_("The coordinators of %(production)s: %(names)s"), production=reader.production, names=names)
    )
