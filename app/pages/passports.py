"""The passport: what is agreed in the owner's order, who reads each item, and exactly what a chosen reader will see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.adapters.wordings import full_date, listed, spoken
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.passports import ItemChoice, ReaderChoice, ShareForm
from app.forms.times import day_as_written
from app.models.accommodations import Accommodation, PassportShare
from app.models.cohorts import Cohort, Enrolment
from app.models.passports import PassportProposal, ProposalStatus
from app.models.people import Person
from app.models.productions import Production
from app.pages.accommodations import TO_LISTING, Crumb
from app.pages.passports_reading import Shared, shared_as
from app.rules.accommodations import holding
from app.services.passports import PERSON, PRODUCTION, Reader, actor_behind, possible_readers
from app.services.passports_confirming import due_days, is_confirmed

TO_PASSPORT: Crumb = (N_("your passport"), "passports.show", {})


@dataclass(frozen=True)
class Given:
    """One reader of one item, for the owner: until when, and who said that they will provide it, or by when they should.

    `is_asked` says that we ask them. Nobody asks a host, who meets many people for an hour.
    """

    share_id: UUID
    key: str
    reader: Sentence
    until: date
    confirmed: Sentence | None
    by: date | None
    is_asked: bool


@dataclass(frozen=True)
class Item:
    """One agreed item: the words that readers read, and who they are."""

    id: UUID
    label: str
    provide: str
    given: Sequence[Given]


@dataclass(frozen=True)
class Passport:
    """`waiting` counts what could be shared again, and `readers` are links to what each reader sees."""

    items: Sequence[Item]
    waiting: int
    readers: Sequence[tuple[str, Sentence]]
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
    """Exactly what the chosen reader will read, drawn as on their own page. `until` is there before sharing."""

    reader: str
    shared: Shared
    until: date | None
    title: str = N_("What they will read")
    template: str = "passports/preview.html"
    crumb: Crumb = (N_("your choice"), "passports.sharing", {})


def show(work: Work) -> Passport:
    """The owner's passport, in the owner's order."""
    given = _given(work, today_in(work.db.get_one(Person, work.actor.person_id).time_zone, work.now))
    items = [Item(row.id, NEEDS[row.need].label, row.provide, given.get(row.id, ())) for row in items_of(work)]
    readers = {each.key: each.reader for item in items for each in item.given}
    return Passport(items, _waiting(work), list(readers.items()))


def share_form(work: Work) -> type[ShareForm]:
    """The form over the owner's own items and possible readers."""
    items = [Option(str(row.id), row.provide) for row in items_of(work)]
    readers = [Option(reader.key, _reader(reader)) for reader in _readers(work)]
    return offering(ShareForm, items=items, reader=readers)


def blank_share(work: Work, asked: ItemChoice | None) -> Filled[ShareForm]:
    """Only the item and the reader whose link was pressed are chosen already; until the end of the owner's cohort."""
    kind = share_form(work)
    options = Filled.blank(kind).field("items").options
    ends_on = work.db.scalars(
        select(col(Cohort.ends_on))
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(col(Enrolment.person_id) == work.actor.person_id)
        .order_by(col(Cohort.ends_on).desc())
    ).first()
    asked = asked or ItemChoice()
    chosen = [option.value for option in options if option.value == str(asked.item)]
    until = day_as_written(ends_on) if ends_on else None
    return Filled.blank(kind, items=chosen, reader=asked.reader or None, until=until)


def sharing(filled: Filled[ShareForm]) -> Sharing:
    return Sharing(bool(filled.field("items").options), bool(filled.field("reader").options))


def preview(work: Work, filled: Filled[ShareForm]) -> Preview | Sharing:
    """What the reader would see after this choice; the form again where something is still missing."""
    reader = filled.field("reader")
    chosen = next((option for option in reader.options if option.value == reader.value), None)
    if filled.form is None or chosen is None:
        return sharing(filled)
    own = {option.value for option in filled.field("items").options}
    also = [item for item in filled.form.items if str(item) in own]
    return Preview(chosen.label, _shared(work, chosen.value, also), filled.form.until)


