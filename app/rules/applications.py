"""The law of applications: states and moves, who may do what, and for whom an application exists at all."""

from typing import Any

from sqlalchemy import Select, false, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.applications import Application
from app.models.applications import ApplicationStatus as Status

OPEN = frozenset(
    {
        Status.DRAFT,
        Status.RECEIVED,
        Status.IN_REVIEW,
        Status.NEEDS_INFORMATION,
        Status.INTERVIEW_OFFERED,
        Status.INTERVIEW_BOOKED,
        Status.DECIDED_UNRELEASED,
        Status.OFFERED,
        Status.WAITING_LIST,
        Status.ACCEPTED,
        Status.DEFERRED,
        Status.PAUSED,
        Status.SET_ASIDE,
    }
)
"""States that the applicant can withdraw from."""

WITH_US = frozenset(
    {Status.RECEIVED, Status.IN_REVIEW, Status.INTERVIEW_OFFERED, Status.INTERVIEW_BOOKED, Status.DECIDED_UNRELEASED}
)
"""States in which the programme has the next step. The applicant reads the same word for the last two of them."""

WAITS_FOR_APPLICANT = frozenset({Status.NEEDS_INFORMATION, Status.OFFERED})

TOLD_NO = frozenset({Status.NOT_YET, Status.NOT_OFFERED, Status.DECLINED})
"""Results without a place. A manager can turn each of them into an offer, with a reason that the applicant reads."""

NEXT_INTAKE = "next"
"""A place that is kept for no cohort by name, but for whichever comes next."""

CLOSED = TOLD_NO | {Status.WITHDRAWN, Status.DELETED, Status.SET_ASIDE, Status.ENROLLED}
"""Where the way of an application is over, unless a person opens it again. Only people lead here, never the clock."""

NEVER_SENT = frozenset({Status.DRAFT, Status.KEPT_FOR_NEXT_INTAKE})

_APPLICANT = (Role.APPLICANT,)
_MANAGER = (Role.MANAGER,)

