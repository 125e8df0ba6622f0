"""Permissions as tables: who may do a thing, on which condition, and the sentence for everybody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select

from app.core.actors import Actor, Role

Condition = Callable[[Actor, Any], bool]
VisibleTo = Callable[[Actor], Select[Any]]


@dataclass(frozen=True)
class Allowed:
    pass


@dataclass(frozen=True)
class Denied:
    sentence: str


Verdict = Allowed | Denied

POLICIES: dict[str, "Policy"] = {}


@dataclass(frozen=True)
class Policy:
    """One permission. `who` maps each role that may to its condition; a role that is absent may not.

    `subject` is the kind of thing acted on and `visible_to` says for whom it exists at all: what is not visible is
    missing (404), what is visible and not permitted is denied with `otherwise` (403). An exception inside a condition
    is an error, never a permission.
    """

    name: str
    who: Mapping[Role, Condition]
    otherwise: str
    subject: type | None = None
    visible_to: VisibleTo | None = None
    reason: str = ""
    roles: frozenset[Role] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(self.who))
        if (self.subject is None) != (self.visible_to is None):
            raise ValueError(f"{self.name}: a policy with a subject says for whom it exists, and only such a policy")
        if POLICIES.setdefault(self.name, self) is not self:
            raise ValueError(f"two policies are called {self.name}")

    def permits(self, actor: Actor, subject: object = None) -> Verdict:
        if self.subject is not None and not isinstance(subject, self.subject):
            return Denied(self.otherwise)
        held = actor.roles
        if any(condition(actor, subject) for role, condition in self.who.items() if role in held):
            return Allowed()
        return Denied(self.otherwise)


def always(_actor: Actor, _subject: object) -> bool:
    return True


def public(name: str, *, why: str) -> Policy:
    """A page for everybody. `why` is the reason that it needs no sign-in; it is printed in docs/permissions.md."""
    return Policy(name, dict.fromkeys(Role, always), otherwise="", reason=why)


def signed_in(name: str, *, why: str, otherwise: str) -> Policy:
    """A page for whoever is signed in, about themselves only. `why` says why no narrower rule is needed."""
    return Policy(name, {Role.APPLICANT: always}, otherwise=otherwise, reason=why)
