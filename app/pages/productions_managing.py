"""What managers see of the productions of their programmes: the list, making one, who coordinates it, and when it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import col

from app.adapters.wordings import city_time, full_date, listed, spoken
from app.core.actors import Role
from app.core.holidays import regions_of
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.core.zones import zones_of
from app.forms.asking import Option
from app.forms.filling import Filled, FilledField
from app.forms.offering import offering, unseen
from app.forms.productions_managing import ConfirmedEnd, CoordinatorWish, EndForm, NewProduction
from app.models.approvals import Approval
from app.models.productions import Location, Production
from app.models.programmes import Programme
from app.pages.productions import Crumb
from app.rules.approvals import LIFE
from app.rules.productions import is_over, managed_by, notice_in_words
from app.services.productions_managing import coordinators_in, coordinators_of, touched_by

TO_LIST: Crumb = (N_("productions"), "productions.managed", {})
NOBODY_YET = Option("", N_("Nobody yet. You can ask somebody on the next page"))


@dataclass(frozen=True)
class Line:
    id: UUID
    title: str
    programme: str
    days: Sentence | str
    coordinators: str
    word: str
    kind: str


@dataclass(frozen=True)
class ManagedList:
    """Those that run or come first, by title; then those that are over."""

    lines: Sequence[Line]
    title: str = N_("Productions of your programmes")


@dataclass(frozen=True)
class Making:
    """`likely` is chosen beforehand where there is one programme: that one, and where it is."""

    kind: type[NewProduction]
    likely: Mapping[str, object]
    title: str = N_("Make a production")
    crumb: Crumb = TO_LIST

    @property
    def form(self) -> Filled[NewProduction]:
        return Filled.blank(self.kind, notice_book_days=2, notice_days=2, notice_cancel_days=2, **self.likely)


@dataclass(frozen=True)
class Part:
    label: str
    value: str | Sentence
    change: None = None


@dataclass(frozen=True)
class ManagedPage:
    """`waits_for` are people who were asked for and need a second person's yes. `needs` is the one next step, if any."""

    id: UUID
    title: str
    part: str
    parts: Sequence[Part]
    coordinators: Sequence[str]
    waits: bool
    is_over: bool
    crumb: Crumb = TO_LIST


@dataclass(frozen=True)
class Asking:
    id: UUID
    part: str
    crumb: Crumb
    title: str = N_("Ask somebody to coordinate it")

    @property
    def form(self) -> Filled[CoordinatorWish]:
        return Filled.blank(CoordinatorWish)


@dataclass(frozen=True)
class Ending:
    id: UUID
    part: str
    last_day: date | None
    crumb: Crumb
    title: str = N_("End this production")


@dataclass(frozen=True)
class ConfirmingEnd:
    """What ending means for published days, in numbers: whose days they are is for coordinators. `fields` carry on what was
    typed.
    """

    id: UUID
    part: str
    last_day: date
    days: int
    people: int
    fields: Sequence[FilledField]
    crumb: Crumb
    title: str = N_("Check before it ends")


def listing(work: Work) -> ManagedList:
    rows = work.db.execute(
        managed_by(work.actor)
        .join(Programme, col(Programme.id) == Production.programme_id)
        .add_columns(col(Programme.name))
        .order_by(col(Production.title), col(Production.id))
    ).all()
    names = coordinators_of(work, [row[0].id for row in rows])
    lines = [_line(work, production, programme, names.get(production.id, {})) for production, programme in rows]
    return ManagedList(sorted(lines, key=lambda line: line.kind == "plain"))


def making(work: Work) -> Making:
    """The form with the programmes, regions, zones and people that this manager can choose from."""
    mine = list(work.actor.programmes_as(Role.MANAGER))
    programmes = work.db.scalars(
        select(Programme).where(col(Programme.id).in_(mine)).order_by(col(Programme.name))
    ).all()
    people = coordinators_in(work, mine)
    kind = offering(
        NewProduction,
        programme=[Option(str(each.id), each.name) for each in programmes],
        region=_regions(sorted({each.country for each in programmes})),
        zone=_zones(programmes),
        coordinator=[*(Option(str(key), name) for key, name in people.items()), NOBODY_YET],
    )
    return Making(kind, _likely(programmes[0]) if len(programmes) == 1 else {})


