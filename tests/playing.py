"""Playing a lifecycle with chance: presses by anybody, through the policy and the service of each, and what must hold."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Actor, Role
from app.core.errors import HouseError
from app.core.events import AuditEntry
from app.core.lifecycle import Lifecycle, Move
from app.core.policy import Allowed, Policy
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.services.clocks import BY_THE_CLOCK
from tests.asking import WorkAs
from tests.conftest import MovableClock, RolledBackDatabase

Service = Callable[[Work, Any], object]


def plays(number: int, *, steps: int) -> settings:
    """The same plays in each run. What fails is told as it was played: making it shorter takes as long as all of them."""
    return settings(
        max_examples=number, stateful_step_count=steps, deadline=None, derandomize=True, database=None,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@dataclass(frozen=True)
class Press:
    """What `by` presses in life, under the policy of its route."""

    by: str
    policy: Policy
    act: Service


@dataclass
class Play:
    """One subject on its way, in a database in which nothing of it stays."""

    life: Lifecycle[Any]
    model: type[Any]
    subject_id: UUID
    owner_id: UUID
    parts: Parts
    work_as: WorkAs
    clock: MovableClock
    seen: set[str] = field(default_factory=set)
    """Every state that some play came to, so that a play of nothing is told."""

    @contextmanager
    def undone(self) -> Iterator[None]:
        assert isinstance(self.parts.database, RolledBackDatabase)
        inner, now = self.parts.database.connection.begin_nested(), self.clock.now
        yield
        inner.rollback()
        self.clock.now = now

    def about(self, model: type[Any], subject_id: UUID) -> "Play":
        """The same play, to press something of another noun in it."""
        return replace(self, model=model, subject_id=subject_id)

    def subject(self, work: Work) -> Any:
        return work.db.get_one(self.model, self.subject_id)

    def press(self, key: str, press: Press) -> bool:
        """Whether it was done. Whoever the policy leaves out is stopped before the service; a refusal undoes itself."""
        with self.work_as(key) as work:
            subject = self._found(work, press.policy)
            if subject is None:
                return False
            try:
                return Filled(Nothing, {}, Nothing()).accepted_by(lambda w, s, _form: press.act(w, s), work, subject)
            except HouseError:
                work.db.rollback()
                return False

    def silence(self, days: int) -> None:
        """Nobody does anything, and the clock of every hour runs."""
        self.clock.now += timedelta(days=days)
        for act in BY_THE_CLOCK:
            with self.parts.work() as work:
                act(work)

    def _found(self, work: Work, policy: Policy) -> Any:
        """The subject as the router finds it for this actor; the one of the play where the page is about no subject."""
        if policy.visible_to is None:
            own = self.subject(work)
            return own if isinstance(policy.permits(work.actor, None), Allowed) else None
        subject_id: Any = policy.subject.id  # type: ignore[union-attr]  # a policy that is visible to somebody has a subject
        seen = work.db.scalars(policy.visible_to(work.actor).where(subject_id == self.subject_id)).one_or_none()
        return seen if seen is not None and isinstance(policy.permits(work.actor, seen), Allowed) else None


class Played(RuleBasedStateMachine):
    """What holds of every lifecycle: the log knows each step, each step is on the map and by a role of the map."""

    play: Play
    presses: Mapping[str, Press]

    def __init__(self) -> None:
        super().__init__()
        self._undo = self.play.undone()
        self._undo.__enter__()
        with self.play.work_as(None) as work:
            subject = self.play.subject(work)
            self.status = subject.status
            self.past: list[Any] = []
            self.last = max(work.db.scalars(select(AuditEntry.number)), default=0)

    def teardown(self) -> None:
        self._undo.__exit__(None, None, None)

    def allowed(self) -> list[str]:
        """The presses that lead on from here. A press is named after its move, with what it says behind a colon."""
        names = {move.name for move in self.play.life.moves if self.status in move.sources}
        return sorted(name for name in self.presses if name.split(":")[0] in names)

    def do(self, key: str, name: str) -> bool:
        done = self.play.press(key, self.presses[name])
        self.follow(key)
        return done

    def wait(self, days: int) -> Any:
        """Returns the state before."""
        before = self.status
        self.play.silence(days)
        self.follow(None)
        return before

    def follow(self, key: str | None) -> None:
        """Read what the log says of it since, and compare it with the map, with who pressed, and with the row."""
        with self.play.work_as(key) as work:
            entries = work.db.scalars(
                select(AuditEntry)
                .where(col(AuditEntry.subject_id) == self.play.subject_id, col(AuditEntry.number) > self.last)
                .order_by(col(AuditEntry.number))
            ).all()
            for entry in entries:
                self.last = entry.number
                if "from" in entry.facts:
                    self._step(work.actor, entry)
            assert self.play.subject(work).status == self.status, "a state changed and the log does not know"
            self.play.seen.add(self.status)

    def _step(self, actor: Actor, entry: AuditEntry) -> None:
        before, after = (type(self.status)(entry.facts[name]) for name in ("from", "to"))
        assert before == self.status, "the log leaves a step out"
        moves = [move for move in self.play.life.moves if move.event == entry.name and before in move.sources]
        assert [move for move in moves if self._leads(move, after) and self._may(move, actor)], (
            f"{entry.name} from {before} to {after} is not on the map"
        )
        if moves[0].target is None:
            self.past.pop()
        if moves[0].remembers:
            self.past.append(before)
        self.status = after

    def _leads(self, move: Move[Any], after: Any) -> bool:
        return bool(after == (move.target if move.target is not None else self.past[-1]))

    def _may(self, move: Move[Any], actor: Actor) -> bool:
        if actor.acts_as_system:
            return move.by_clock
        own = {Role.APPLICANT} if actor.person_id == self.play.owner_id else set()
        return bool(set(move.by) & (own | {grant.role for grant in actor.grants}))
