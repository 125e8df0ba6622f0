"""What follows a lost authenticator: whoever may confirm is told, and told again if it was not its person."""

from collections.abc import Iterator

from sqlmodel import col, select

from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.people import Person, RoleGrant
from app.models.resets import Reset
from app.reactions.following import follows
from app.rules.resets import CONFIRMERS, is_open, visible_to
from app.services import messages, sign_ins

BY_LINK = {"by": "link"}


@follows("resets.asked")
def tell_who_may_confirm(work: Work, event: OutboxEvent) -> None:
    reset = work.db.get_one(Reset, event.subject_id)
    if is_open(reset, work.now):
        _write(work, event, reset, "reset_to_confirm")


@follows("resets.stopped")
@follows("resets.disputed")
def tell_that_it_was_not_them(work: Work, event: OutboxEvent) -> None:
    """Only where the link was pressed: a colleague who stops a wish knows why."""
    if BY_LINK.items() <= event.facts.items():
        _write(work, event, work.db.get_one(Reset, event.subject_id), "reset_was_not_them")


def _write(work: Work, event: OutboxEvent, reset: Reset, template: str) -> None:
    for person in _who_may_confirm(work, reset):
        messages.write(work, template, to=person, event_id=event.id, path=f"/lost-authenticators/{reset.id}")


def _who_may_confirm(work: Work, reset: Reset) -> Iterator[Person]:
    """Administrators and privacy auditors, and the managers whom the policy would let in; never the person."""
    holders = (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.role).in_(CONFIRMERS), col(Person.id) != reset.person_id)
        .order_by(col(Person.id))
        .distinct()
    )
    for person in work.db.scalars(holders).all():
        actor = sign_ins.actor_of(work.db, person)
        if work.db.scalars(visible_to(actor).where(col(Reset.id) == reset.id)).first() is not None:
            yield person
