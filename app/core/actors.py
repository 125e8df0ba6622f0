"""Who acts: the roles of the product, what a person holds, and the two who are not signed in."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """The roles of the access matrix. Every signed-in person is an applicant; the rest are granted."""

    ANONYMOUS = "anonymous"
    APPLICANT = "applicant"
    SUPPORTER = "supporter"
    REVIEWER = "reviewer"
    HOST = "host"
    MANAGER = "manager"
    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    FUNDER = "funder"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


OWN_SCREENS = frozenset({Role.ANONYMOUS, Role.APPLICANT, Role.SUPPORTER})
"""Roles that see no other person's data by themselves; all others need a second factor (AUTH-06)."""


@dataclass(frozen=True)
class Grant:
    """One role held in one place: a programme, a production, or the whole product."""

    role: Role
    programme_id: UUID | None = None
    production_id: UUID | None = None


@dataclass(frozen=True)
class Actor:
    """Who acts in a request, an event or a command. `grants` hold only roles that this sign-in opens."""

    person_id: UUID | None = None
    name: str = ""
    grants: frozenset[Grant] = field(default_factory=frozenset)
    acts_as_system: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def roles(self) -> frozenset[Role]:
        if not self.is_signed_in:
            return frozenset({Role.ANONYMOUS})
        return frozenset({Role.APPLICANT, *(grant.role for grant in self.grants)})

    def holds(self, role: Role) -> bool:
        return role in self.roles

    def programmes_as(self, role: Role) -> frozenset[UUID]:
        return frozenset(g.programme_id for g in self.grants if g.role is role and g.programme_id)

    def productions_as(self, role: Role) -> frozenset[UUID]:
        return frozenset(g.production_id for g in self.grants if g.role is role and g.production_id)


ANYBODY = Actor()
SYSTEM = Actor(name="Cleanplate", acts_as_system=True)
