"""The law of adjustments: states and moves, who may do what, and for whom an adjustment exists at all."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.models.applications import Application, ApplicationStatus
from app.models.programmes import Programme
from app.rules.applications import is_own as is_own_application
from app.rules.consents import ADJUSTMENTS, taken_back
from app.rules.supporters import supports

ENDS = frozenset({Status.NOT_AGREED_FINAL, Status.ENDED, Status.WITHDRAWN})

SENT_AND_OPEN = frozenset(Status) - ENDS - {Status.DRAFT}
"""States that the person can take it back from. A draft is taken off the list instead, and leaves nothing behind."""

WAITS_FOR_ADVISER = frozenset(
    {
        Status.SENT,
        Status.ACKNOWLEDGED,
        Status.TALKING,
        Status.AGREED,
        Status.AGREED_DIFFERENTLY,
        Status.ARRANGING,
        Status.DOES_NOT_WORK,
        Status.REVIEW_DUE,
        Status.LOOKING_AGAIN,
    }
)
"""States in which an adviser has the next step, so that its promise can be missed."""

HOLDS = frozenset(
    {
        Status.AGREED,
        Status.AGREED_DIFFERENTLY,
        Status.ARRANGING,
        Status.IN_PLACE,
        Status.WORKS,
        Status.REVIEW_DUE,
    }
)
"""States in which it is agreed: it counts when a desk is chosen, and the person can share it."""

STILL_HOLDS = frozenset({Status.DOES_NOT_WORK, Status.TALKING})
"""States in which what was agreed before goes on until something better is agreed."""

BEFORE_DECISION = frozenset({Status.SENT, Status.ACKNOWLEDGED, Status.TALKING, Status.LOOKING_AGAIN})

DEALINGS = frozenset(
    {
        "accommodations.acknowledged",
        "accommodations.talk_begun",
        "accommodations.remarked",
        "accommodations.agreed",
        "accommodations.agreed_differently",
        "accommodations.not_agreed",
        "accommodations.meanwhile_arranged",
        "accommodations.nothing_needed_meanwhile",
        "accommodations.arranging_begun",
        "accommodations.put_in_place",
        "accommodations.reopened",
    }
)
"""What an adviser did with it. Whoever did one of these before a refusal takes no second look at it."""

SECOND_LOOK_ASKED = "accommodations.second_look_asked"

CLOSED_TO_ASKING = frozenset({ApplicationStatus.WITHDRAWN, ApplicationStatus.DECLINED, ApplicationStatus.NOT_OFFERED})
"""States of an application in which the programme no longer works with the person."""

_DECIDABLE = frozenset({Status.TALKING, Status.LOOKING_AGAIN})
_APPLICANT = (Role.APPLICANT,)
_ADVISER = (Role.ADVISER,)
_EITHER = (Role.APPLICANT, Role.ADVISER)

LIFE = Lifecycle(
    noun="accommodations",
    start=Status.DRAFT,
    moves=(
        Move("send", frozenset({Status.DRAFT}), Status.SENT, _APPLICANT, "accommodations.sent", by_clock=True),
        Move("write_down", frozenset({Status.DRAFT}), Status.SENT, _ADVISER, "accommodations.written_down"),
        Move(
            "start_at_once",
            frozenset({Status.SENT}),
            Status.ARRANGING,
            _EITHER,
            "accommodations.started",
            by_clock=True,
        ),
        Move("acknowledge", frozenset({Status.SENT}), Status.ACKNOWLEDGED, _ADVISER, "accommodations.acknowledged"),
        Move("talk", frozenset({Status.ACKNOWLEDGED}), Status.TALKING, _ADVISER, "accommodations.talk_begun"),
        Move("agree", _DECIDABLE, Status.AGREED, _ADVISER, "accommodations.agreed"),
        Move("agree_differently", _DECIDABLE, Status.AGREED_DIFFERENTLY, _ADVISER, "accommodations.agreed_differently"),
        Move("not_agree", frozenset({Status.TALKING}), Status.NOT_AGREED, _ADVISER, "accommodations.not_agreed"),
        Move(
            "arrange",
            frozenset({Status.AGREED, Status.AGREED_DIFFERENTLY}),
            Status.ARRANGING,
            _ADVISER,
            "accommodations.arranging_begun",
        ),
        Move("put_in_place", frozenset({Status.ARRANGING}), Status.IN_PLACE, _ADVISER, "accommodations.put_in_place"),
        Move(
            "works",
            frozenset({Status.IN_PLACE, Status.REVIEW_DUE}),
            Status.WORKS,
            _APPLICANT,
            "accommodations.found_working",
        ),
        Move(
            "does_not_work",
            frozenset({Status.IN_PLACE}),
            Status.DOES_NOT_WORK,
            _APPLICANT,
            "accommodations.found_not_working",
        ),
        Move(
            "review",
            frozenset({Status.WORKS}),
            Status.REVIEW_DUE,
            _EITHER,
            "accommodations.review_begun",
            by_clock=True,
        ),
        Move(
            "reopen",
            frozenset({Status.DOES_NOT_WORK, Status.REVIEW_DUE}),
            Status.TALKING,
            _EITHER,
            "accommodations.reopened",
        ),
        Move("end", frozenset({Status.REVIEW_DUE}), Status.ENDED, _APPLICANT, "accommodations.ended"),
        Move(
            "look_again",
            frozenset({Status.NOT_AGREED}),
            Status.LOOKING_AGAIN,
            _APPLICANT,
            SECOND_LOOK_ASKED,
        ),
        Move(
            "not_agree_finally",
            frozenset({Status.LOOKING_AGAIN}),
            Status.NOT_AGREED_FINAL,
            _ADVISER,
            "accommodations.not_agreed_finally",
        ),
        Move("withdraw", SENT_AND_OPEN, Status.WITHDRAWN, _APPLICANT, "accommodations.withdrawn"),
    ),
    words={
        Status.DRAFT: Words(N_("Not sent yet"), N_("Draft")),
        Status.SENT: Words(N_("Sent. It waits for an adviser"), N_("New")),
        Status.ACKNOWLEDGED: Words(N_("Your adviser has it"), N_("Acknowledged")),
        Status.TALKING: Words(N_("You and your adviser talk about it"), N_("Talking")),
        Status.AGREED: Words(N_("Agreed"), N_("Agreed")),
        Status.AGREED_DIFFERENTLY: Words(N_("Agreed in another way"), N_("Agreed differently")),
        Status.NOT_AGREED: Words(N_("Not agreed. You can ask for a second look"), N_("Not agreed")),
        Status.LOOKING_AGAIN: Words(N_("Somebody else looks at it again"), N_("Second look")),
        Status.NOT_AGREED_FINAL: Words(N_("Not agreed after a second look"), N_("Not agreed after a second look")),
        Status.ARRANGING: Words(N_("We are getting it ready"), N_("Arranging")),
        Status.IN_PLACE: Words(N_("In place. Tell us if it works"), N_("In place")),
        Status.WORKS: Words(N_("It works for you"), N_("Works")),
        Status.DOES_NOT_WORK: Words(N_("It does not work yet. Your adviser looks at it"), N_("Does not work")),
        Status.REVIEW_DUE: Words(N_("Time to check if it still works"), N_("Review due")),
        Status.ENDED: Words(N_("You ended it"), N_("Ended")),
        Status.WITHDRAWN: Words(N_("You took it back"), N_("Withdrawn")),
    },
    ends=ENDS,
    groups={"waits for the adviser": WAITS_FOR_ADVISER, "holds": HOLDS, "before a decision": BEFORE_DECISION},
    needs_people=True,
)
"""What goes out with an application is sent by the worker, just after the person sent that. Beside this, the clock may
only begin a review: it never decides and never ends anything."""


def visible_to(actor: Actor) -> Select[Any]:
    """The person's own, and for advisers what was sent in their programmes, but not by somebody whom
    they support, and not once it was taken back: by itself, or with the yes to reading it (PRIV-02). For everybody else
    it does not exist.
    """
    advised = actor.programmes_as(Role.ADVISER)
    mine = col(Accommodation.person_id) == actor.person_id if actor.person_id else false()
    sent = col(Accommodation.status).not_in((Status.DRAFT, Status.WITHDRAWN))
    kept = ~taken_back(ADJUSTMENTS, col(Accommodation.person_id), col(Accommodation.asked_at))
    apart = ~supports(actor.person_id, col(Accommodation.person_id))
    run = col(Accommodation.programme_id).in_(advised) & sent & kept & apart if advised else false()
    return select(Accommodation).where(or_(mine, run))


def applications_to_ask_in(actor: Actor) -> Select[Any]:
    """Only one's own: not even a manager of the programme finds out that there is such a page."""
    return select(Application).where(
        col(Application.person_id) == actor.person_id, col(Application.person_id).is_not(None)
    )


