"""The steps around a plan: asking for one, publishing it after reading what changes, and putting it aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.adapters.wordings import full_date, spoken
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.plans import FirstPublication, PlanWish, Publication
from app.models.assignments import Assignment
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.plans import Plan, PlanOrder, PlanStatus
from app.models.productions import Production
from app.pages.productions import Crumb, monday_of, name_of, today_at
from app.rules.day_changes import NOTICES
from app.rules.plans import MOST_WEEKS, PLANS
from app.services import day_changes, plans_versions
from app.services.plans_changes import booking_of, compare
from app.services.plans_facts import Booking, current_version
from app.services.working_hours import days_to_plan

LEAST_CHANGE = N_("This week is published. You get a plan with the least change: only what has to move moves.")


@dataclass(frozen=True)
class AskPage:
    """`kind` is the form with the cohorts and weeks that can be chosen, `likely` what is chosen already."""

    id: UUID
    part: str
    kind: type[PlanWish]
    likely: Mapping[str, object]
    has_weeks: bool
    crumb: Crumb
    title: str = N_("Ask for a plan")


@dataclass(frozen=True)
class ChangeLine:
    person: str
    added: int
    gone: int
    kept: int


@dataclass(frozen=True)
class AskedLine:
    """Somebody who is asked first: by which promises of notice, and about how many days."""

    person: str
    notices: Sequence[str]
    days: int


@dataclass(frozen=True)
class DraftStep:
    """A step that only a draft can take. `word` says what the plan is now."""

    id: UUID
    part: str
    name: Sentence
    is_draft: bool
    word: str
    crumb: Crumb


@dataclass(frozen=True)
class PublishPage(DraftStep):
    """What publishing means. `replaces` is the version that the lists compare with, as the form carries it."""

    kind: type[Publication] | type[FirstPublication]
    version_before: int | None
    replaces: str
    changes: Sequence[ChangeLine]
    unchanged: Sequence[str]
    asked: Sequence[AskedLine]
    title: str = N_("Publish this plan")

    def comparing(self, filled: Filled[Any]) -> Filled[Any]:
        """The form as it was typed, compared with the version that holds now."""
        return replace(filled, typed={**filled.typed, "replaces": [self.replaces]})


@dataclass(frozen=True)
class DiscardPage(DraftStep):
    title: str = N_("Put this draft aside")


def asking(work: Work, production: Production) -> AskPage:
    cohorts = work.db.execute(
        select(col(Cohort.id), col(Cohort.name), col(Cohort.starts_on), col(Cohort.ends_on))
        .where(col(Cohort.programme_id) == production.programme_id)
        .order_by(col(Cohort.starts_on).desc())
    ).all()
    weeks = _weeks(work, production)
    today = today_at(work, production)
    likely = min((each for each in cohorts if each.ends_on >= today), key=lambda each: each.starts_on, default=None)
    first = next((monday for monday in weeks if likely and monday >= monday_of(likely.starts_on)), None)
    published = _published(work, production)
    kind = offering(
        PlanWish,
        cohort=[Option(str(each.id), each.name) for each in cohorts],
        week=[
            Option(monday.isoformat(), _week_in_words(monday), LEAST_CHANGE if monday in published else "")
            for monday in weeks
        ],
        until=[Option(monday.isoformat(), _week_in_words(monday)) for monday in weeks],
    )
    return AskPage(
        id=production.id,
        part=production.title,
        kind=kind,
        likely={"cohort": likely.id if likely else None, "week": first, "until": first, "order": PlanOrder.HOURS},
        has_weeks=bool(weeks and cohorts),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )


def publishing(work: Work, plan: Plan) -> PublishPage:
    before = current_version(work, plan)
    rows = [*(plans_versions.rows_of(work, before) if before else []), *plans_versions.rows_of(work, plan)]
    changes = compare(*(_of(each, rows) for each in (before, plan)))
    asked = day_changes.inside_notice(work, plan, changes, rows)
    found = work.db.execute(select(col(Person.id), col(Person.name)).where(col(Person.id).in_(changes)))
    names = {person_id: name for person_id, name in found}  # noqa: C416 - rows are no pairs to dict
    lines = [
        ChangeLine(names[who], len(change.added | change.moved), len(change.gone), len(change.kept))
        for who, change in changes.items()
        if change.is_felt
    ]
    asked_lines = [AskedLine(names[who], _notices(asking), len(asking.days)) for who, asking in asked.items()]
    return PublishPage(
        **_step(work, plan),
        kind=Publication if before else FirstPublication,
        version_before=before.version if before else None,
        replaces=str(before.id) if before else "",
        changes=sorted(lines, key=lambda line: line.person),
        unchanged=sorted(names[who] for who, change in changes.items() if not change.is_felt),
        asked=sorted(asked_lines, key=lambda line: line.person),
    )


def _notices(asking: day_changes.Asking) -> list[str]:
    return [spoken(NOTICES[each]) for each in asking.notices]


def _of(plan: Plan | None, rows: Sequence[Assignment]) -> list[Booking]:
    return [booking_of(each) for each in rows if plan is not None and each.plan_id == plan.id]


def discarding(work: Work, plan: Plan) -> DiscardPage:
    return DiscardPage(**_step(work, plan))


def _step(work: Work, plan: Plan) -> dict[str, Any]:
    """What every step shows of its plan."""
    production = work.db.get_one(Production, plan.production_id)
    return {
        "id": plan.id,
        "part": production.title,
        "name": name_of(plan.first_day, plan.last_day, plan.version),
        "is_draft": plan.status is PlanStatus.DRAFT,
        "word": PLANS.words[plan.status].staff,
        "crumb": (N_("the plan"), "plans.show", {"plan_id": plan.id}),
    }


def _weeks(work: Work, production: Production) -> list[date]:
    """The Mondays of coming weeks in which the production works. This week counts while a day of it is left.

    And those where a published plan begins that still runs, so that all of it can be made anew.
    """
    today = today_at(work, production)
    last = monday_of(today) + timedelta(weeks=MOST_WEEKS)
    running = select(col(Plan.first_day)).where(
        col(Plan.production_id) == production.id,
        col(Plan.status) == PlanStatus.PUBLISHED,
        col(Plan.last_day) > today,
        col(Plan.first_day) <= today,
    )
    known = days_to_plan(production).c.on_date
    days = work.db.scalars(select(known).where(known > today, known < last))
    return sorted({monday_of(day) for day in (*days, *work.db.scalars(running))})


def _published(work: Work, production: Production) -> set[date]:
    """The Mondays whose plan is published: a new one for them keeps as much as it can."""
    held = select(col(Plan.first_day)).where(
        col(Plan.production_id) == production.id, col(Plan.status) == PlanStatus.PUBLISHED
    )
    return {monday_of(day) for day in work.db.scalars(held)}


def _week_in_words(monday: date) -> str:
    facts = {"first": full_date(monday), "last": full_date(monday + timedelta(days=6))}
    return spoken(sentence(N_("%(first)s to %(last)s"), **facts))
