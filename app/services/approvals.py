"""What needs a second person: asked for by one, agreed to by another, and never by whoever gains from it (AUTHZ-08)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.approvals import Approval, ApprovalKind, ApprovalStatus
from app.models.people import Person
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.approvals import EXPORT_HOLDS, LIFE, OPEN_FOR, is_open
from app.services import invitations
from app.services.sign_ins import actor_of

OVER = N_("This is over. It can no longer be agreed to or stopped.")
ASKED_ALREADY = N_("You asked for this already. A second person is told.")
HOLDS_ALREADY = N_("A second person agreed already. You can take the lists now.")
MAY_NO_MORE = N_("Whoever asked no longer has the role for it. Stop this.")


def ask_for_role(
    work: Work, person: Person, role: Role, programme: Programme | None, production: Production | None = None
) -> Approval:
    """Write down that this person shall have this role. Nothing is given before a second person agrees."""
    before = select(Approval).where(
        col(Approval.person_id) == person.id, col(Approval.role) == role,
        col(Approval.programme_id).is_not_distinct_from(programme.id if programme else None),
        col(Approval.production_id).is_not_distinct_from(production.id if production else None),
        *_waiting(work.now),
    )  # fmt: skip
    if work.db.scalars(before).first() is not None:
        raise Refused(N_("This role is asked for already. A second person has to agree."), field="role")
    wish = _ask(work, ApprovalKind.ROLE, programme.id if programme else None, person_id=person.id, role=role)
    wish.production_id = production.id if production else None
    return wish


def ask_export(work: Work, _form: Nothing) -> None:
    """Ask that the actor may take lists of applications as a file."""
    if export_yes(work) is not None:
        raise Refused(HOLDS_ALREADY)
    mine = select(Approval).where(
        col(Approval.asked_by_id) == work.actor.person_id, col(Approval.kind) == ApprovalKind.EXPORT,
        *_waiting(work.now),
    )  # fmt: skip
    if work.db.scalars(mine).first() is not None:
        raise Refused(ASKED_ALREADY)
    managed = work.actor.programmes_as(Role.MANAGER)
    _ask(work, ApprovalKind.EXPORT, next(iter(managed)) if len(managed) == 1 else None)


def agree(work: Work, approval: Approval, _form: Nothing) -> None:
    """The second yes. A role is given by it at once; an export is open to whoever asked until `holds_until`."""
    _refuse_if_over(work, approval)
    if not _may_still_ask(work, approval):
        raise Refused(MAY_NO_MORE)
    LIFE.move(work, approval, "agree", about=approval.person_id, programme_id=approval.programme_id)
    approval.agreed_by_id, approval.agreed_at = work.actor.person_id, work.now
    if approval.kind is ApprovalKind.EXPORT:
        approval.holds_until = work.now + EXPORT_HOLDS
    if approval.kind is ApprovalKind.ROLE and approval.role is not None:
        programme = work.db.get(Programme, approval.programme_id) if approval.programme_id else None
        production = work.db.get(Production, approval.production_id) if approval.production_id else None
        invitations.bring_in(work, work.db.get_one(Person, approval.person_id), approval.role, programme, production)


def stop(work: Work, approval: Approval, _form: Nothing) -> None:
    """Nothing is given, and nobody can agree to it any more."""
    _refuse_if_over(work, approval)
    LIFE.move(work, approval, "stop", about=approval.person_id, programme_id=approval.programme_id)


def export_yes(work: Work) -> Approval | None:
    """The yes by which the actor may take lists now, if there is one."""
    return work.db.scalars(
        select(Approval)
        .where(
            col(Approval.asked_by_id) == work.actor.person_id,
            col(Approval.kind) == ApprovalKind.EXPORT,
            col(Approval.status) == ApprovalStatus.AGREED,
            col(Approval.holds_until) > work.now,
        )
        .limit(1)
    ).first()


def _ask(
    work: Work,
    kind: ApprovalKind,
    programme_id: UUID | None,
    *,
    person_id: UUID | None = None,
    role: Role | None = None,
) -> Approval:
    approval = Approval(
        id=work.new_id(), kind=kind, status=ApprovalStatus.ASKED, asked_by_id=work.actor.person_id, asked_at=work.now,
        lapses_at=work.now + OPEN_FOR, person_id=person_id, role=role, programme_id=programme_id,
    )  # fmt: skip
    work.db.add(approval)
    work.record(Event("approvals.asked", approval.id, about=person_id, programme_id=programme_id))
    return approval


def _may_still_ask(work: Work, approval: Approval) -> bool:
    """Whoever asked and lost their role meanwhile, gets nothing through an older wish. The command line keeps its own."""
    if approval.asked_by_id is None:
        return True
    asker = actor_of(work.db, work.db.get_one(Person, approval.asked_by_id))
    if approval.production_id is not None:
        return approval.programme_id in asker.programmes_as(Role.MANAGER)
    return asker.holds(Role.ADMINISTRATOR if approval.kind is ApprovalKind.ROLE else Role.MANAGER)


def _waiting(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return col(Approval.status) == ApprovalStatus.ASKED, col(Approval.lapses_at) > now


def _refuse_if_over(work: Work, approval: Approval) -> None:
    if not is_open(approval, work.now):
        raise Refused(OVER)
