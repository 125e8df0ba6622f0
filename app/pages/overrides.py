"""What people were asked about desks: for the person in their own words, for coordinators only what is shared with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from accessibility.vocabulary import NEEDS
from app.adapters.wordings import spoken
from app.core.errors import Missing
from app.core.sealed_columns import UNREAD
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.overrides import OverrideWish
from app.models.accommodations import Accommodation, PassportShare, Strength
from app.models.overrides import Override, OverrideStatus
from app.models.people import Person
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.rules.accommodations import holds
from app.rules.overrides import LIFE, of_coordinator, visible_to
from app.services import fits, overrides
from app.services.overrides_facts import is_about

Crumb = tuple[str | Sentence, str, Mapping[str, Any]]

KINDS: Mapping[OverrideStatus, str] = {
    OverrideStatus.ASKED: "info",
    OverrideStatus.AGREED: "success",
}
OVER = N_("The last day is over. Everything holds as before")
OTHER_WORDS = N_("Other words were agreed since")
LATEST = 10
ENDED = N_("It is not agreed any more")
NOT_SHARED = N_("Something that is not shared with this production now")
MINE: Crumb = (N_("what you were asked about desks"), "overrides.mine", {})


@dataclass(frozen=True)
class AskingPage:
    workstation_id: UUID
    person_id: UUID
    person: str
    kind: type[OverrideWish]
    title: Sentence
    part: str
    crumb: Crumb

    @property
    def form(self) -> Filled[OverrideWish]:
        return Filled.blank(self.kind)


@dataclass(frozen=True)
class Line:
    """One question. `what` are the words of the need for whoever reads it."""

    id: UUID
    person: str
    production: str
    desk: str
    what: str
    last_day: date
    word: str
    kind: str
    can_withdraw: bool


@dataclass(frozen=True)
class Asked:
    """For coordinators of one production: open ones first, each from the newest on. `has_more` tells of older ones."""

    id: UUID
    part: str
    lines: Sequence[Line]
    has_more: bool
    crumb: Crumb
    title: str = N_("What people were asked about desks")


@dataclass(frozen=True)
class Mine:
    lines: Sequence[Line]
    crumb: Crumb = (N_("my days"), "assignments.mine", {})
    title: str = N_("What you were asked about desks")


@dataclass(frozen=True)
class OwnPage:
    """One question for the person themselves. `because` is what was found at the desk, as far as it is measured."""

    id: UUID
    workstation_id: UUID
    title: Sentence
    part: str
    asker: str
    place: str
    desk: str
    what: str
    because: Sequence[str]
    reason: str
    last_day: date
    asked_at: datetime
    zone: str
    word: str
    kind: str
    waits: bool
    can_take_back: bool
    crumb: Crumb = MINE


def asking(work: Work, desk: Workstation, person_id: UUID) -> AskingPage:
    """Nothing shared with this production is a page that is not there."""
    place, person = work.db.get_one(Location, desk.location_id), work.db.get(Person, person_id)
    shared = overrides.unmet_musts(work, desk, place.production_id, person_id)
    if person is None or not shared:
        raise Missing
    options = [Option(str(key), each.instruction) for key, each in shared.items()]
    return AskingPage(
        workstation_id=desk.id,
        person_id=person_id,
        person=person.name,
        kind=offering(OverrideWish, need=options),
        title=sentence(N_("Ask %(person)s about %(desk)s"), person=person.name, desk=desk.name),
        part=place.name,
        crumb=(desk.name, "workstations.fit", {"workstation_id": desk.id, "person_id": person_id}),
    )


def listing(work: Work, production: Production) -> Asked:
    """What is open, and the latest of the others. People are written down as read about only where they are shown."""
    ours = _with_names(of_coordinator(work.actor).where(col(Override.production_id) == production.id))
    today = today_in(production.time_zone, work.now)
    is_open = col(Override.status).not_in(LIFE.ends) & (col(Override.last_day) >= today)
    latest = work.db.execute(ours.where(~is_open).limit(LATEST + 1)).all()
    rows = [*work.db.execute(ours.where(is_open)).all(), *latest[:LATEST]]
    shared = fits.provisions_for(work, production.id, {row[0].person_id for row in rows})
    words = {each.sketch.id: each.instruction for some in shared.values() for each in some if each.sketch}
    lines = [_line(work, row, words.get(row[0].accommodation_id, spoken(NOT_SHARED)), own=False) for row in rows]
    return Asked(
        id=production.id,
        part=production.title,
        lines=lines,
        has_more=len(latest) > LATEST,
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def listing_of(work: Work, production_id: UUID) -> Asked:
    return listing(work, work.db.get_one(Production, production_id))


def mine(work: Work) -> Mine:
    rows = work.db.execute(_with_names(visible_to(work.actor))).all()
    return Mine([_line(work, row, spoken(NEEDS[row[-1].need].label), own=True) for row in rows])


def show(work: Work, override: Override) -> OwnPage:
    row = work.db.execute(
        select(Accommodation, Workstation, col(Location.name), Production, col(Person.name))
        .select_from(Accommodation)
        .join(Workstation, col(Workstation.id) == override.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .join(Production, col(Production.id) == override.production_id)
        .join(Person, col(Person.id) == override.asked_by)
        .where(col(Accommodation.id) == override.accommodation_id)
    ).one()
    item, desk, place, production, asker = row
    found, over = fits.own_fit(item, desk.profile, spoken), _is_over(work, override, production.time_zone)
    word, kind = _state(override, item, over=over, own=True)
    return OwnPage(
        id=override.id,
        workstation_id=desk.id,
        title=sentence(N_("May %(desk)s be used for you?"), desk=desk.name),
        part=production.title,
        asker=asker,
        place=place,
        desk=desk.name,
        what=spoken(NEEDS[item.need].label),
        because=found.because if found else (),
        reason=override.reason,
        last_day=override.last_day,
        asked_at=override.asked_at,
        zone=production.time_zone,
        word=word,
        kind=kind,
        waits=LIFE.allows(override, "agree") and not over and is_about(override, item),
        can_take_back=LIFE.allows(override, "take_back") and not over,
    )


def example_person(db: Session, desk: Workstation) -> Mapping[str, str] | None:
    """Somebody who shares a must with the production of this desk that the desk does not meet."""
    rows = db.execute(
        select(Accommodation)
        .join(PassportShare, col(PassportShare.accommodation_id) == Accommodation.id)
        .join(Location, col(Location.production_id) == PassportShare.with_production_id)
        .where(
            col(Location.id) == desk.location_id,
            col(PassportShare.ended_at).is_(None),
            col(Accommodation.strength) == Strength.MUST,
        )
        .order_by(col(Accommodation.id))
    ).scalars()
    sketches = [fits.Provision(row.provide, row) for row in rows]
    found = next(iter(overrides.unmet(sketches, desk)), None)
    return {"person_id": str(found.sketch.person_id)} if found and found.sketch else None


def waiting(_db: Session, override: Override) -> Mapping[str, str] | None:
    """An example of a question that waits."""
    return {} if LIFE.allows(override, "agree") else None


def agreed(_db: Session, override: Override) -> Mapping[str, str] | None:
    """An example of a yes that can be taken back."""
    return {} if LIFE.allows(override, "take_back") else None


def _with_names(chosen: Select[Any]) -> Select[Any]:
    whose = aliased(Person)
    return (
        chosen.join(whose, col(whose.id) == Override.person_id)
        .join(Workstation, col(Workstation.id) == Override.workstation_id)
        .join(Production, col(Production.id) == Override.production_id)
        .join(Accommodation, col(Accommodation.id) == Override.accommodation_id)
        .add_columns(col(whose.name), col(Workstation.name), Production, Accommodation)
        .order_by(col(Override.asked_at).desc(), col(Override.id))
    )


def _line(work: Work, row: Any, what: str, *, own: bool) -> Line:
    override, person, desk, production, item = row
    over = _is_over(work, override, production.time_zone)
    word, kind = _state(override, item, over=over, own=own)
    return Line(
        id=override.id,
        person=person,
        production=production.title,
        desk=desk,
        what=what,
        last_day=override.last_day,
        word=word,
        kind=kind,
        can_withdraw=LIFE.allows(override, "withdraw") and not over,
    )


def _state(override: Override, item: Accommodation, *, over: bool, own: bool) -> tuple[str, str]:
    if over and override.status not in LIFE.ends:
        return OVER, "plain"
    if UNREAD not in item.agreed and override.status not in LIFE.ends and not is_about(override, item):
        return OTHER_WORDS if holds(item) else ENDED, "plain"
    words = LIFE.words[override.status]
    return words.own if own else words.staff, KINDS.get(override.status, "plain")


def _is_over(work: Work, override: Override, zone: str) -> bool:
    return override.last_day < today_in(zone, work.now)
