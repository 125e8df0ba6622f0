"""What coordinators read about a plan: who sits where and when, how it fits, what is missing, and what would change."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlmodel import col

from accessibility.vocabulary import Match
from app.adapters.wordings import listed, spoken
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import today_in
from app.forms.plans import Look
from app.models.absences import Absence
from app.models.assignments import Assignment, AssignmentStatus
from app.models.people import Person
from app.models.placings import Pin
from app.models.plans import Plan, PlanStatus
from app.models.productions import Location, Production
from app.models.workstations import Workstation
from app.pages.plans_grid import Ground, grid_of, ground_of, hours_between
from app.pages.plans_making import making
from app.pages.plans_views import DeskFit, FitLine, PersonFit, PlanPage, Sitting
from app.pages.plans_words import figures_in_words, shortfalls_in_words
from app.pages.productions import KINDS, name_of
from app.rules.assignments import LIFE, stays
from app.rules.plans import PLANS, REASONS
from app.rules.shortfalls import Shortfall
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


def show(work: Work, plan: Plan, look: Look) -> PlanPage:
    ground = ground_of(work, plan)
    production, cohort = ground.production, ground.cohort
    short = [Shortfall.read(each) for each in plan.explanations]
    found = _rows(work, plan, [each.person for each in short])
    rows = [row for row in found if row[0] is not None]
    fitting = _people(work, production, rows, is_current=_is_current(work, plan, production))
    sittings = [_sitting(production, list(group), fitting) for _, group in groupby(rows, key=_one_sitting)]
    sittings.sort(key=lambda each: each.day)
    clashes = {row_id: each.clash for each in sittings for row_id in each.rows}
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
        shortfalls=shortfalls_in_words(short, _names(ground, found)),
        grid=grid_of(plan, ground, rows, look, clashes),
        edits=plan.edits,
        people=list(fitting.values()),
        is_outdated=plan.status is PlanStatus.PUBLISHED and any(each.is_outdated for each in sittings),
        to_look_at=[each for each in sittings if each.clash],
        staying=[each for each in sittings if each.stays],
        shape=look.shape,
        making=making(plan, work.now, production.time_zone, has_rows=bool(rows)),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def _names(ground: Ground, found: Sequence[Any]) -> dict[UUID, str]:
    """People, places and desks by id."""
    people = {row[6]: row[1] for row in found}
    return people | ground.names


def _rows(work: Work, plan: Plan, short: Sequence[UUID]) -> Sequence[Any]:
    """Every block with its person, desk and place, whether it is kept and whether the person is away.

    Blocks of one sitting follow each other. Whoever is short and has no block comes with a name alone.
    """
    kept = select(col(Pin.id)).where(
        col(Pin.production_id) == plan.production_id,
        col(Pin.person_id) == Assignment.person_id,
        col(Pin.on_date) == Assignment.on_date,
        col(Pin.block) == Assignment.block,
    )
    away = select(col(Absence.id)).where(
        col(Absence.production_id) == plan.production_id,
        col(Absence.person_id) == Assignment.person_id,
        col(Absence.ended_at).is_(None),
        col(Absence.first_day) <= col(Assignment.on_date),
        col(Absence.last_day) >= col(Assignment.on_date),
    )
    in_plan = and_(col(Assignment.plan_id) == plan.id, col(Assignment.is_planned))
    return work.db.execute(
        select(
            Assignment, col(Person.name), Workstation, col(Location.name), kept.exists(), away.exists(), col(Person.id)
        )
        .select_from(Person)
        .outerjoin(Assignment, and_(col(Assignment.person_id) == Person.id, in_plan))
        .outerjoin(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .outerjoin(Location, col(Location.id) == Workstation.location_id)
        .where(or_(in_plan, col(Person.id).in_(short)))
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
        assignment.wish_answer,
    )


def _is_current(work: Work, plan: Plan, production: Production) -> bool:
    """Whether coordinators still prepare for its days. Older versions and weeks that are over tell nothing of anybody."""
    is_over = plan.last_day < today_in(production.time_zone, work.now)
    return not is_over and plan.status in {PlanStatus.DRAFT, PlanStatus.PUBLISHED}


def _people(work: Work, production: Production, rows: Sequence[Any], *, is_current: bool) -> dict[UUID, PersonFit]:
    """Everybody in the plan, by name. For whoever shares nothing the lists are empty, which says nothing."""
    names = sorted({(name, assignment.person_id) for assignment, name, *_ in rows})
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
    return {
        desk.id: (desk, place) for assignment, _, desk, place, *_ in rows if assignment.person_id == person
    }.values()


def _desk_fit(shared: Iterable[fits.Provision], desk: Workstation, place: str) -> DeskFit:
    found = [(each, each.fit_at(desk.profile)) for each in shared]
    lines = [
        FitLine(each.instruction, FIT_WORDS[fit], each.agreed_until(desk.id), each.is_no_more(desk.id))
        for each, fit in found
        if fit
    ]
    return DeskFit(desk.id, desk.name, place, lines)


def _sitting(production: Production, rows: Sequence[Any], people: Mapping[UUID, PersonFit]) -> Sitting:
    assignment, name, desk, place, _, is_away, _ = rows[0]
    person = people[assignment.person_id]
    lines = next(each.lines for each in person.desks if each.desk_id == desk.id)
    return Sitting(
        rows=[row[0].id for row in rows],
        person=name,
        desk=desk.name,
        place=place,
        day=assignment.on_date,
        hours=listed([hours_between(production, row[0].starts_at, row[0].ends_at) for row in rows]),
        answer=LIFE.words[assignment.status].staff if assignment.is_live else "",
        answer_kind=ANSWER_KINDS.get(assignment.status, "plain"),
        asks_to_change=assignment.is_live and assignment.status is AssignmentStatus.ASKED_TO_CHANGE,
        wish=assignment.wish if assignment.is_live else "",
        stays=assignment.is_live and stays(assignment),
        why_it_stays=assignment.wish_answer if assignment.is_live else "",
        is_away=is_away,
        unmet=[line.instruction for line in lines if line.bars(assignment.on_date, FIT_WORDS[Match.MET])],
        is_outdated=any(line.bars(assignment.on_date, FIT_WORDS[Match.MET]) and line.is_no_more for line in lines),
    )


def _title(plan: Plan) -> str:
    return spoken(sentence(N_("Plan for %(days)s"), days=name_of(plan.first_day, plan.last_day, plan.version)))
