"""Lifecycles as data: states, moves between them, and the words in which each audience reads a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event, Facts
from app.core.words import N_, sentence
from app.core.work import Work

State = TypeVar("State", bound=StrEnum)

LIFECYCLES: "dict[str, Lifecycle[Any]]" = {}


class HasStatus(Protocol):
    id: UUID
    status: Any


@dataclass(frozen=True)
class Words:
    """One state in the words of the person it concerns and of the people who work with it."""

    own: str
    staff: str


@dataclass(frozen=True)
class Move(Generic[State]):
    """A step from any of `sources` to `target`, by the roles named. `target` None leads back to where it was.

    `by_clock` marks the few moves that a schedule may take without a person; a test walks them all.
    """

    name: str
    sources: frozenset[State]
    target: State | None
    by: tuple[Role, ...]
    event: str
    remembers: bool = False
    by_clock: bool = False


@dataclass(frozen=True)
class Lifecycle(Generic[State]):
    """The states and moves of one noun. Checked when it is built: no dead end by accident, no unreachable state."""

    noun: str
    start: State
    moves: tuple[Move[State], ...]
    words: Mapping[State, Words]
    ends: frozenset[State] = field(default_factory=frozenset)
    groups: Mapping[str, frozenset[State]] = field(default_factory=dict)
    needs_people: bool = False
    """Whether the clock may take no move but those marked for it."""

    def __post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise ValueError(f"lifecycle of {self.noun}: " + "; ".join(problems))
        LIFECYCLES[self.noun] = self

    @property
    def states(self) -> tuple[State, ...]:
        return tuple(type(self.start))

    def move(
        self,
        work: Work,
        subject: HasStatus,
        name: str,
        *,
        about: UUID | None = None,
        programme_id: UUID | None = None,
        reason: str = "",
        shown: str = "",
        facts: Facts | None = None,
        on_behalf_of: UUID | None = None,
    ) -> None:
        """Change the state and record the event with from and to. Refuses a move that this state does not allow."""
        step = self.step(name)
        if self.needs_people and work.actor.acts_as_system and not step.by_clock:
            raise ValueError(f"{self.noun}: only a person may take the move {name}")
        before: State = subject.status
        if before not in step.sources:
            raise Refused(
                sentence(
                    N_("This has moved on since you opened it. It is now: %(state)s."), state=self.words[before].own
                )
            )
        after = step.target or self._back(subject)
        if step.remembers:
            subject.status_before = f"{before} {subject.status_before or ''}".strip()  # type: ignore[attr-defined]  # only where moves remember
        subject.status = after
        work.record(
            Event(
                step.event,
                subject.id,
                about=about,
                programme_id=programme_id,
                reason=reason,
                shown=shown,
                on_behalf_of=on_behalf_of,
                facts={"from": before.value, "to": after.value, **(facts or {})},
            )
        )

    def allows(self, subject: HasStatus, name: str) -> bool:
        return subject.status in self.step(name).sources

    def step(self, name: str) -> Move[State]:
        return next(step for step in self.moves if step.name == name)

    def _back(self, subject: HasStatus) -> State:
        """Where it was, taken off what is remembered: a pause while something was asked leads back to the question."""
        last, _, rest = (subject.status_before or "").partition(" ")  # type: ignore[attr-defined]  # as above
        subject.status_before = rest or None  # type: ignore[attr-defined]  # as above
        return type(self.start)(last)

    def _problems(self) -> Iterable[str]:
        names = [step.name for step in self.moves]
        if len(names) != len(set(names)):
            yield "two moves share a name"
        for state in self.states:
            if state not in self.words:
                yield f"{state} has no words"
        for step in self.moves:
            if step.sources & self.ends:
                yield f"{step.name} leaves an end"
        yield from (f"{state} cannot be reached" for state in sorted(set(self.states) - self._reached()))
        leaves = {state for step in self.moves for state in step.sources}
        yield from (
            f"{state} has no way out and is not an end" for state in sorted(set(self.states) - leaves - self.ends)
        )

    def _reached(self) -> set[State]:
        reached = {self.start}
        while True:
            further = {s.target for s in self.moves if s.target is not None and s.sources & reached} - reached
            if not further:
                return reached
            reached |= further