def programmes_to_ask_in(_actor: Actor) -> Select[Any]:
    """Every programme, because nobody needs an application to ask."""
    return select(Programme)


def holding() -> ColumnElement[bool]:
    """The condition for an adjustment that people provide today. Saying that it does not work takes nothing away."""
    agreed_before = col(Accommodation.status).in_(STILL_HOLDS) & (col(Accommodation.provide) != "")
    return or_(col(Accommodation.status).in_(HOLDS), agreed_before)


def holds(accommodation: Accommodation) -> bool:
    """The same condition for one row."""
    return accommodation.status in HOLDS or (accommodation.status in STILL_HOLDS and bool(accommodation.provide))


def is_own(actor: Actor, accommodation: Accommodation) -> bool:
    return actor.person_id == accommodation.person_id


def is_advised(actor: Actor, accommodation: Accommodation) -> bool:
    """Nobody advises on what they asked for themselves."""
    return accommodation.programme_id in actor.programmes_as(Role.ADVISER) and not is_own(actor, accommodation)


def _own(name: str, otherwise: str) -> Policy:
    return Policy(name, {Role.APPLICANT: is_own}, otherwise, Accommodation, visible_to)


LISTING = signed_in(
    "accommodations.listing",
    why=N_("The page shows only what the person asked for themselves."),
    otherwise=N_("Sign in to see what you asked for."),
)
ASK = Policy(
    "accommodations.ask",
    {Role.APPLICANT: is_own_application},
    N_("Only the person who applies can ask for adjustments here."),
    Application,
    applications_to_ask_in,
)
ASK_ANYTIME = signed_in(
    "accommodations.ask_anytime",
    why=N_("Everybody can ask for what helps them, at any time and for themselves only."),
    otherwise=N_("Sign in to ask for an adjustment."),
)
ASK_IN_PROGRAMME = Policy(
    "accommodations.ask_in_programme",
    {Role.APPLICANT: always},
    N_("Sign in to ask for an adjustment."),
    Programme,
    programmes_to_ask_in,
)
READ_OWN = _own("accommodations.read_own", N_("Only the person who asked can open this page."))
CHANGE = _own("accommodations.change", N_("Only the person who asked can change this."))
TELL = _own("accommodations.tell", N_("Only the person who asked can say if it works."))
DESK = Policy("accommodations.desk", {Role.ADVISER: always}, N_("This list is for accommodation advisers."))
ADVISE = Policy(
    "accommodations.advise",
    {Role.ADVISER: is_advised},
    N_("Only an adviser of this programme can open this page."),
    Accommodation,
    visible_to,
)
PROVIDE = Policy(
    "accommodations.provide",
    {Role.COORDINATOR: always},
    N_("This list is for coordinators of a production."),
)
