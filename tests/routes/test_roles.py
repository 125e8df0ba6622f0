"""AUTHZ-08: administrators give and take roles, never for themselves; an adviser needs a second person."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.forms.sign_ins import Invitation
from app.models.approvals import Approval
from app.models.messages import Message
from app.models.people import Person, RoleGrant
from app.services import roles as services
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown

NEW = {"email": "hal@example.com", "name": "Hal Ferris", "role": "adviser", "programme": "lumina"}


def give(as_: AsMember, key: str = "ola", **typed: str) -> Shown:
    return as_(key).post("/roles/new", {**NEW, **typed})


def roles_of(parts: Parts, email: str) -> set[Role]:
    with parts.work(writes=False) as work:
        rows = (
            select(RoleGrant.role).join(Person, col(Person.id) == RoleGrant.person_id).where(col(Person.email) == email)
        )
        return set(work.db.scalars(rows))


def grant_of(parts: Parts, stage: Stage, key: str, role: Role) -> str:
    with parts.work(writes=False) as work:
        rows = select(RoleGrant.id).where(col(RoleGrant.person_id) == stage.id_of(key), col(RoleGrant.role) == role)
        return str(work.db.scalars(rows).one())


def wish_of(parts: Parts) -> str:
    with parts.work(writes=False) as work:
        return str(work.db.scalars(select(Approval.id).order_by(col(Approval.id).desc())).first())


def test_authz08_an_adviser_is_made_by_two_people(as_: AsMember, parts: Parts) -> None:
    given = give(as_)
    alone = roles_of(parts, "hal@example.com")
    own = as_("ola").post(f"/approvals/{wish_of(parts)}/agreement")

    agreed = as_("mei").post(f"/approvals/{wish_of(parts)}/agreement")

    assert (given.status, own.status, agreed.status) == (303, 403, 303)
    assert alone == {Role.HOST}
    assert roles_of(parts, "hal@example.com") == {Role.HOST, Role.ADVISER}
    assert "Hal Ferris becomes Accommodation adviser in Lumina" in as_("mei").get("/approvals").main


def test_authz08_whoever_gets_the_role_does_not_agree_to_it(as_: AsMember, parts: Parts) -> None:
    give(as_, email="pia@example.com", name="Pia Rossi", role="administrator", programme="")
    give(as_, email="mei@example.com", name="Mei Tanaka")

    assert as_("mei").post(f"/approvals/{wish_of(parts)}/agreement").status == 403
    assert roles_of(parts, "mei@example.com") == {Role.MANAGER}
    assert as_("pia").post(f"/approvals/{wish_of(parts)}/agreement").status == 303
    assert roles_of(parts, "mei@example.com") == {Role.MANAGER, Role.ADVISER}


def test_authz08_where_nobody_else_may_agree_nothing_is_asked(as_: AsMember, parts: Parts) -> None:
    shown = give(as_, email="mei@example.com", name="Mei Tanaka")

    assert shown.status == 422
    assert shown.errors[0].startswith("Nobody else can agree to this yet.")
    assert wish_of(parts) == "None"


def test_authz08_the_command_line_needs_a_second_person_too(work_as: WorkAs, as_: AsMember, parts: Parts) -> None:
    made: list[str] = []
    with work_as(None) as work:
        is_given = services.hand_over(work, made, Invitation(**NEW))

    assert (is_given, made) == (False, [])
    assert roles_of(parts, "hal@example.com") == {Role.HOST}
    assert as_("ola").post(f"/approvals/{wish_of(parts)}/agreement").status == 303
    assert roles_of(parts, "hal@example.com") == {Role.HOST, Role.ADVISER}


@pytest.mark.parametrize("role", ["adviser", "manager", "auditor", "reviewer"])
def test_authz08_nobody_gives_a_role_to_themselves(as_: AsMember, parts: Parts, role: str) -> None:
    shown = give(as_, email="ola@example.com", role=role)

    assert shown.status == 422
    assert shown.errors == ["Nobody gives a role to themselves. Ask another administrator."]
    assert roles_of(parts, "ola@example.com") == {Role.ADMINISTRATOR}


def test_another_role_is_given_at_once(as_: AsMember, parts: Parts) -> None:
    assert give(as_, email="ada@example.com", name="Ada Okoye", role="manager").status == 303
    assert roles_of(parts, "ada@example.com") == {Role.MANAGER}


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"role": "supporter"}, "This role is not given on this page."),
        ({"role": "king"}, "Choose one of the answers in the list"),
        ({"programme": ""}, "This role belongs to a programme. Name the programme by its key."),
        ({"email": "hal"}, "Write the e-mail address in full, such as ari@example.com"),
    ],
)
def test_what_cannot_be_given_says_so(as_: AsMember, typed: dict[str, str], error: str) -> None:
    shown = give(as_, **typed)

    assert (shown.status, shown.errors) == (422, [error])
    assert "Hal Ferris" in shown.text


def test_authz08_taking_a_role_away_holds_from_the_next_request(as_: AsMember, parts: Parts, stage: Stage) -> None:
    ida, path = as_("ida"), f"/roles/{grant_of(parts, stage, 'ida', Role.ADVISER)}/removal"
    before = ida.get("/adviser/adjustments").status
    asked = as_("ola").get(path)

    taken = as_("ola").post(path)

    assert "Ida Brandt is no longer Accommodation adviser (Lumina) from the next page on." in asked.main
    assert (before, taken.status, ida.get("/adviser/adjustments").status) == (200, 303, 303)
    assert as_("ida").get("/adviser/adjustments").status == 403
    with parts.work(writes=False) as work:
        told = work.db.scalars(select(Message.person_id).where(col(Message.template) == "role_taken")).all()
    assert list(told) == [stage.id_of("ida")]


def test_authz08_the_last_administrator_stays(as_: AsMember, parts: Parts, stage: Stage) -> None:
    path = f"/roles/{grant_of(parts, stage, 'ola', Role.ADMINISTRATOR)}/removal"
    last = as_("ola").post(path)
    give(as_, email="pia@example.com", name="Pia Rossi", role="administrator", programme="")

    assert last.status == 422
    assert "This is the last administrator. Give the role to somebody else first." in last.main
    assert as_("ola").post(path).status == 303
    assert roles_of(parts, "ola@example.com") == set()


@pytest.mark.parametrize("key", ["mei", "pia", "ida", "noor", "fay"])
def test_roles_are_for_administrators(as_: AsMember, parts: Parts, stage: Stage, key: str) -> None:
    grant = grant_of(parts, stage, "jun", Role.MENTOR)

    assert as_(key).get("/roles").status == 403
    assert give(as_, key).status == 403
    assert as_(key).get(f"/roles/{grant}/removal").status == 404
    assert roles_of(parts, "hal@example.com") == {Role.HOST}


def test_the_list_names_roles_and_nothing_of_supporters(as_: AsMember) -> None:
    rows = [row.get_text(" ", strip=True) for row in as_("ola").get("/roles").soup.select("tbody tr")]

    assert rows[0].startswith("Asha Rao Programme manager")
    assert not [row for row in rows if "Sam Adeyemi" in row]
