"""What waits for somebody who works on a programme: one statement for each role, and nothing about any one person."""

from collections.abc import Callable

from sqlalchemy import Select, func
from sqlmodel import col, select

from app.core.actors import OWN_SCREENS, Role
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.applications import Application
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.mentors import Mentor
from app.models.plans import Plan, PlanStatus
from app.models.resets import Reset
from app.models.reviews import Review, ReviewStatus
from app.pages.people_steps import Path, Step, joined
from app.rules.accommodations import WAITS_FOR_ADVISER
from app.rules.matches import TOGETHER
from app.rules.resets import OPEN
from app.rules.resets import visible_to as resets_visible_to
from app.services.accommodations_figures import overdue
from app.services.accommodations_providing import tasks

SHOWN = 5
"""So many cohorts, the newest first."""


def steps(work: Work) -> Path | None:
    """The duties of every role that this sign-in opens; None for somebody who has only their own way."""
    held = work.actor.roles - OWN_SCREENS
    if not held:
        return None
    path = joined(DUTIES[role](work) for role in sorted(held) if role in DUTIES)
    if not (path.now or path.next or path.later):
        path.now.append(Step(N_("Nothing waits for you"), text=N_("You get a message when something does.")))
    return path


def _managing(work: Work) -> Path:
    counted = work.db.execute(
        select(Application.status, func.count())
        .where(col(Application.programme_id).in_(work.actor.programmes_as(Role.MANAGER)))
        .group_by(col(Application.status))
    ).all()
    counts = {status: count for status, count in counted}  # noqa: C416 - rows are not pairs for dict
    path = Path()
    received = counts.get(Status.RECEIVED, 0)
    _add(path.now, received, N_("New applications: %(count)s"), N_("Ask reviewers to read them"), "decisions.board")
    in_review = counts.get(Status.IN_REVIEW, 0)
    _add(path.now, in_review, N_("Applications in review: %(count)s"), N_("See the applications"), "decisions.board")
    decided = counts.get(Status.DECIDED_UNRELEASED, 0)
    _add(
        path.now,
        decided,
        N_("Decisions that wait for release: %(count)s"),
        N_("Read and release them"),
        "decisions.waiting",
    )
    accepted = counts.get(Status.ACCEPTED, 0)
    _add(path.next, accepted, N_("People who said yes: %(count)s"), N_("Enrol them in the cohort"), "cohorts.listing")
    offered = counts.get(Status.OFFERED, 0)
    _add(
        path.later,
        offered,
        N_("Offers that wait for an answer: %(count)s"),
        N_("See all applications"),
        "decisions.board",
    )
    late = len(overdue(work))
    _add(
        path.now,
        late,
        N_("Dates about adjustments that were not kept: %(count)s"),
        N_("See the dates"),
        "accommodations.figures",
    )
    return path


def _reviewing(work: Work) -> Path:
    waiting = _count(
        work,
        select(func.count())
        .select_from(Review)
        .where(col(Review.reviewer_id) == work.actor.person_id, col(Review.status) == ReviewStatus.ASSIGNED),
    )
    path = Path()
    _add(path.now, waiting, N_("Reviews for you to write: %(count)s"), N_("See your reviews"), "reviews.listing")
    return path


def _advising(work: Work) -> Path:
    dues = work.db.scalars(
        select(Accommodation.due_at).where(
            col(Accommodation.programme_id).in_(work.actor.programmes_as(Role.ADVISER)),
            col(Accommodation.status).in_(WAITS_FOR_ADVISER),
        )
    ).all()
    late = sum(due is not None and due < work.now for due in dues)
    path = Path()
    desk = "accommodations.desk"
    _add(path.now, late, N_("Promises that are late: %(count)s"), N_("See what is late"), desk)
    _add(path.next, len(dues) - late, N_("Requests that wait for you: %(count)s"), N_("See all requests"), desk)
    return path


def _coordinating(work: Work) -> Path:
    drafts = _count(
        work,
        select(func.count())
        .select_from(Plan)
        .where(
            col(Plan.production_id).in_(work.actor.productions_as(Role.COORDINATOR)),
            col(Plan.status) == PlanStatus.DRAFT,
        ),
    )
    path = Path()
    _add(path.now, drafts, N_("Draft plans to read: %(count)s"), N_("See your productions"), "productions.listing")
    waiting = sum(not task.is_done for task in tasks(work))
    _add(path.now, waiting, N_("Things to provide: %(count)s"), N_("See what to provide"), "accommodations.providing")
    return path


def _mentoring(work: Work) -> Path:
    people = _count(
        work,
        select(func.count())
        .select_from(Match)
        .join(Mentor, col(Mentor.id) == Match.mentor_id)
        .where(col(Mentor.person_id) == work.actor.person_id, col(Match.status).in_(TOGETHER)),
    )
    path = Path()
    _add(path.now, people, N_("People you mentor: %(count)s"), N_("See your mentoring"), "mentors.desk")
    return path


def _looking_after_sign_ins(work: Work) -> Path:
    waiting = _count(
        work,
        resets_visible_to(work.actor)
        .where(col(Reset.person_id) != work.actor.person_id, col(Reset.status).in_(OPEN))
        .with_only_columns(func.count()),
    )
    path = Path()
    _add(path.now, waiting, N_("Lost authenticators: %(count)s"), N_("See who lost one"), "resets.listing")
    return path


def _count(work: Work, wanted: Select[int]) -> int:
    return work.db.scalar(wanted) or 0


def _add(there: list[Step], count: int, title: str, action: str, route: str) -> None:
    """A step for something that there is at least one of."""
    if count:
        there.append(Step(sentence(title, count=count), route=route, action=action))


def _funding(work: Work) -> Path:
    """All that there is for a funder: the counts of each intake, to be read at any time."""
    of = select(Cohort).where(
        col(Cohort.programme_id).in_(work.actor.programmes_as(Role.FUNDER)), col(Cohort.opens_at) <= work.now
    )
    return Path(
        now=[
            Step(
                sentence(N_("Counts of %(cohort)s"), cohort=cohort.name),
                text=N_("They are published four times a year."),
                route="monitoring.counts",
                params=(("cohort_id", cohort.id),),
                action=N_("See the counts of this cohort"),
            )
            for cohort in work.db.scalars(of.order_by(col(Cohort.starts_on).desc(), col(Cohort.id)).limit(SHOWN))
        ]
    )


DUTIES: dict[Role, Callable[[Work], Path]] = {
    Role.MANAGER: _managing,
    Role.REVIEWER: _reviewing,
    Role.ADVISER: _advising,
    Role.COORDINATOR: _coordinating,
    Role.MENTOR: _mentoring,
    Role.ADMINISTRATOR: _looking_after_sign_ins,
    Role.AUDITOR: _looking_after_sign_ins,
    Role.FUNDER: _funding,
}
