"""Which routes ask for a fresh proof, written down, and that each of them sends whoever has none to the proof first."""

import pytest
from sqlalchemy import update

from app.core.actors import Role
from app.core.settings import Settings
from app.main import pages_for
from app.models.sign_ins import SignIn
from app.rules.sign_ins import PROOF_LASTS
from tests.house.conftest import Demonstration
from tests.schema import NOW

PROVE = [
    "access_costs.export",
    "approvals.agree",
    "calendars.make",
    "decisions_together.export",
    "emergencies.open_for",
    "emergencies.opening",
    "erasures.ask",
    "erasures.show",
    "own_data.ask",
    "own_data.asking",
    "own_data.fetch",
    "resets.confirm",
    "roles.give",
    "roles.giving",
    "roles.removal",
    "roles.take_away",
    "sign_ins.authenticator",
    "sign_ins.authenticator_removal",
    "sign_ins.change_email",
    "sign_ins.confirm_authenticator",
    "sign_ins.email",
    "sign_ins.end_all_of",
    "sign_ins.end_one_of",
    "sign_ins.end_others",
    "sign_ins.password",
    "sign_ins.password_removal",
    "sign_ins.recovery",
    "sign_ins.remove_authenticator",
    "sign_ins.remove_password",
    "sign_ins.renew_recovery_codes",
    "sign_ins.set_password",
    "sign_ins.show_key",
]
"""What is hard to undo (AUTH-08). A route that belongs here carries `proves=True` and its name in this list."""


def test_auth_08_the_routes_that_ask_for_a_proof_are_these() -> None:
    assert sorted(page.name for page in pages_for(Settings()) if page.proves) == PROVE


@pytest.mark.parametrize("name", PROVE)
def test_auth_08_a_stale_proof_is_refused(demonstration: Demonstration, name: str) -> None:
    page = next(page for page in demonstration.pages if page.name == name)
    role = min(demonstration.examples[name], key=lambda role: role is not Role.APPLICANT)
    path = demonstration.examples[name][role].path
    client = demonstration.as_role(role)
    with demonstration.parts.work() as work:
        work.db.execute(update(SignIn).values(proved_at=NOW - PROOF_LASTS))

    answer = client.get(path) if page.method == "GET" else client.post(path, {})

    assert answer.status == 303
    assert answer.location.startswith("/sign-ins/proof?next=")
