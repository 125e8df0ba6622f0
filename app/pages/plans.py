"""What coordinators read about a plan: who sits where and when, how it fits, what is missing, and what would change."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import col

from accessibility.vocabulary import Match
from app.adapters.wordings import clock_time, full_date, listed, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.models.assignments import Assignment, AssignmentStatus
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location, Production, ShootDay
from app.models.workstations import Workstation
from app.pages.plans_views import Closed, DeskFit, FitLine, GridRow, PersonFit, PlanDay, PlanPage, Sitting
from app.pages.plans_words import figures_in_words, shortfalls_in_words
from app.pages.productions import KINDS, name_of
from app.rules.assignments import LIFE
from app.rules.plans import PLANS, REASONS
from app.services import fits

ANSWER_KINDS: Mapping[AssignmentStatus, str] = {
    AssignmentStatus.AGREED: "success",
    AssignmentStatus.ASKED_TO_CHANGE: "warning",
    AssignmentStatus.SEEN: "info",
}

FIT_WORDS: Mapping[Match, str] = {
    Match.MET: N_("yes"),
    Match.NOT_MET: N_("no"),
    Match.NOT_MEASURED: N_("not measured yet"),
}


def show(work: Work, plan: Plan, shape: str) -> PlanPage:
    production, cohort, open_days = around(work, plan)
    rows = _rows(work, plan)
    fitting = _people(work, production, rows, is_current=_is_current(work, plan, production))
    sittings = [_sitting(production, list(group), fitting) for _, group in groupby(rows, key=_one_sitting)]
    sittings.sort(key=lambda each: each.day)
    days = [PlanDay(day, list(group)) for day, group in groupby(sittings, key=lambda each: each.day)]
    return PlanPage(
        id=plan.id,
        title=_title(plan),
        part=production.title,
        status=plan.status,
        word=PLANS.words[plan.status].staff,
        kind=KINDS.get(plan.status, "plain"),
        cohort=cohort.name,
        published_at=plan.published_at,
        zone=production.time_zone,
        reason=REASONS[plan.reason] if plan.reason else "",
        trouble=plan.trouble,
        figures=figures_in_words(plan.figures),
        shortfalls=shortfalls_in_words(work, production, plan.explanations),
        days=days,
        grid=_grid(days, sittings, open_days),
        columns=[full_date(each.day) for each in days],
        people=list(fitting.values()),
        to_look_at=[each for each in sittings if each.clash],
        shape=shape,
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def around(work: Work, plan: Plan) -> tuple[Production, Cohort, frozenset[tuple[str, date]]]:
    """The production, the cohort, and which place works on which day of the plan, in one statement."""
    works = and_(
        col(ShootDay.production_id) == Production.id, col(ShootDay.on_date).between(plan.first_day, plan.last_day)
    )
    rows = work.db.execute(
        select(Production, Cohort, col(Location.name), col(ShootDay.on_date))
        .select_from(Production)
        .join(Cohort, col(Cohort.id) == plan.cohort_id)
        .outerjoin(ShootDay, works)
        .outerjoin(Location, col(Location.id) == ShootDay.location_id)
        .where(col(Production.id) == plan.production_id)
    ).all()
    return rows[0][0], rows[0][1], frozenset((place, day) for *_, place, day in rows if day)


def _rows(work: Work, plan: Plan) -> Sequence[Any]:
    """Every block with its person, desk and place; blocks of one sitting follow each other."""
    return work.db.execute(
        select(Assignment, col(Person.name), Workstation, col(Location.name))
        .join(Person, col(Person.id) == Assignment.person_id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Location, col(Location.id) == Workstation.location_id)
        .where(col(Assignment.plan_id) == plan.id, col(Assignment.is_planned))
        .order_by(col(Location.name), col(Workstation.name), col(Assignment.starts_at), col(Assignment.id))
    ).all()


def _one_sitting(row: Any) -> tuple[Any, ...]:
    assignment = row[0]
    return (
        assignment.workstation_id,
        assignment.on_date,
        assignment.person_id,
        assignment.status.value,
        assignment.wish,
    )


def _is_current(work: Work, plan: Plan, production: Production) -> bool:
    """Whether coordinators still prepare for its days. Older versions and weeks that are over tell nothing of anybody."""
    is_over = plan.last_day < today_in(production.time_zone, work.now)
    return not is_over and plan.status in {PlanStatus.DRAFT, PlanStatus.PUBLISHED}


def _people(work: Work, production: Production, rows: Sequence[Any], *, is_current: bool) -> dict[UUID, PersonFit]:
    """Everybody in the plan, by name. For whoever shares nothing the lists are empty, which says nothing."""
    names = sorted({(name, assignment.person_id) for assignment, name, _, _ in rows})
    shared = fits.provisions_for(work, production.id, [person for _, person in names]) if is_current else {}
    return {
        person: PersonFit(
            anchor=f"fit-{number}",
            name=name,
            person_id=person if person in shared else None,
            desks=[_desk_fit(shared.get(person, ()), desk, place) for desk, place in _desks_of(rows, person)],
            provide=[each.instruction for each in shared.get(person, ()) if each.fit_at({}) is None],
        )
        for number, (name, person) in enumerate(names, start=1)
    }


def _desks_of(rows: Sequence[Any], person: UUID) -> Iterable[tuple[Workstation, str]]:
    return {desk.id: (desk, place) for assignment, _, desk, place in rows if assignment.person_id == person}.values()


def _desk_fit(shared: Iterable[fits.Provision], desk: Workstation, place: str) -> DeskFit:
    found = [(each.instruction, each.fit_at(desk.profile)) for each in shared]
    return DeskFit(desk.id, desk.name, place, [FitLine(what, FIT_WORDS[fit]) for what, fit in found if fit])


def _sitting(production: Production, rows: Sequence[Any], people: Mapping[UUID, PersonFit]) -> Sitting:
    assignment, name, desk, place = rows[0]
    person = people[assignment.person_id]
    lines = next(each.lines for each in person.desks if each.desk_id == desk.id)
    return Sitting(
        anchor=person.anchor,
        person=name,
        desk=desk.name,
        place=place,
        day=assignment.on_date,
        hours=listed([_hours(production, row[0].block) for row in rows]),
        answer=LIFE.words[assignment.status].staff if assignment.is_live else "",
        answer_kind=ANSWER_KINDS.get(assignment.status, "plain"),
        asks_to_change=assignment.is_live and assignment.status is AssignmentStatus.ASKED_TO_CHANGE,
        wish=assignment.wish if assignment.is_live else "",
        unmet=[line.instruction for line in lines if line.answer != FIT_WORDS[Match.MET]],
    )


def _hours(production: Production, block: int) -> str:
    start, end = production.blocks[block]
    return spoken(sentence(N_("%(start)s to %(end)s"), start=clock_time(start), end=clock_time(end)))


def _grid(
    days: Sequence[PlanDay], sittings: Sequence[Sitting], open_days: frozenset[tuple[str, date]]
) -> list[GridRow]:
    """The same sittings with one row for each desk and one column for each day."""
    return [
        GridRow(
            spoken(sentence(N_("%(desk)s, %(place)s"), desk=desk, place=place)),
            [
                [each for each in day.sittings if (each.place, each.desk) == (place, desk)]
                or ([] if (place, day.day) in open_days else [Closed()])
                for day in days
            ],
        )
        for place, desk in sorted({(each.place, each.desk) for each in sittings})
    ]


def _title(plan: Plan) -> str:
    return spoken(sentence(N_("Plan for %(days)s"), days=name_of(plan.first_day, plan.last_day, plan.version)))
