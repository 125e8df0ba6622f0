"""What happened to an application, in words and in order, with who did it. Only events named here are ever shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.core.words import N_
from app.models.applications import Application
from app.models.people import Person
from app.models.reviews import Review

MOST = 200
PAUSED = "applications.paused"
WITH_REASON = frozenset(
    {PAUSED, "applications.offered_again", "applications.offered_after_all", "applications.deferred"}
)
"""Where a manager wrote down why."""

HAPPENED: Mapping[str, str] = {
    "applications.sent": N_("sent the application"),
    "applications.review_started": N_("started the reading"),
    "applications.information_asked": N_("asked for information"),
    "applications.information_given": N_("gave information"),
    "applications.interview_offered": N_("offered times for a talk"),
    "applications.interview_booked": N_("chose a time for a talk"),
    "applications.interview_held": N_("noted that the talk was held"),
    "applications.decided": N_("decided; not released yet"),
    "applications.decision_changed": N_("changed the decision"),
    "applications.reconsidered": N_("took the decision back"),
    "applications.offered": N_("released the result: a place is offered"),
    "applications.put_on_waiting_list": N_("released the result: waiting list"),
    "applications.told_not_yet": N_("released the result: not yet"),
    "applications.not_offered": N_("released the result: no place this time"),
    "applications.offered_again": N_("offered a place"),
    "applications.offered_after_all": N_("turned the result into an offer"),
    "applications.offer_extended": N_("took more time to answer"),
    "applications.offer_unanswered": N_("paused it, because the offer had no answer"),
    "applications.left_waiting_list": N_("left the waiting list"),
    "applications.accepted": N_("said yes to the place"),
    "applications.declined": N_("said no to the place"),
    "applications.deferred": N_("kept the place for later"),
    "applications.enrolled": N_("enrolled them in the cohort"),
    "applications.withdrawn": N_("withdrew the application"),
    "applications.withdrawal_undone": N_("took the withdrawal back"),
    "applications.changed": N_("changed answers"),
    "applications.corrected": N_("corrected an answer, because the person said that it is wrong"),
    "applications.result_corrected": N_("corrected words of the result"),
    PAUSED: N_("paused the application"),
    "inquiries.extended": N_("took more time to answer"),
    "inquiries.tried": N_("tried to reach the applicant"),
    "applications.set_aside": N_("set it aside after no answer"),
    "applications.resumed": N_("continued the application"),
    "redactions.made": N_("left words of an answer out for reviewers"),
    "redactions.removed": N_("showed an answer to reviewers as it was written"),
    "redactions.file_withheld": N_("kept a file from reviewers"),
    "redactions.file_shown": N_("showed a file to reviewers"),
    "ties.named": N_("said who should not read it"),
    "openings.opened": N_("opened the answers for changes"),
    "openings.ended": N_("closed the answers again"),
    "openings.asked": N_("asked for more time to change answers"),
    "reviews.asked": N_("asked a reviewer"),
    "reviews.unasked": N_("removed a reviewer"),
    "reviews.written": N_("gave a review"),
    "reviews.abstained": N_("stepped back from reviewing"),
    "reviews.taken_up": N_("took up reviewing again"),
    "reviews.screened_out": N_("said at the screening that it should not go on"),
    "reviews.screened_in": N_("opened the full review after all"),
    "reviews.conflict_declared": N_("said that they know the person"),
}


@dataclass(frozen=True)
class Happening:
    """`reason` is what a manager wrote down with it, otherwise nothing."""

    at: datetime
    who: str
    what: str
    reason: str


def history(db: Session, application: Application, zone: ZoneInfo) -> Sequence[Happening]:
    """The newest happenings first, at the time of day that it was in the programme's zone."""
    reviews = select(Review.id).where(col(Review.application_id) == application.id)
    rows = db.execute(
        select(AuditEntry.at, Person.name, AuditEntry.name, AuditEntry.reason)
        .outerjoin(Person, col(Person.id) == AuditEntry.actor_id)
        .where(
            or_(col(AuditEntry.subject_id) == application.id, col(AuditEntry.subject_id).in_(reviews)),
            col(AuditEntry.name).in_(HAPPENED),
        )
        .order_by(col(AuditEntry.number).desc())
        .limit(MOST)
    ).all()
    return [
        Happening(at.astimezone(zone), who or N_("Cleanplate"), HAPPENED[name], reason if name in WITH_REASON else "")
        for at, who, name, reason in rows
    ]
