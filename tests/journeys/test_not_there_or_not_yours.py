"""What is not there and what is somebody else's answer alike, to the byte, on every route and for every role."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import httpx
import pytest
from sqlmodel import col, select

from app.core.actors import ANYBODY, Role
from app.main import pages_for
from app.rules.cast import BY_ROLE
from app.services.sign_ins import actor_of
from app.web import tokens
from app.web.cookies import VISITOR, Cookies
from app.web.router import Page
from tests.concurrency.crowds import AS_A_BROWSER, CERTIFICATES, Crowd, a_crowd
from tests.journeys.spying import unchanging

NOT_THERE = UUID("00000000-0000-7000-8000-000000000000")
FURTHER = {"kind": "csv", "question": "work_sample", "part": "your_interest", "token": "nobodys"}

pytestmark = pytest.mark.xdist_group("not-there-or-not-yours")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with a_crowd(tmp_path_factory.mktemp("story"), processes=1, with_story=True) as crowd:
        yield crowd


class Asking:
    """A browser with one connection, in which no answer leaves anything behind for the next question."""

    def __init__(self, crowd: Crowd, tab: httpx.Client, session: str) -> None:
        self._tab, self._cookies = tab, dict(tab.cookies)
        settings = crowd.parts.settings
        self._token = {"csrf_token": tokens.make(settings.secret_key, session, crowd.parts.entropy)}

    def asks(self, method: str, address: str) -> httpx.Response:
        self._tab.cookies = httpx.Cookies(self._cookies)
        return self._tab.request(method, address, data=None if method == "GET" else self._token)


@contextmanager
def asking(crowd: Crowd, key: str) -> Iterator[Asking]:
    """As this member of the cast; an empty key is a visitor who was here before."""
    if key:
        member = crowd.member(key)
        with member.tab() as tab:
            yield Asking(crowd, tab, member.session)
        return
    cookies = {Cookies(crowd.parts.settings).name(VISITOR): "a-visitor"}
    with httpx.Client(cookies=cookies, headers=AS_A_BROWSER, timeout=60, verify=CERTIFICATES) as tab:
        yield Asking(crowd, tab, "a-visitor")


def hidden_from(crowd: Crowd, page: Page, key: str) -> Sequence[UUID]:
    """One of what this page is about and this person does not see: the oldest or the newest to read, as the turn of the
    person comes, one between to act upon. None where there is nothing of it.
    """
    kind, visible_to = page.policy.subject, page.policy.visible_to
    if kind is None or visible_to is None:
        return []
    with crowd.parts.work(writes=False) as work:
        actor = actor_of(work.db, crowd.stage.people[key]) if key else ANYBODY
        mine = set(work.db.scalars(visible_to(actor).with_only_columns(kind.id)).all())  # type: ignore[attr-defined]  # each subject has an id
        every = work.db.scalars(select(kind.id).order_by(col(kind.id))).all()  # type: ignore[attr-defined]  # each subject has one
    hidden = [each for each in every if each not in mine]
    if page.method != "GET":
        return hidden[len(hidden) // 2 :][:1]
    is_first = list(BY_ROLE.values()).index(key) % 2 == 0 if key else True
    return hidden[:1] if is_first else hidden[-1:]


def path_of(page: Page, subject_id: UUID) -> str:
    own = {page.subject_parameter or "": subject_id}
    names = [part.partition("}")[0] for part in page.path.split("{")[1:]]
    return page.path.format(**{name: own.get(name, FURTHER.get(name, str(NOT_THERE))) for name in names})


def asked(browser: Asking, crowd: Crowd, page: Page, subject_id: UUID) -> object:
    address = f"{crowd.urls[0]}{path_of(page, subject_id)}"
    answer = browser.asks(page.method, address)
    assert answer.status_code != 500, address
    return unchanging(answer)


@pytest.mark.parametrize("role", Role)
def test_f28_what_is_not_yours_answers_as_what_is_not_there(crowd: Crowd, role: Role) -> None:
    key = BY_ROLE.get(role, "")
    told, compared = [], set()
    with asking(crowd, key) as browser:
        for page in pages_for(crowd.parts.settings):
            if hidden := hidden_from(crowd, page, key):
                compared.add(page.policy.subject)
                nothing = asked(browser, crowd, page, NOT_THERE)
                told += [
                    f"{page.method} {path_of(page, subject_id)}"
                    for subject_id in hidden
                    if asked(browser, crowd, page, subject_id) != nothing
                ]

    assert told == []
    assert len(compared) >= 15
