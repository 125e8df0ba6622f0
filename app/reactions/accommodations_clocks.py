"""What follows when a date about an adjustment passes or moves: the person, the next adviser and a manager are told."""

from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.assignments import Assignment
from app.models.matches import Match
from app.models.people import Person
from app.models.plans import Plan
from app.models.workstations import Workstation
from app.reactions.following import follows
from app.rules.answers import today_of
from app.rules.matches import TOGETHER
from app.services import messages
from app.services.accommodations import blueprint_for
from app.services.accommodations_clocks import hurry_for, review_after_change
from app.services.accommodations_owners import managers_of

DESK = "/adviser/adjustments"
DATES = "/adjustment-figures"


@follows("accommodations.promise_missed")
def tell_who_waits(work: Work, event: OutboxEvent) -> None:
    """The person, with the new day. Where something had to be in place first, they read that the day can move."""
    template = "adjustment_late_before_day" if event.facts["is_needed_before"] else "adjustment_late"
    person = work.db.get_one(Person, event.about)
    messages.write(
        work, template, to=person, event_id=event.id, facts=_days(event), path=f"/adjustments/{event.subject_id}"
    )


@follows("accommodations.promise_missed")
def tell_next_adviser(work: Work, event: OutboxEvent) -> None:
    row = work.db.get_one(Accommodation, event.subject_id)
    adviser = work.db.get(Person, row.adviser_id) if row.adviser_id and event.facts["passed_on"] else None
    if adviser is not None:
        path = f"{DESK}/{row.id}"
        messages.write(work, "adjustment_passed_on", to=adviser, event_id=event.id, facts=_days(event), path=path)


@follows("accommodations.promise_missed")
def ask_managers(work: Work, event: OutboxEvent) -> None:
    """They learn which promise and which day, and never whom or what it is about."""
    if not event.facts["manager_asked"] or event.programme_id is None:
        return
    facts = {**_days(event), "promise": event.facts["promise"]}
    for manager in managers_of(work.db, event.programme_id):
        if manager.id != event.about:
            messages.write(work, "adjustment_overdue", to=manager, event_id=event.id, facts=facts, path=DATES)


@follows("accommodations.second_look_asked")
def ask_for_another_adviser(work: Work, event: OutboxEvent) -> None:
    """Nobody is left who had no part in it: a manager has to find somebody."""
    row = work.db.get_one(Accommodation, event.subject_id)
    if row.adviser_id is not None or row.due_at is None:
        return
    facts = {"day": full_date(today_of(blueprint_for(work, row), row.due_at))}
    for manager in managers_of(work.db, row.programme_id):
        if manager.id != row.person_id:
            messages.write(work, "second_look_needs_adviser", to=manager, event_id=event.id, facts=facts, path=DATES)


@follows("accommodations.review_begun")
def prompt_person(work: Work, event: OutboxEvent) -> None:
    person = work.db.get_one(Person, event.about)
    if event.actor_id != person.id:
        path = f"/adjustments/{event.subject_id}"
        messages.write(work, "adjustment_question", to=person, event_id=event.id, path=path)


@follows("accommodations.review_begun")
def prompt_adviser(work: Work, event: OutboxEvent) -> None:
    row = work.db.get_one(Accommodation, event.subject_id)
    adviser = work.db.get(Person, row.adviser_id) if row.adviser_id else None
    if adviser is not None and adviser.id != event.actor_id:
        messages.write(work, "adjustment_for_adviser", to=adviser, event_id=event.id, path=f"{DESK}/{row.id}")


@follows("assignments.days_changed")
def look_again_after_new_place(work: Work, event: OutboxEvent) -> None:
    """What has to be in place first is hurried; where the place or the production is new, what works is reviewed."""
    if event.about is None:
        return
    hurry_for(work, event.about)
    if _is_new_place(work, event.subject_id, event.about):
        review_after_change(work, event.about)


@follows("matches.confirmed")
def look_again_after_new_mentor(work: Work, event: OutboxEvent) -> None:
    match = work.db.get_one(Match, event.subject_id)
    others = select(col(Match.id)).where(
        col(Match.trainee_id) == match.trainee_id,
        col(Match.mentor_id) != match.mentor_id,
        col(Match.starts_on).is_not(None),
    )
    if match.status in TOGETHER and work.db.scalars(others).first() is not None:
        review_after_change(work, match.trainee_id)


def _is_new_place(work: Work, plan_id: UUID, person_id: UUID) -> bool:
    """Whether this plan seats the person somewhere that no other published plan of theirs did. The first place is not new."""
    rows = work.db.execute(
        select(col(Plan.id), col(Workstation.location_id))
        .join(Assignment, col(Assignment.plan_id) == Plan.id)
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .where(col(Assignment.person_id) == person_id, col(Plan.published_at).is_not(None))
    ).all()
    here = {place for plan, place in rows if plan == plan_id}
    before = {place for plan, place in rows if plan != plan_id}
    return bool(here and before and here - before)


def _days(event: OutboxEvent) -> dict[str, str | int | None]:
    return {f"{name}_day": full_date(date.fromisoformat(str(event.facts[f"{name}_on"]))) for name in ("missed", "new")}
