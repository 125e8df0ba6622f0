"""Inviting somebody into a role: the person, the grant, the link, and nothing twice."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.forms.filling import Filled
from app.forms.sign_ins import Invitation
from app.models.people import Person, RoleGrant
from app.services import invitations
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.pressing import press


def invited(work_as: WorkAs, **given: str) -> tuple[Filled[Invitation], list[str]]:
    filled, made = Filled.read(Invitation, {name: [value] for name, value in given.items()}), list[str]()
    with work_as(None) as work:
        filled.accepted_by(invitations.invite, work, made)
    return filled, made


def roles_of(parts: Parts, email: str) -> list[tuple[Role, bool]]:
    with parts.work(writes=False) as work:
        grants = select(RoleGrant).join(Person, col(Person.id) == RoleGrant.person_id).where(col(Person.email) == email)
        return [(grant.role, grant.programme_id is not None) for grant in work.db.scalars(grants).all()]


def test_auth_10_the_first_administrator_comes_in_by_a_link(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    _, made = invited(work_as, email="ada@example.com", name="Ada Okoye", role="administrator")
    client = as_(None)

    entered = press(client, client.get(made[0]), "Sign in now")
    page = client.follow(entered)

    assert entered.location == "/sign-ins"
    assert "Set up a password and an authenticator to open your staff pages." in page.main
    assert roles_of(parts, "ada@example.com") == [(Role.ADMINISTRATOR, False)]
    assert as_(None).post(made[0]).status == 404


def test_auth_10_a_role_is_given_once_and_the_link_again(work_as: WorkAs, parts: Parts) -> None:
    given = {"email": "ada@example.com", "name": "Ada Okoye", "role": "manager", "programme": "lumina"}
    first, second = invited(work_as, **given)[1], invited(work_as, **given)[1]

    assert first != second
    assert roles_of(parts, "ada@example.com") == [(Role.MANAGER, True)]


def test_sess_05_a_new_role_ends_every_sign_in(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    client = as_("noor")

    invited(work_as, email="noor@example.com", name="Somebody else", role="mentor", programme="lumina")

    assert client.get("/messages").status == 303
    assert stage.people["noor"].name == "Noor Haddad"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "ada"}, "email"),
        ({"name": ""}, "name"),
        ({"role": "king"}, "role"),
        ({"role": "manager"}, "programme"),
        ({"role": "manager", "programme": "nowhere"}, "programme"),
    ],
)
def test_what_cannot_be_used_is_named(work_as: WorkAs, parts: Parts, changes: dict[str, str], field: str) -> None:
    given = {"email": "ada@example.com", "name": "Ada Okoye", "role": "administrator", **changes}

    filled, made = invited(work_as, **given)

    assert (list(filled.errors), made) == ([field], [])
    assert roles_of(parts, "ada@example.com") == []
