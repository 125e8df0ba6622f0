"""Every route as every role, against a matrix that a person wrote down and reads again with each change.

After a deliberate change: `python -m tests.house.matrix` prints what holds now; read the difference before keeping it.
"""

from pathlib import Path

import pytest
import yaml

from app.core.actors import Role
from app.core.settings import Settings
from app.main import pages_for
from app.rules.blueprints_reading import LOADER
from app.web.router import Page
from tests.house.conftest import Demonstration
from tests.house.visiting import visit

MATRIX_FILE = Path(__file__).with_name("permissions.yaml")
MATRIX: dict[str, dict[str, int]] = yaml.load(MATRIX_FILE.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - LOADER is safe
PAGES = [page.name for page in pages_for(Settings(environment="demonstration"))]


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert sorted(MATRIX) == sorted(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_every_role_is_answered_as_written(demonstration: Demonstration, name: str) -> None:
    page = next(page for page in demonstration.pages if page.name == name)

    answered = {role.value: visit(demonstration, page, role).status for role in Role}

    assert answered == MATRIX[name]


def test_the_roles_of_the_policy_are_those_that_are_let_in() -> None:
    """A role that the policy leaves out is never answered with a page or an act."""
    let_in = {
        page.name: _let_in(page) - {role.value for role in page.policy.roles} - _also_applicants(page.policy.roles)
        for page in pages_for(Settings(environment="demonstration"))
    }

    assert {name: roles for name, roles in let_in.items() if roles} == {}


def _let_in(page: Page) -> set[str]:
    refused = {403, 404} | ({303} if page.method == "GET" else set())
    return {role for role, status in MATRIX[page.name].items() if status not in refused}


def _also_applicants(roles: frozenset[Role]) -> set[str]:
    """Everybody who is signed in is an applicant too, so that a page for applicants lets every signed-in role in."""
    return {role.value for role in Role if role is not Role.ANONYMOUS} if Role.APPLICANT in roles else set()
