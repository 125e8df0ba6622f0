"""The law of approvals: what needs a second person, who that may be, and how long their yes holds (AUTHZ-08)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, or_, true
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always
from app.core.words import N_
from app.models.approvals import Approval
from app.models.approvals import ApprovalStatus as Status
from app.models.messages import Prefix
from app.rules.messages import Wording

NEED_A_SECOND = frozenset({Role.ADVISER})
"""Roles that nobody gives alone: an adviser reads what people say about their health."""

OPEN_FOR = timedelta(days=7)
"""After that it is over by itself, so that an old wish is not agreed to by somebody who no longer remembers why."""

EXPORT_HOLDS = timedelta(hours=4)
"""How long a yes to an export holds: long enough to take a list again after a mistake, and over by the next day."""

SECONDS = (Role.ADMINISTRATOR, Role.MANAGER)

LIFE = Lifecycle(
    noun="approvals",
    start=Status.ASKED,
    moves=(
        Move("agree", frozenset({Status.ASKED}), Status.AGREED, SECONDS, "approvals.agreed"),
        Move("stop", frozenset({Status.ASKED}), Status.STOPPED, SECONDS, "approvals.stopped"),
    ),
    words={
        Status.ASKED: Words(N_("Waits for a second person"), N_("Waits for a second person")),
        Status.AGREED: Words(N_("A second person agreed"), N_("Agreed")),
        Status.STOPPED: Words(N_("Stopped"), N_("Stopped")),
    },
    ends=frozenset({Status.AGREED, Status.STOPPED}),
    needs_people=True,
)


def visible_to(actor: Actor) -> Select[Any]:
    """All of them for administrators; for managers those of their programmes, and their own."""
    if actor.holds(Role.ADMINISTRATOR):
        return select(Approval).where(true())
    mine = (col(Approval.asked_by_id) == actor.person_id) & col(Approval.asked_by_id).is_not(None)
    return select(Approval).where(or_(mine, col(Approval.programme_id).in_(actor.programmes_as(Role.MANAGER))))


def is_second(actor: Actor, approval: Approval) -> bool:
    """Neither whoever asked, nor whoever would get the role."""
    return actor.person_id not in {approval.asked_by_id, approval.person_id}


def is_open(approval: Approval, now: datetime) -> bool:
    return approval.status is Status.ASKED and now < approval.lapses_at


_FOR_FEW = N_("Only administrators and programme managers agree to this.")

LIST = Policy("approvals.list", dict.fromkeys(SECONDS, always), _FOR_FEW)
ASK_EXPORT = Policy("approvals.ask_export", {Role.MANAGER: always}, N_("Only programme managers take lists as a file."))
AGREE = Policy(
    "approvals.agree",
    dict.fromkeys(SECONDS, is_second),
    N_("Somebody else has to agree to this: not whoever asked, and not whoever it is for."),
    Approval,
    visible_to,
)
STOP = Policy("approvals.stop", dict.fromkeys(SECONDS, always), _FOR_FEW, Approval, visible_to)

MESSAGES: Mapping[str, Wording] = {
    "approval_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a colleague needs a second person"),
        happened=N_("A colleague asked for something that needs a second person."),
        to_do=N_("Sign in to read what it is. Then agree to it, or stop it."),
        by_when=N_("It ends by itself after seven days."),
        at_once=True,
    ),
    "approval_agreed": Wording(
        Prefix.INFORMATION,
        subject=N_("a second person agreed"),
        happened=N_("A second person agreed to what you asked for."),
        to_do=N_("Sign in to go on."),
        at_once=True,
    ),
}
