"""What one version changes against the one before: for a draft before it is published, and for every version afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, union_all
from sqlmodel import col

from app.adapters.wordings import listed, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.day_changes import DayChange, DayChangeStatus
from app.models.people import Person
from app.models.plans import Plan, PlanStatus
from app.models.productions import Production
from app.models.workstations import Workstation
from app.pages.productions import Crumb, name_of
from app.rules.day_changes import LIFE
from app.rules.plans import REASONS
from app.services.plans_changes import Change, Day, bookings_of, compare, days_of
from app.services.plans_facts import current_version
from app.services.promises_planning import mentors_changed, notice_at

CAN_BE_OVERRULED = (DayChangeStatus.WAITING, DayChangeStatus.AGREED)


@dataclass(frozen=True)
class DayLine:
    day: date
    before: str
    after: str


@dataclass(frozen=True)
class PersonLines:
    """One person whose days change. `desks` and `weekdays` count what a fixed seat and a fixed week promise to keep."""

    person: str
    days: Sequence[DayLine]
    kept: int
    desks: int
    weekdays: int


@dataclass(frozen=True)
class AskedLine:
    id: UUID
    person: str
    word: str
    can_be_overruled: bool


@dataclass(frozen=True)
class ChangesPage:
    """`promises` are the words for those of the whole production, `mentors` for the cohort since the version before.

    `is_waiting` says that there are people who are asked first, and that not all of their days changed yet.
    """

    id: UUID
    part: str
    name: Sentence
    is_draft: bool
    version_before: int | None
    why: str
    summary: Sentence
    people: Sequence[PersonLines]
    unchanged: Sequence[str]
    asked: Sequence[AskedLine]
    is_waiting: bool
    promises: Sequence[Sentence]
    mentors: Sentence | None
    crumb: Crumb
    title: str = N_("What changes in this version")


def listing(work: Work, plan: Plan) -> ChangesPage:
    production = work.db.get_one(Production, plan.production_id)
    before = _before(work, plan)
    was = bookings_of(work, before) if before else []
    now = bookings_of(work, plan)
    changes = compare(was, now)
    names = _names(work, changes, {each.workstation_id for each in (*was, *now)})
    old, new = days_of(was), days_of(now)
    felt = [who for who, change in changes.items() if change.is_felt]
    lines = [_person(names, names[who], changes[who], old.get(who, {}), new.get(who, {})) for who in felt]
    asked = _asked(work, plan)
    return ChangesPage(
        id=plan.id,
        part=production.title,
        name=name_of(plan.first_day, plan.last_day, plan.version),
        is_draft=plan.status is PlanStatus.DRAFT,
        version_before=before.version if before else None,
        why=REASONS[plan.reason] if plan.reason else "",
        summary=in_numbers(changes),
        people=sorted(lines, key=lambda line: line.person),
        unchanged=sorted(names[who] for who, change in changes.items() if not change.is_felt),
        asked=asked,
        is_waiting=any(each.can_be_overruled for each in asked),
        promises=_promises(work, production.id),
        mentors=_mentors(work, plan, before),
        crumb=(N_("the plan"), "plans.show", {"plan_id": plan.id}),
    )


def in_numbers(changes: Mapping[UUID, Change]) -> Sentence:
    """How much changes for how many, and how much stays."""
    felt = [change for change in changes.values() if change.is_felt]
    return sentence(
        N_("Days that change: %(days)s. People whose days change: %(people)s. Days that stay: %(kept)s."),
        days=sum(len(change.felt_days) for change in felt),
        people=len(felt),
        kept=sum(len(change.kept) for change in changes.values()),
    )


def _before(work: Work, plan: Plan) -> Plan | None:
    """What a draft would replace, or what a version replaced."""
    if plan.version is None:
        return current_version(work, plan)
    return work.db.scalars(
        select(Plan).where(
            col(Plan.production_id) == plan.production_id,
            col(Plan.cohort_id) == plan.cohort_id,
            col(Plan.first_day) == plan.first_day,
            col(Plan.version) == plan.version - 1,
        )
    ).one_or_none()


def _names(work: Work, people: Iterable[UUID], desks: Iterable[UUID]) -> dict[UUID, str]:
    """People and desks by id, in one statement."""
    named = union_all(
        select(col(Person.id), col(Person.name)).where(col(Person.id).in_(people)),
        select(col(Workstation.id), col(Workstation.name)).where(col(Workstation.id).in_(desks)),
    )
    return {key: name for key, name in work.db.execute(named)}  # noqa: C416 - rows are no pairs to dict


def _person(
    names: Mapping[UUID, str], person: str, change: Change, was: Mapping[date, Day], now: Mapping[date, Day]
) -> PersonLines:
    both = was.keys() & now.keys()
    return PersonLines(
        person=person,
        days=[DayLine(day, _at(names, was.get(day)), _at(names, now.get(day))) for day in sorted(change.felt_days)],
        kept=len(change.kept),
        desks=sum(_desks(was[day]) != _desks(now[day]) for day in both),
        weekdays=len({day.weekday() for day in was} ^ {day.weekday() for day in now}),
    )


def _desks(day: Day) -> set[UUID]:
    return {desk for _, desk in day}


def _at(names: Mapping[UUID, str], day: Day | None) -> str:
    """Each block with its desk."""
    if not day:
        return spoken(N_("Nothing."))
    lines = [
        spoken(sentence(N_("part %(number)s at %(desk)s"), number=block + 1, desk=names[desk]))
        for block, desk in sorted(day, key=lambda each: each[0])
    ]
    return listed(lines)


def _asked(work: Work, plan: Plan) -> list[AskedLine]:
    rows = work.db.execute(
        select(DayChange, col(Person.name))
        .join(Person, col(Person.id) == DayChange.person_id)
        .where(col(DayChange.plan_id) == plan.id)
        .order_by(col(Person.name))
    )
    return [
        AskedLine(change.id, name, LIFE.words[change.status].staff, change.status in CAN_BE_OVERRULED)
        for change, name in rows
    ]


def _promises(work: Work, production_id: UUID) -> list[Sentence]:
    """How often the promise of notice was kept at this production, and how often it was not. Nobody is named."""
    counted = notice_at(work, production_id)
    return [
        sentence(N_("Asked first, and the answer held: %(kept)s."), kept=counted.kept),
        sentence(N_("Changed without a yes, to keep people safe: %(broken)s."), broken=counted.missed),
    ]


def _mentors(work: Work, plan: Plan, before: Plan | None) -> Sentence | None:
    """How many mentors changed between the two versions, as a number: who works with whom is not a coordinator's to read."""
    if before is None or before.published_at is None:
        return None
    changed = mentors_changed(work, plan.cohort_id, before.published_at, plan.published_at or work.now)
    if plan.published_at:
        return sentence(N_("Mentors that changed between these two versions: %(count)s."), count=changed)
    return sentence(N_("Mentors that changed since that version: %(count)s."), count=changed)