def _likely(programme: Programme) -> dict[str, object]:
    where = f"{programme.country}-{programme.region}" if programme.region else programme.country
    return {"programme": programme.id, "region": where, "zone": programme.time_zone}


def show(work: Work, production: Production) -> ManagedPage:
    programme, places, waits = work.db.execute(
        select(
            col(Programme.name),
            select(func.count()).where(col(Location.production_id) == production.id).scalar_subquery(),
            select(func.count())
            .where(col(Approval.production_id) == production.id, col(Approval.status) == LIFE.start)
            .where(col(Approval.lapses_at) > work.now)
            .scalar_subquery(),
        ).where(col(Programme.id) == production.programme_id)
    ).one()
    return ManagedPage(
        id=production.id,
        title=production.title,
        part=programme,
        parts=_parts(production, places),
        coordinators=list(coordinators_of(work, [production.id]).get(production.id, {}).values()),
        waits=waits > 0,
        is_over=is_over(production, today_in(production.time_zone, work.now)),
    )


def asking(production: Production) -> Asking:
    return Asking(production.id, production.title, _back(production))


def ending(production: Production) -> Ending:
    return Ending(production.id, production.title, production.last_day, _back(production))


def confirming_end(work: Work, production: Production, filled: Filled[Any], form: EndForm) -> ConfirmingEnd:
    found = touched_by(work, production, form.last_day)
    fields = Filled.blank(carried(), last_day=filled.text("last_day"), seen=found.mark).fields
    return ConfirmingEnd(
        production.id, production.title, form.last_day, found.day_count, len(found.people), fields, _back(production)
    )


def carried() -> type[ConfirmedEnd]:
    """The form with its day carried along unseen."""
    return unseen(ConfirmedEnd, "last_day")


def _line(work: Work, production: Production, programme: str, people: Mapping[UUID, str]) -> Line:
    today = today_in(production.time_zone, work.now)
    if is_over(production, today):
        word, kind = N_("Over"), "plain"
    elif not people:
        word, kind = N_("Nobody coordinates it yet"), "warning"
    else:
        word, kind = N_("Runs or is to come"), "success"
    return Line(
        production.id, production.title, programme, _days(production), listed(list(people.values())), word, kind
    )


def _days(production: Production) -> Sentence | str:
    last = full_date(production.last_day) if production.last_day else ""
    if production.first_day and last:
        return sentence(N_("%(first)s to %(last)s"), first=full_date(production.first_day), last=last)
    if last:
        return sentence(N_("Until %(last)s"), last=last)
    return N_("No first or last day yet")


def _parts(production: Production, places: int) -> list[Part]:
    known = regions_of(production.country) if production.country else {}
    where = known.get(production.region, production.region) or N_("Where its programme is")
    return [
        Part(N_("Days"), _days(production)),
        Part(N_("Public holidays"), where),
        Part(N_("Hours"), city_time(production.time_zone)),
        Part(N_("Notice"), " ".join(spoken(each) for each in notice_in_words(production)) or N_("None is promised")),
        Part(N_("Places"), str(places)),
    ]


def _regions(countries: Sequence[str]) -> list[Option]:
    options = []
    for country in countries:
        regions = regions_of(country)
        options += [
            Option(f"{country}-{code}", name) for code, name in sorted(regions.items(), key=lambda each: each[1])
        ]
        if not regions:
            options.append(Option(country, country))
    return options


def _zones(programmes: Sequence[Programme]) -> list[Option]:
    zones = dict.fromkeys(zone for each in programmes for zone in (each.time_zone, *zones_of(each.country)))
    return [Option(zone, city_time(zone)) for zone in zones]


def _back(production: Production) -> Crumb:
    return (production.title, "productions.manage", {"production_id": production.id})