LIFE = Lifecycle(
    noun="applications",
    start=Status.DRAFT,
    moves=(
        Move("send", frozenset({Status.DRAFT}), Status.RECEIVED, _APPLICANT, "applications.sent"),
        Move("start", frozenset({Status.RECEIVED}), Status.IN_REVIEW, _MANAGER, "applications.review_started"),
        Move(
            "ask",
            frozenset({Status.RECEIVED, Status.IN_REVIEW}),
            Status.NEEDS_INFORMATION,
            _MANAGER,
            "applications.information_asked",
            remembers=True,
        ),
        Move("reply", frozenset({Status.NEEDS_INFORMATION}), None, _APPLICANT, "applications.information_given"),
        Move(
            "invite",
            frozenset({Status.IN_REVIEW}),
            Status.INTERVIEW_OFFERED,
            _MANAGER,
            "applications.interview_offered",
        ),
        Move(
            "book",
            frozenset({Status.INTERVIEW_OFFERED}),
            Status.INTERVIEW_BOOKED,
            _APPLICANT,
            "applications.interview_booked",
        ),
        Move("held", frozenset({Status.INTERVIEW_BOOKED}), Status.IN_REVIEW, _MANAGER, "applications.interview_held"),
        Move("decide", frozenset({Status.IN_REVIEW}), Status.DECIDED_UNRELEASED, _MANAGER, "applications.decided"),
        Move(
            "reconsider",
            frozenset({Status.DECIDED_UNRELEASED}),
            Status.IN_REVIEW,
            _MANAGER,
            "applications.reconsidered",
        ),
        Move("release_offer", frozenset({Status.DECIDED_UNRELEASED}), Status.OFFERED, _MANAGER, "applications.offered"),
        Move(
            "release_waiting",
            frozenset({Status.DECIDED_UNRELEASED}),
            Status.WAITING_LIST,
            _MANAGER,
            "applications.put_on_waiting_list",
        ),
        Move(
            "release_not_yet",
            frozenset({Status.DECIDED_UNRELEASED}),
            Status.NOT_YET,
            _MANAGER,
            "applications.told_not_yet",
        ),
        Move(
            "release_not_offered",
            frozenset({Status.DECIDED_UNRELEASED}),
            Status.NOT_OFFERED,
            _MANAGER,
            "applications.not_offered",
        ),
        Move("accept", frozenset({Status.OFFERED}), Status.ACCEPTED, _APPLICANT, "applications.accepted"),
        Move("decline", frozenset({Status.OFFERED}), Status.DECLINED, _APPLICANT, "applications.declined"),
        Move(
            "defer",
            frozenset({Status.OFFERED, Status.ACCEPTED}),
            Status.DEFERRED,
            _APPLICANT,
            "applications.deferred",
        ),
        Move(
            "agree_deferral",
            frozenset({Status.OFFERED, Status.ACCEPTED}),
            Status.DEFERRED,
            _MANAGER,
            "applications.deferred",
        ),
        Move(
            "offer_again",
            frozenset({Status.DEFERRED, Status.WAITING_LIST}),
            Status.OFFERED,
            _MANAGER,
            "applications.offered_again",
        ),
        Move(
            "leave_list",
            frozenset({Status.WAITING_LIST}),
            Status.WITHDRAWN,
            _APPLICANT,
            "applications.left_waiting_list",
            remembers=True,
        ),
        Move("turn_into_offer", TOLD_NO, Status.OFFERED, _MANAGER, "applications.offered_after_all"),
        Move(
            "pause_unanswered",
            frozenset({Status.OFFERED}),
            Status.PAUSED,
            (),
            "applications.offer_unanswered",
            remembers=True,
            by_clock=True,
        ),
        Move("enrol", frozenset({Status.ACCEPTED}), Status.ENROLLED, _MANAGER, "applications.enrolled"),
        Move("withdraw", OPEN, Status.WITHDRAWN, _APPLICANT, "applications.withdrawn", remembers=True),
        Move("undo_withdrawal", frozenset({Status.WITHDRAWN}), None, _APPLICANT, "applications.withdrawal_undone"),
        Move(
            "pause",
            OPEN - {Status.DRAFT, Status.PAUSED, Status.SET_ASIDE},
            Status.PAUSED,
            _MANAGER,
            "applications.paused",
            remembers=True,
            by_clock=True,
        ),
        Move(
            "keep",
            frozenset({Status.DRAFT}),
            Status.KEPT_FOR_NEXT_INTAKE,
            _MANAGER,
            "applications.kept",
            by_clock=True,
        ),
        Move("set_aside", frozenset({Status.PAUSED}), Status.SET_ASIDE, _MANAGER, "applications.set_aside"),
        Move(
            "resume",
            frozenset({Status.PAUSED, Status.SET_ASIDE}),
            None,
            (Role.APPLICANT, Role.MANAGER),
            "applications.resumed",
        ),
        Move("delete_draft", NEVER_SENT, Status.DELETED, _APPLICANT, "applications.draft_deleted", remembers=True),
        Move("restore_draft", frozenset({Status.DELETED}), None, _APPLICANT, "applications.draft_restored"),
        Move("reopen", frozenset({Status.KEPT_FOR_NEXT_INTAKE}), Status.DRAFT, _APPLICANT, "applications.reopened"),
    ),
    words={
        Status.DRAFT: Words(N_("Not sent yet"), N_("Draft")),
        Status.KEPT_FOR_NEXT_INTAKE: Words(N_("Kept for the next intake"), N_("Kept for next intake")),
        Status.RECEIVED: Words(N_("We have it"), N_("Received")),
        Status.IN_REVIEW: Words(N_("People are reading it"), N_("In review")),
        Status.NEEDS_INFORMATION: Words(N_("We have a question for you"), N_("Waiting for information")),
        Status.INTERVIEW_OFFERED: Words(N_("Choose a time to talk"), N_("Interview offered")),
        Status.INTERVIEW_BOOKED: Words(N_("A talk is booked"), N_("Interview booked")),
        Status.DECIDED_UNRELEASED: Words(N_("People are reading it"), N_("Decided, not released")),
        Status.OFFERED: Words(N_("We offer you a place"), N_("Offered")),
        Status.WAITING_LIST: Words(N_("You are on the waiting list"), N_("Waiting list")),
        Status.NOT_YET: Words(N_("Not yet, with next steps"), N_("Not yet")),
        Status.NOT_OFFERED: Words(N_("We cannot offer you a place this time"), N_("Not offered")),
        Status.ACCEPTED: Words(N_("You said yes to your place"), N_("Accepted")),
        Status.DECLINED: Words(N_("You said no to the place"), N_("Declined")),
        Status.DEFERRED: Words(N_("Your place is kept for later"), N_("Deferred")),
        Status.ENROLLED: Words(N_("You are in the cohort"), N_("Enrolled")),
        Status.PAUSED: Words(N_("Paused. Nothing is lost"), N_("Paused")),
        Status.SET_ASIDE: Words(N_("Set aside until you carry on"), N_("Set aside after no answer")),
        Status.WITHDRAWN: Words(N_("You withdrew it"), N_("Withdrawn")),
        Status.DELETED: Words(N_("You deleted this draft"), N_("Draft deleted")),
    },
    ends=frozenset({Status.ENROLLED}),
    groups={"open": OPEN, "with us": WITH_US, "waits for the applicant": WAITS_FOR_APPLICANT, "closed": CLOSED},
    needs_people=True,
)


def visible_to(actor: Actor) -> Select[Any]:
    """The person's own, and for managers every sent one of their programmes. Reviewers reach it only as a review.

    A draft that was withdrawn was never sent, so managers do not see that it existed.
    """
    managed = actor.programmes_as(Role.MANAGER)
    mine = col(Application.person_id) == actor.person_id if actor.person_id else false()
    run = col(Application.programme_id).in_(managed) & col(Application.sent_at).is_not(None) if managed else false()
    return select(Application).where(or_(mine, run))


def may_extend(application: Application) -> bool:
    """More time for an open offer can be taken once, in one press and without a reason."""
    return application.status is Status.OFFERED and application.extended_at is None


def is_own(actor: Actor, application: Application) -> bool:
    return actor.person_id == application.person_id


def _own(name: str, otherwise: str) -> Policy:
    return Policy(name, {Role.APPLICANT: is_own}, otherwise, Application, visible_to)


START = Policy("applications.start", {Role.APPLICANT: always}, N_("Sign in to start an application."))
READ_OWN = _own("applications.read_own", N_("Only the person who applies can open this page."))
ANSWER = _own("applications.answer", N_("Only the person who applies can change these answers."))
SEND = _own("applications.send", N_("Only the person who applies can send this."))
REPLY_TO_OFFER = _own("applications.reply_to_offer", N_("Only the person who applies can answer this offer."))
WITHDRAW = _own("applications.withdraw", N_("Only the person who applies can withdraw this."))
