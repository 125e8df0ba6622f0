"""The same main choices in the same order on every page, for each role."""

from dataclasses import dataclass

from app.core.actors import Actor, Role
from app.core.words import N_


@dataclass(frozen=True)
class Place:
    """One choice. `route` is the name of a page that needs no id."""

    label: str
    route: str
    roles: frozenset[Role]


def _for(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


PLACES = (
    Place(N_("Home"), "people.home", _for(Role.APPLICANT)),
    Place(N_("Programmes"), "programmes.listing", _for(Role.ANONYMOUS)),
    Place(N_("Applications"), "decisions.board", _for(Role.MANAGER)),
    Place(N_("Reviews"), "reviews.listing", _for(Role.REVIEWER)),
    Place(N_("Adjustments"), "accommodations.desk", _for(Role.ADVISER)),
    Place(N_("Productions"), "productions.listing", _for(Role.COORDINATOR)),
    Place(N_("Cohorts"), "cohorts.listing", _for(Role.MANAGER)),
    Place(N_("Who looked"), "sightings.listing", _for(Role.AUDITOR)),
    Place(N_("Promises"), "promises.listing", _for(Role.MANAGER)),
    Place(N_("Mentoring"), "mentors.desk", _for(Role.MENTOR)),
    Place(N_("Sessions I hold"), "hosts.listing", _for(Role.HOST)),
    Place(N_("Helping"), "supporters.helping", _for(Role.SUPPORTER)),
    Place(N_("Sign-ins"), "sign_ins.people", _for(Role.ADMINISTRATOR)),
    Place(N_("Roles"), "roles.listing", _for(Role.ADMINISTRATOR)),
    Place(N_("Lost authenticators"), "resets.listing", _for(Role.ADMINISTRATOR, Role.AUDITOR)),
    Place(N_("Audit log"), "audit.show", _for(Role.AUDITOR)),
    Place(N_("Messages"), "messages.listing", _for(Role.APPLICANT)),
)


@dataclass(frozen=True)
class Link:
    label: str
    path: str
    is_current: bool = False


def places_for(actor: Actor) -> list[Place]:
    return [place for place in PLACES if place.roles & actor.roles]
