"""What is not there and what is somebody else's answer alike, to the byte, on every route and for every role."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.core.actors import Role
from app.main import pages_for
from app.rules.cast import BY_ROLE
from app.services.sign_ins import actor_of
from app.web.router import Page
from tests.concurrency.crowds import Crowd, Member, a_crowd
from tests.journeys.spying import unchanging

NOT_THERE = UUID("00000000-0000-7000-8000-000000000000")
FURTHER = {"kind": "csv", "question": "work_sample", "part": "your_interest", "token": "nobodys"}

WHO = (Role.REVIEWER, Role.APPLICANT, Role.COORDINATOR, Role.MENTOR, Role.SUPPORTER, Role.ADMINISTRATOR)
"""Everybody of whom the access rules say what they must not find by guessing."""

pytestmark = pytest.mark.xdist_group("not-there-or-not-yours")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with a_crowd(tmp_path_factory.mktemp("story"), processes=1, with_story=True) as crowd:
        yield crowd


def hidden_from(crowd: Crowd, page: Page, key: str) -> list[UUID]:
    """One thing of the kind that this page is about, which is there and not for this person; none where all is."""
    kind, visible_to = page.policy.subject, page.policy.visible_to
    if kind is None or visible_to is None:
        return []
    with crowd.parts.work(writes=False) as work:
        mine = {row.id for row in work.db.scalars(visible_to(actor_of(work.db, crowd.stage.people[key]))).all()}
        every = work.db.scalars(select(kind.id).order_by(col(kind.id))).all()  # type: ignore[attr-defined]  # each subject has one
    return [each for each in every if each not in mine][:1]


def path_of(page: Page, subject_id: UUID) -> str:
    own = {page.subject_parameter or "": subject_id}
    names = [part.partition("}")[0] for part in page.path.split("{")[1:]]
    return page.path.format(**{name: own.get(name, FURTHER.get(name, str(NOT_THERE))) for name in names})


def asked(member: Member, crowd: Crowd, page: Page, subject_id: UUID) -> object:
    address = f"{crowd.urls[0]}{path_of(page, subject_id)}"
    answer = member.get(address) if page.method == "GET" else member.post(address, {})
    assert answer.status_code != 500, address
    return unchanging(answer)


@pytest.mark.parametrize("role", WHO)
def test_f28_what_is_not_yours_answers_as_what_is_not_there(crowd: Crowd, role: Role) -> None:
    key = BY_ROLE[role]
    member = crowd.member(key)
    told, compared = [], set()
    for page in pages_for(crowd.parts.settings):
        for subject_id in hidden_from(crowd, page, key):
            compared.add(page.policy.subject)
            one, two = asked(member, crowd, page, subject_id), asked(member, crowd, page, NOT_THERE)
            if one != two:
                told.append(f"{page.method} {path_of(page, subject_id)}")

    assert told == []
    assert len(compared) >= 15
