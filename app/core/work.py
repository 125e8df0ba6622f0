"""One request, event or command: one transaction, one actor, one instant, one list of events."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import chain
from app.core.actors import Actor
from app.core.clock import Entropy
from app.core.events import AuditEntry, Event, OutboxEvent, OutboxStatus
from app.core.vault import Vault


@dataclass
class Work:
    """What every service receives first. Whoever opened it commits; nothing below does."""

    db: Session
    actor: Actor
    now: datetime
    entropy: Entropy
    vault: Vault
    origin: str = ""
    request_id: str = ""
    events: list[Event] = field(default_factory=list)
    lasting: list[Callable[[], object]] = field(default_factory=list)
    """What is done again when a refusal has undone a service: a try stays counted whatever became of it."""

    def new_id(self) -> UUID:
        return self.entropy.new_id(self.now)

    def record(self, event: Event) -> None:
        """Write the audit row and the outbox row of something that happened, in this transaction."""
        self.audit(event)
        self.events.append(event)
        self.db.add(
            OutboxEvent(
                id=self.new_id(),
                at=self.now,
                name=event.name,
                subject_id=event.subject_id,
                about=event.about,
                actor_id=self.actor.person_id,
                programme_id=event.programme_id,
                facts=dict(event.facts),
                status=OutboxStatus.WAITING,
            )
        )

    def audit(self, event: Event) -> None:
        """Write the audit row alone: for reads of sensitive data and for refusals that nothing follows."""
        entry = AuditEntry(
            at=self.now,
            actor_id=self.actor.person_id,
            on_behalf_of=event.on_behalf_of,
            name=event.name,
            subject_id=event.subject_id,
            about=event.about,
            programme_id=event.programme_id,
            facts=dict(event.facts),
            origin=self.origin,
            request_id=self.request_id,
            reason=event.reason,
            shown=event.shown,
        )
        self.db.add(entry)
        chain.note(self.db, entry, self.vault, self.entropy)
