"""From the outbox to reactions: what was committed is followed exactly by its reactions, once each."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import OutboxEvent, OutboxStatus
from app.reactions.following import REACTIONS, Reaction, reactions_to

BATCH = 100

Start = Callable[[OutboxEvent, Reaction], None]


def relay(parts: Parts, start: Start) -> int:
    """Start the reactions of every waiting event, then mark the event started; returns how many events there were.

    A crash between the two starts the same reactions again, and `start` does nothing the second time.
    """
    with parts.work(writes=False) as work:
        waiting = work.db.scalars(
            select(OutboxEvent)
            .where(col(OutboxEvent.status) == OutboxStatus.WAITING)
            .order_by(col(OutboxEvent.id))
            .limit(BATCH)
        ).all()
    for event in waiting:
        for reaction in reactions_to(event.name):
            start(event, reaction)
    if waiting:
        _mark_started(parts, [event.id for event in waiting])
    return len(waiting)


def react(parts: Parts, event_id: UUID, reaction_name: str) -> None:
    """Run one reaction to one event in its own work; a slow one opens its own."""
    reaction = REACTIONS[reaction_name]
    with parts.work(writes=not reaction.is_slow) as work:
        event = work.db.get(OutboxEvent, event_id)
        if event is None:
            return  # whom it was about is erased, and with them whatever would follow
        if not reaction.is_slow:
            reaction.run(work, event)
            return
    reaction.run(parts, event)


def _mark_started(parts: Parts, ids: list[UUID]) -> None:
    with parts.work() as work:
        work.db.execute(update(OutboxEvent).where(col(OutboxEvent.id).in_(ids)).values(status=OutboxStatus.STARTED))
