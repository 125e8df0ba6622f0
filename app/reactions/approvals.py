"""What follows a wish that needs a second person: whoever may agree is told, and whoever asked hears of the yes."""

from sqlmodel import col, select

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.approvals import Approval
from app.models.people import Person, RoleGrant
from app.reactions.following import follows
from app.rules.approvals import SECONDS, is_open, is_second, visible_to
from app.services import messages, sign_ins

PATH = "/approvals"


@follows("approvals.asked")
def tell_who_may_agree(work: Work, event: OutboxEvent) -> None:
    approval = work.db.get_one(Approval, event.subject_id)
    if not is_open(approval, work.now):
        return
    holders = (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.role).in_(SECONDS))
        .order_by(col(Person.id))
        .distinct()
    )
    for person in work.db.scalars(holders).all():
        actor = sign_ins.actor_of(work.db, person)
        there = work.db.scalars(visible_to(actor).where(col(Approval.id) == approval.id)).first()
        if there is not None and is_second(actor, approval):
            messages.write(work, "approval_asked", to=person, event_id=event.id, path=PATH)


@follows("approvals.agreed")
def tell_who_asked(work: Work, event: OutboxEvent) -> None:
    approval = work.db.get_one(Approval, event.subject_id)
    if approval.asked_by_id is not None:
        messages.write(
            work, "approval_agreed", to=work.db.get_one(Person, approval.asked_by_id), event_id=event.id, path=PATH
        )
