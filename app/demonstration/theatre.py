"""Where the demonstration's story is played: the cast, a clock that can be moved, and works by anybody of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.adapters.parts import Parts
from app.core.actors import SYSTEM
from app.core.work import Work
from app.models.people import Channel, Person, Preferences
from app.services.casting import Stage
from app.services.sign_ins import actor_of


@dataclass
class Theatre:
    """Everything a story needs. Its works share the transaction `db`; moving the clock never runs backwards in a story."""

    parts: Parts
    stage: Stage
    db: Session
    now: datetime
    notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.stage.programmes["lumina"].time_zone)).date()

    @contextmanager
    def at(self, *, days: float) -> Iterator[None]:
        """Play what stands in the block that many days from today (negative: earlier)."""
        before = self.now
        self.now = before + timedelta(days=days)
        try:
            yield
        finally:
            self.now = before

    @contextmanager
    def as_(self, key: str) -> Iterator[Work]:
        """One work by this person of the cast, or by somebody added with `person`."""
        yield self._work(key)
        self.db.flush()

    @contextmanager
    def by_system(self) -> Iterator[Work]:
        yield Work(self.db, SYSTEM, self.now, self.parts.entropy, self.parts.vault)
        self.db.flush()

    def person(self, key: str, name: str, email: str) -> Person:
        """Somebody beyond the cast, found afterwards under `key`."""
        person = Person(
            id=self.parts.entropy.new_id(self.now),
            name=name,
            email=email,
            channel=Channel.EMAIL,
            time_zone="Australia/Adelaide",
            created_at=self.now,
        )
        self.db.add(person)
        self.db.flush()
        self.db.add(Preferences(person_id=person.id))
        self.stage.people[key] = person
        return person

    def _work(self, key: str) -> Work:
        actor = actor_of(self.db, self.stage.people[key])
        return Work(self.db, actor, self.now, self.parts.entropy, self.parts.vault)


def theatre_of(parts: Parts, stage: Stage, db: Session, now: datetime) -> Theatre:
    return Theatre(replace(parts, clock=lambda: now), stage, db, now)
