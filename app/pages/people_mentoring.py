"""The steps of a trainee with their mentor: who it is, the check-in of this week, and how to find one."""

from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from app.adapters.wordings import DEFAULT_ZONE
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.checkins import Checkin
from app.models.cohorts import Enrolment, EnrolmentStatus
from app.models.matches import Match
from app.models.people import Person
from app.pages.people_steps import Path, Step
from app.rules.checkins import week_of
from app.rules.matches import TOGETHER

Newest = tuple[str | None, str | None, date | None]

LOOKED_FOR = Step(
    N_("Your mentor"),
    text=N_("A programme manager looks for somebody who works as you do."),
    route="mentors.style",
    action=N_("Say how you like to work"),
)
CHECKIN = Step(
    N_("Write your check-in for this week"),
    text=N_("You choose who may read each line. You may skip it."),
    route="checkins.writing",
    action=N_("Write your check-in"),
)
WRITTEN = Step(N_("Your check-in for this week is written"), route="checkins.mine", action=N_("Read your check-ins"))


def steps(work: Work) -> Path:
    """Nothing for somebody who is in no cohort. One statement."""
    path = Path()
    newest = _newest_week(work)
    if newest is None:
        return path
    mentor, zone, last = newest
    if mentor is None:
        path.next.append(LOOKED_FOR)
        return path
    is_written = last == week_of(work.now, zone or DEFAULT_ZONE)
    (path.later if is_written else path.now).append(WRITTEN if is_written else CHECKIN)
    title = sentence(N_("Your mentor is %(name)s"), name=mentor)
    path.later.append(Step(title, route="matches.mine", action=N_("See your mentor")))
    return path


def _newest_week(work: Work) -> Newest | None:
    """The mentor's name, the trainee's time zone, and the last week of which there is a check-in."""
    trainee, mentor = aliased(Person), aliased(Person)
    row = work.db.execute(
        select(col(mentor.name), col(trainee.time_zone), col(Checkin.week_of))
        .select_from(Enrolment)
        .join(trainee, col(trainee.id) == Enrolment.person_id)
        .outerjoin(Match, (col(Match.trainee_id) == Enrolment.person_id) & col(Match.status).in_(TOGETHER))
        .outerjoin(mentor, col(mentor.id) == Match.mentor_person_id)
        .outerjoin(Checkin, (col(Checkin.match_id) == Match.id) & (col(Checkin.author_id) == Match.trainee_id))
        .where(col(Enrolment.person_id) == work.actor.person_id, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
        .order_by(col(Checkin.week_of).desc().nulls_last())
        .limit(1)
    ).one_or_none()
    return row and (row[0], row[1], row[2])
