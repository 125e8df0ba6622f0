"""A person's own way, from the first answer to the last week: each query is one statement and makes its own steps."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Row, ScalarSelect, func, select
from sqlmodel import col

from app.adapters.wordings import full_date, listed, moment, span, spans
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Need
from app.models.applications import Application, Decision
from app.models.applications import ApplicationStatus as Status
from app.models.assignments import Assignment
from app.models.assignments import AssignmentStatus as Day
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.delays import Delay
from app.models.plans import Plan
from app.models.productions import Production
from app.models.programmes import Programme
from app.models.sessions import Booking, BookingStatus, Session
from app.models.workstations import Workstation
from app.pages import people_mentoring, people_supporting
from app.pages.people_not_yet import place_not_yet, told_not_yet
from app.pages.people_steps import Path, Step, joined
from app.rules import accommodations as needs
from app.rules import applications
from app.rules.applications_words import MEANING
from app.rules.sessions import INDUCTION

MOST_DAYS = 3
OVER = (Status.WITHDRAWN, Status.DELETED)
"""Applications that the person put away themselves; their own pages still lead back."""

ASK_ANYTIME = Step(
    N_("What helps you"),
    text=N_("You can ask for an adjustment at any time."),
    route="accommodations.listing",
    action=N_("See your adjustments"),
)
"""For everybody who has begun, so that the way to ask is never out of sight."""


def steps(work: Work) -> Path:
    """Applications first, then the life of a cohort; somebody who has neither is led to the programmes."""
    path = joined(part(work) for part in PARTS)
    if not (path.now or path.next or path.later):
        path.now.append(
            Step(
                N_("Look at the programmes"),
                text=N_("You have not started an application yet."),
                route="programmes.listing",
                action=N_("See the programmes"),
            )
        )
    elif not any(step.route == ASK_ANYTIME.route for step in (*path.now, *path.next)):
        path.later.append(ASK_ANYTIME)
    return path


def _applications(work: Work) -> Path:
    rows = work.db.execute(
        select(Application, Programme, Cohort, Decision, Session, _later_day())
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .outerjoin(Decision, told_not_yet())
        .outerjoin(Session, col(Session.id) == Decision.session_id)
        .where(col(Application.person_id) == work.actor.person_id, col(Application.status).not_in(OVER))
        .order_by(col(Application.id).desc())
    ).all()
    path = Path()
    for row in rows:
        application, programme, cohort, decision, invitation, later = row
        promised = later or cohort.decides_on
        _place(path, application, programme, cohort, promised=promised, decision=decision, invitation=invitation)
    return path


def _later_day() -> ScalarSelect[date | None]:
    """The newest day for results that the people of a cohort were told, where the first was not kept."""
    return (
        select(func.max(col(Delay.new_on)))
        .where(col(Delay.cohort_id) == col(Cohort.id), col(Delay.told_at).is_not(None))
        .scalar_subquery()
    )


def _place(
    path: Path,
    application: Application,
    programme: Programme,
    cohort: Cohort,
    *,
    promised: date,
    decision: Decision | None,
    invitation: Session | None,
) -> None:
    if decision is None:
        _place_application(path, application, programme, cohort, promised)
    else:
        place_not_yet(path, application, programme, decision, invitation)


def _place_application(
    path: Path, application: Application, programme: Programme, cohort: Cohort, promised: date
) -> None:
    status, here = application.status, (("application_id", application.id),)
    if status is Status.DRAFT:
        path.now.append(
            Step(
                sentence(N_("Finish your application to %(programme)s"), programme=programme.name),
                sentence(N_("Applications close on %(moment)s."), moment=moment(cohort.closes_at, programme.time_zone)),
                MEANING[status],
                "applications.tasks",
                here,
                N_("Continue your application"),
            )
        )
        return
    step = Step(
        sentence(
            N_("%(programme)s: %(state)s"),
            programme=programme.name,
            state=sentence(applications.LIFE.words[status].own),
        ),
        _application_date(application, programme, cohort, promised),
        MEANING[status],
        "applications.show",
        here,
        N_("Open your application"),
    )
    if status in applications.WAITS_FOR_APPLICANT:
        path.now.append(step)
    elif status in applications.WITH_US or status in {Status.ACCEPTED, Status.PAUSED, Status.WAITING_LIST}:
        path.next.append(step)
    else:
        path.later.append(step)


def _application_date(
    application: Application, programme: Programme, cohort: Cohort, promised: date
) -> Sentence | None:
    if application.status is Status.OFFERED and application.answer_by:
        return sentence(N_("Answer by %(moment)s."), moment=moment(application.answer_by, programme.time_zone))
    if application.status in applications.WITH_US:
        return sentence(N_("You get the result by %(day)s."), day=full_date(promised))
    if application.status is Status.ACCEPTED:
        return sentence(N_("It starts on %(day)s."), day=full_date(cohort.starts_on))
    if application.status is Status.ENROLLED:
        return sentence(N_("Until %(day)s."), day=full_date(cohort.ends_on))
    return None


def _adjustments(work: Work) -> Path:
    rows = work.db.execute(
        select(col(Accommodation.status), col(Accommodation.due_at)).where(
            col(Accommodation.person_id) == work.actor.person_id,
            col(Accommodation.status).in_(needs.BEFORE_DECISION | {Need.IN_PLACE}),
        )
    ).all()
    path = Path()
    if any(status is Need.IN_PLACE for status, _ in rows):
        path.now.append(
            Step(
                N_("Does what we put in place work?"),
                text=N_("It stays open until you say that it works."),
                route="accommodations.listing",
                action=N_("Say if it works"),
            )
        )
    dues = [due for status, due in rows if status in needs.BEFORE_DECISION and due]
    if dues:
        path.next.append(
            Step(
                N_("Your adviser answers what you asked for"),
                sentence(N_("By %(moment)s."), moment=moment(min(dues))),
                route="accommodations.listing",
                action=N_("See what you asked for"),
            )
        )
    return path


def _days(work: Work) -> Path:
    rows = work.db.execute(
        select(Assignment, col(Workstation.name), col(Production.time_zone))
        .join(Workstation, col(Workstation.id) == Assignment.workstation_id)
        .join(Plan, col(Plan.id) == Assignment.plan_id)
        .join(Production, col(Production.id) == Plan.production_id)
        .where(
            col(Assignment.person_id) == work.actor.person_id,
            col(Assignment.is_live),
            col(Assignment.ends_at) > work.now,
        )
        .order_by(col(Assignment.starts_at))
    ).all()
    path = Path()
    if any(assignment.status in {Day.PROPOSED, Day.SEEN} for assignment, _, _ in rows):
        path.now.append(
            Step(
                N_("Look at your days"),
                text=N_("Say yes, or ask for a change. You need no reason."),
                route="assignments.mine",
                action=N_("See your days"),
            )
        )
    days = [list(blocks) for _, blocks in groupby(rows, key=lambda row: (row[0].on_date, row[0].plan_id))]
    path.next += [_day_step(blocks) for blocks in days[:MOST_DAYS]]
    return path


def _day_step(blocks: Sequence[Row[Assignment, str, str]]) -> Step:
    """One day of work, however many blocks it has; its page opens by the first of them."""
    desks = list(dict.fromkeys(desk for _, desk, _ in blocks))
    first, _, zone = blocks[0]
    return Step(
        sentence(N_("Your desk: %(desk)s"), desk=listed(desks)),
        spans([(block.starts_at, block.ends_at) for block, _, _ in blocks], zone),
        route="assignments.day",
        params=(("assignment_id", first.id),),
        action=N_("See this day"),
    )


def _sessions(work: Work) -> Path:
    rows = work.db.execute(
        select(Session, Booking)
        .join(Enrolment, col(Enrolment.cohort_id) == Session.cohort_id)
        .outerjoin(Booking, (col(Booking.session_id) == Session.id) & (col(Booking.person_id) == work.actor.person_id))
        .where(
            col(Enrolment.person_id) == work.actor.person_id,
            col(Enrolment.status) == EnrolmentStatus.ENROLLED,
            col(Session.published_at).is_not(None),
            col(Session.kind) != INDUCTION,
            col(Session.starts_at) > work.now,
        )
        .order_by(col(Session.starts_at))
    ).all()
    path = Path()
    for session, booking in rows:
        if booking is not None and booking.status is BookingStatus.BOOKED:
            path.next.append(_session_step(session, N_("See this session")))
    open_ones = [session for session, booking in rows if booking is None or booking.status is BookingStatus.CANCELLED]
    if open_ones:
        path.now.append(
            Step(
                N_("Book a session"),
                sentence(N_("The next one is on %(day)s."), day=_day(open_ones[0])),
                route="sessions.listing",
                action=N_("See the sessions"),
            )
        )
    return path


def _session_step(session: Session, action: str) -> Step:
    return Step(
        session.title,
        span(session.starts_at, session.ends_at, session.time_zone),
        route="sessions.show",
        params=(("session_id", session.id),),
        action=action,
    )


def _day(session: Session) -> str:
    return full_date(session.starts_at.astimezone(ZoneInfo(session.time_zone)).date())


PARTS: tuple[Callable[[Work], Path], ...] = (
    _applications,
    _days,
    _sessions,
    people_mentoring.steps,
    _adjustments,
    people_supporting.steps,
)
