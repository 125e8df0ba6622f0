"""Presses at one moment: one person is one however often they press, and two people together are two, once."""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.forms.sign_ins import Nothing
from app.models.resets import Reset, ResetConfirmation, ResetStatus
from app.models.sign_ins import Credential
from app.services import resets
from tests.concurrency.crowds import Crowd, Member, a_crowd, databases
from tests.routes.test_sign_ins import give_password

PRESSES = 20


@pytest.fixture(
    scope="module", params=[pytest.param(each, marks=pytest.mark.xdist_group(f"resets-{each}")) for each in databases()]
)
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with a_crowd(tmp_path_factory.mktemp("crowd"), on=request.param) as crowd:
        yield crowd


def a_wish(crowd: Crowd, key: str) -> UUID:
    person = crowd.stage.people[key]
    give_password(crowd.work_as, person, with_code=True)
    with crowd.work_as(key) as work:
        resets.ask(work, person, Nothing())
    with crowd.parts.work(writes=False) as work:
        return work.db.scalars(select(Reset.id).where(col(Reset.person_id) == person.id)).one()


def test_auth_07_one_person_at_twenty_moments_is_one(crowd: Crowd) -> None:
    wish, ola = a_wish(crowd, "ida"), crowd.member("ola")

    answers = crowd.at_once(PRESSES, lambda _, url: _confirm(ola, url, wish))

    assert Counter(answer.status_code for answer in answers) == {303: 1, 409: PRESSES - 1}
    with crowd.parts.work(writes=False) as work:
        assert work.db.get_one(Reset, wish).status is ResetStatus.CONFIRMED_ONCE
        assert work.db.get(Credential, crowd.stage.id_of("ida")) is not None


def test_auth_07_three_people_at_one_moment_do_it_once(crowd: Crowd) -> None:
    wish, three = a_wish(crowd, "hal"), [crowd.member(key) for key in ("ola", "mei", "pia")]

    answers = crowd.at_once(3, lambda each, url: _confirm(three[each], url, wish))

    assert Counter(answer.status_code for answer in answers) == {303: 2, 409: 1}
    with crowd.parts.work(writes=False) as work:
        done = select(AuditEntry.number).where(
            col(AuditEntry.subject_id) == wish, col(AuditEntry.name) == "resets.done"
        )
        confirmed = select(ResetConfirmation.person_id).where(col(ResetConfirmation.reset_id) == wish)
        assert (len(work.db.scalars(done).all()), len(work.db.scalars(confirmed).all())) == (1, 2)
        assert work.db.get(Credential, crowd.stage.id_of("hal")) is None


def _confirm(member: Member, url: str, wish: UUID) -> httpx.Response:
    return member.post(f"{url}/lost-authenticators/{wish}/confirmation", {"known_by": "in_person"})
