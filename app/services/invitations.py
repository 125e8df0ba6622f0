"""Inviting somebody into a role: the person, the grant, and one link. It is how the first administrator comes in (AUTH-10)."""

from sqlmodel import col, select

from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Invitation
from app.models.people import Channel, Person, RoleGrant
from app.models.productions import Production
from app.models.programmes import Programme
from app.services import messages, sign_ins
from app.services.sign_ins_ending import end_all

NEXT = "/sign-ins"
"""Where the link leads: the page on which a password and an authenticator are set up."""

UNBOUND = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that belong to the whole product and to no programme."""


def invite(work: Work, made: list[str], form: Invitation) -> None:
    """Give a role to the person with this address, known or new, and send them a link. `made` receives its path.

    A role that is held already is not given twice; the link is sent anew. Nobody chooses a password for somebody else.
    """
    programme, person = named(work, form)
    bring_in(work, person, form.role, programme, made=made)


def named(work: Work, form: Invitation) -> tuple[Programme | None, Person]:
    """The programme and the person that were named; a new person is welcomed. Raises `Refused` for a programme amiss."""
    return _programme(work, form), _person(work, form)


def holds_already(
    work: Work, person: Person, role: Role, programme: Programme | None, production: Production | None = None
) -> bool:
    held = select(RoleGrant.id).where(
        col(RoleGrant.person_id) == person.id,
        col(RoleGrant.role) == role,
        col(RoleGrant.programme_id).is_not_distinct_from(programme.id if programme else None),
        col(RoleGrant.production_id).is_not_distinct_from(production.id if production else None),
    )
    return work.db.scalars(held).first() is not None


def bring_in(
    work: Work,
    person: Person,
    role: Role,
    programme: Programme | None,
    production: Production | None = None,
    *,
    made: list[str] | None = None,
) -> None:
    """Give the role where it is not held, and send the link."""
    if not holds_already(work, person, role, programme, production):
        grant(work, person, role, programme, production)
    path = f"/sign-in/link/{sign_ins.make_link(work, person.email, NEXT)}"
    if made is not None:
        made.append(path)
    messages.send_to_address(work, "invitation", person.email, path=path)


def _programme(work: Work, form: Invitation) -> Programme | None:
    if not form.programme:
        if form.role not in UNBOUND:
            raise Refused(N_("This role belongs to a programme. Name the programme by its key."), field="programme")
        return None
    programme = work.db.scalars(select(Programme).where(col(Programme.key) == form.programme)).one_or_none()
    if programme is None:
        raise Refused(N_("There is no programme with this key."), field="programme")
    return programme


def _person(work: Work, form: Invitation) -> Person:
    person = work.db.scalars(select(Person).where(col(Person.email) == form.email)).one_or_none()
    if person is None:
        person = Person(id=work.new_id(), name=form.name, email=form.email, channel=Channel.EMAIL, created_at=work.now)
        work.db.add(person)
        work.db.flush()
        work.record(Event("people.welcomed", person.id, about=person.id))
    return person


def grant(
    work: Work, person: Person, role: Role, programme: Programme | None, production: Production | None = None
) -> None:
    """A new role ends every sign-in, so that nobody's rights change under an open page (SESS-05)."""
    work.db.add(
        RoleGrant(
            id=work.new_id(),
            person_id=person.id,
            role=role,
            programme_id=programme.id if programme else None,
            production_id=production.id if production else None,
            granted_at=work.now,
        )
    )
    end_all(work, person.id)
    work.audit(Event("people.role_granted", person.id, about=person.id, facts={"role": role.value}))
