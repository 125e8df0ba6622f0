"""Wishes that wait for a second person, and whether one may take lists as a file now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import aliased
from sqlmodel import col

from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.approvals import Approval, ApprovalKind
from app.models.people import Person
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.approvals import EXPORT_HOLDS, LIFE, is_open, is_second, visible_to
from app.rules.roles import WORDS
from app.services.approvals import export_yes

COMMAND_LINE = N_("Somebody at the command line")
ROLE_ON = N_("%(person)s becomes %(role)s of %(production)s")
ROLE_IN = N_("%(person)s becomes %(role)s in %(programme)s")
ROLE = N_("%(person)s becomes %(role)s")
EXPORT = N_("%(person)s takes lists of applications as a file")


@dataclass(frozen=True)
class Line:
    """One wish. `can` says which buttons stand there."""

    id: UUID
    what: Sentence
    asked_by: str
    asked_at: datetime
    state: str
    kind: str
    until: datetime | None
    can_agree: bool
    can_stop: bool


@dataclass(frozen=True)
class Listing:
    """`takes_lists` is for managers, who can ask for a yes to their own export."""

    lines: Sequence[Line]
    takes_lists: bool
    holds_until: datetime | None
    is_asked: bool
    hours: int
    zone: str
    title: str = N_("What needs a second person")


def listing(work: Work, zone: str) -> Listing:
    """Those that wait first, then the others, each from the newest on."""
    asker, gets = aliased(Person), aliased(Person)
    rows = work.db.execute(
        visible_to(work.actor)
        .outerjoin(asker, col(asker.id) == Approval.asked_by_id)
        .outerjoin(gets, col(gets.id) == Approval.person_id)
        .outerjoin(Programme, col(Programme.id) == Approval.programme_id)
        .outerjoin(Production, col(Production.id) == Approval.production_id)
        .add_columns(col(asker.name), col(gets.name), col(Programme.name), col(Production.title))
        .order_by(col(Approval.status) != LIFE.start, col(Approval.id).desc())
    ).all()
    mine = [row[0] for row in rows if row[0].asked_by_id == work.actor.person_id]
    exports = [approval for approval in mine if approval.kind is ApprovalKind.EXPORT]
    return Listing(
        lines=[_line(work, *row) for row in rows],
        takes_lists=work.actor.holds(Role.MANAGER),
        holds_until=yes.holds_until if (yes := export_yes(work)) else None,
        is_asked=any(is_open(each, work.now) for each in exports),
        hours=int(EXPORT_HOLDS.total_seconds()) // 3600,
        zone=zone,
    )


def _line(work: Work, approval: Approval, asker: str | None, gets: str | None, *where: str | None) -> Line:
    is_waiting = is_open(approval, work.now)
    over = N_("Over")
    state = LIFE.words[approval.status].staff
    return Line(
        id=approval.id,
        what=_what(approval, asker or "", gets or "", *where),
        asked_by=asker or COMMAND_LINE,
        asked_at=approval.asked_at,
        state=state if is_waiting or approval.agreed_at or approval.status != LIFE.start else over,
        kind="info" if is_waiting else "plain",
        until=approval.lapses_at if is_waiting else approval.holds_until,
        can_agree=is_waiting and is_second(work.actor, approval),
        can_stop=is_waiting,
    )


def _what(approval: Approval, asker: str, gets: str, programme: str | None, production: str | None) -> Sentence:
    if approval.kind is ApprovalKind.EXPORT or approval.role is None:
        return sentence(EXPORT, person=asker)
    role = Sentence(WORDS[approval.role])
    if production:
        return sentence(ROLE_ON, person=gets, role=role, production=production)
    if programme:
        return sentence(ROLE_IN, person=gets, role=role, programme=programme)
    return sentence(ROLE, person=gets, role=role)
