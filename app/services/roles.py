"""Giving a role to somebody, and taking one away. What an adviser reads needs a second person before it is given."""

from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col, select

from app.core.actors import Role
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.roles import Giving
from app.forms.sign_ins import Invitation, Nothing
from app.models.people import Person, RoleGrant
from app.models.programmes import Programme
from app.rules.approvals import NEED_A_SECOND
from app.rules.roles import GIVEN_HERE
from app.services import approvals, invitations, messages
from app.services.sign_ins_ending import end_all

NOT_ONESELF = N_("Nobody gives a role to themselves. Ask another administrator.")
NOT_HERE = N_("This role is not given on this page.")
NOBODY_TO_AGREE = N_(
    "Nobody else can agree to this yet. Invite another administrator, or a manager of the programme, first."
)
LAST_ONE = N_("This is the last administrator. Give the role to somebody else first.")


def give(work: Work, form: Giving) -> bool:
    """Give it at once, or ask for a second person where the role needs one: then False. Raises `Refused` for oneself."""
    if form.email == work.db.get_one(Person, work.actor.person_id).email:
        raise Refused(NOT_ONESELF, field="email")
    if form.role not in GIVEN_HERE:
        raise Refused(NOT_HERE, field="role")
    return hand_over(work, [], Invitation(**form.model_dump()))


def hand_over(work: Work, made: list[str], form: Invitation) -> bool:
    """What the command line and administrators share. `made` receives the path of the link, where one is sent."""
    if form.role not in NEED_A_SECOND:
        invitations.invite(work, made, form)
        return True
    programme, person = invitations.named(work, form)
    if invitations.holds_already(work, person, form.role, programme):
        invitations.invite(work, made, form)
        return True
    if not somebody_may_agree(work, person, programme):
        raise Refused(NOBODY_TO_AGREE, field="role")
    approvals.ask_for_role(work, person, form.role, programme)
    return False


def take_away(work: Work, grant: RoleGrant, _form: Nothing) -> None:
    """It ends with the next request, because roles are read for each; every sign-in of the person ends too (SESS-05)."""
    if grant.role is Role.ADMINISTRATOR and not _others(work, grant.person_id):
        raise Refused(LAST_ONE)
    person = work.db.get_one(Person, grant.person_id)
    work.record(
        Event(
            "people.role_taken", person.id, about=person.id, programme_id=grant.programme_id,
            facts={"role": grant.role.value},
        )
    )  # fmt: skip
    work.db.delete(grant)
    work.db.flush()
    if person.id != work.actor.person_id:
        end_all(work, person.id)
    messages.tell(work, "role_taken", person, path="/")


def somebody_may_agree(work: Work, person: Person, programme: Programme | None) -> bool:
    """Whether an administrator, or a manager of the programme, is neither whoever asks nor whoever gets the role."""
    managed = (col(RoleGrant.role) == Role.MANAGER) & (
        col(RoleGrant.programme_id) == (programme.id if programme else None)
    )
    second = select(RoleGrant.id).where(
        or_(col(RoleGrant.role) == Role.ADMINISTRATOR, managed),
        col(RoleGrant.person_id).not_in([each for each in (work.actor.person_id, person.id) if each]),
    )
    return work.db.scalars(second.limit(1)).first() is not None


def _others(work: Work, person_id: UUID) -> set[UUID]:
    """Other administrators, held until the end of this work, so that two of them cannot take each other away at once."""
    held = select(RoleGrant).where(col(RoleGrant.role) == Role.ADMINISTRATOR).with_for_update()
    return {grant.person_id for grant in work.db.scalars(held.order_by(col(RoleGrant.id)))} - {person_id}