def seen_by(work: Work, asked: ReaderChoice | None) -> Preview:
    """What a reader sees now, drawn by the view and the rule of their own page."""
    found = next((reader for reader in _readers(work) if asked and reader.key == asked.reader), None)
    if found is None:
        raise Missing
    crumb = TO_PASSPORT
    return Preview(_reader(found), _shared(work, found.key), None, title=N_("What they read now"), crumb=crumb)


def _shared(work: Work, key: str, also: Sequence[UUID] = ()) -> Shared:
    return shared_as(work, actor_behind(key), work.db.get_one(Person, work.actor.person_id), also)


def items_of(work: Work) -> Sequence[Accommodation]:
    return work.db.scalars(
        select(Accommodation)
        .where(col(Accommodation.person_id) == work.actor.person_id, holding(), col(Accommodation.provide) != "")
        .order_by(col(Accommodation.position), col(Accommodation.id))
    ).all()


def _given(work: Work, today: date) -> dict[UUID, list[Given]]:
    who = aliased(Person)
    rows: Any = work.db.execute(
        select(PassportShare, Accommodation, col(Person.name), col(Production.title))
        .join(Accommodation, col(Accommodation.id) == PassportShare.accommodation_id)
        .outerjoin(Person, col(Person.id) == PassportShare.with_person_id)
        .outerjoin(Production, col(Production.id) == PassportShare.with_production_id)
        .outerjoin(who, col(who.id) == PassportShare.confirmed_by_id)
        .add_columns(col(who.name))
        .where(
            col(PassportShare.person_id) == work.actor.person_id,
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.until) >= today,
        )
        .order_by(col(PassportShare.id))
    ).all()
    due = due_days(work.db, [share for share, *_ in rows])
    given: dict[UUID, list[Given]] = {}
    for share, item, name, title, by in rows:
        confirmed = _confirmed(share, by) if is_confirmed(share, item) else None
        reader = short_reader(name, title)
        by_day = due.get(share.id)
        is_asked = by_day is not None or share.with_production_id is not None
        line = Given(share.id, _key(share), reader, share.until, confirmed, by_day, is_asked)
        given.setdefault(share.accommodation_id, []).append(line)
    return given


def _confirmed(share: PassportShare, by: str | None) -> Sentence:
    day = full_date(share.confirmed_at) if share.confirmed_at else ""
    return sentence(N_("%(name)s said on %(day)s that they will provide it."), name=by or "", day=day)


def _key(share: PassportShare) -> str:
    return (
        f"{PRODUCTION}:{share.with_production_id}" if share.with_production_id else f"{PERSON}:{share.with_person_id}"
    )


def _waiting(work: Work) -> int:
    mine = (
        select(func.count())
        .select_from(PassportProposal)
        .join(Accommodation, col(Accommodation.id) == PassportProposal.accommodation_id)
        .where(
            col(PassportProposal.person_id) == work.actor.person_id,
            col(PassportProposal.status) == ProposalStatus.WAITING,
            col(PassportProposal.until) >= work.now.date(),
            holding(),
        )
    )
    return work.db.scalar(mine) or 0


def _readers(work: Work) -> list[Reader]:
    return possible_readers(work.db, work.actor.person_id, work.now) if work.actor.person_id else []


def short_reader(name: str | None, title: str | None) -> Sentence:
    if title:
        return sentence(N_("The coordinators of %(production)s"), production=title)
    return Sentence(name or "")


def _reader(reader: Reader) -> str:
    """A reader in words, ready for a list of choices."""
    names = listed(list(reader.names))
    if reader.session:
        return spoken(sentence(N_("%(name)s, who holds “%(session)s”"), name=names, session=reader.session))
    if not reader.production:
        return spoken(sentence(N_("%(name)s, your mentor"), name=names))
    if not names:
        return spoken(sentence(N_("The coordinators of %(production)s"), production=reader.production))
    return spoken(
        sentence(N_("The coordinators of %(production)s: %(names)s"), production=reader.production, names=names)
    )
