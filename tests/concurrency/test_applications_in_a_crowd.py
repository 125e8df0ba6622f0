"""Fifty presses at one moment send once, and twenty tabs never lose the newest text: real processes, a real network.

On each database that is installed; see `crowds.databases`.
"""

from collections import Counter

import httpx
import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.models.applications import Answer, Application, ApplicationStatus
from tests.concurrency.crowds import Crowd
from tests.factories.applications import a_draft, an_answered_draft

PRESSES = 50
TABS = 20


def test_f05_fifty_presses_at_once_send_exactly_once(crowd: Crowd) -> None:
    application_id = an_answered_draft(crowd.work_as, of="ari")
    ari = crowd.member("ari")

    answers = crowd.at_once(PRESSES, lambda _, url: ari.post(f"{url}/applications/{application_id}/check", {}))

    assert Counter(answer.status_code for answer in answers) == {303: PRESSES}
    with crowd.parts.work(writes=False) as work:
        sent = select(AuditEntry.number).where(
            col(AuditEntry.subject_id) == application_id, col(AuditEntry.name) == "applications.sent"
        )
        assert len(work.db.scalars(sent).all()) == 1
        assert work.db.get_one(Application, application_id).status is ApplicationStatus.RECEIVED


@pytest.mark.parametrize("page", ["drafts", "parts/your_interest/questions/draws_you"])
def test_f02_twenty_tabs_never_lose_the_newest_text(crowd: Crowd, page: str) -> None:
    """One of them is first. All others are told, and each is shown both texts."""
    person = {"drafts": "bea", "parts/your_interest/questions/draws_you": "noor"}[page]
    application_id = a_draft(crowd.work_as, of=person, says={"draws_you": "Before"})
    member = crowd.member(person)

    def save(tab: int, url: str) -> httpx.Response:
        typed = {
            "answer_draws_you": f"Words of tab {tab}.",
            "version_draws_you": "1",
            "page": f"tab-{tab}",
            "turn": "1",
        }
        return member.post(f"{url}/applications/{application_id}/{page}", typed)

    answers = crowd.at_once(TABS, save)

    taken = [tab for tab, answer in enumerate(answers) if answer.status_code in {200, 303}]
    told = {tab: answer for tab, answer in enumerate(answers) if answer.status_code == 409}
    assert (len(taken), len(told)) == (1, TABS - 1)
    with crowd.parts.work(writes=False) as work:
        kept = work.db.scalars(
            select(Answer).where(col(Answer.application_id) == application_id, col(Answer.question) == "draws_you")
        ).one()
        newest = kept.draft[0] if kept.draft else kept.value
    assert newest == f"Words of tab {taken[0]}."
    for tab, answer in told.items():
        if page == "drafts":
            assert_told_of(answer, str(newest))
        else:
            assert_told_with_both(answer, str(newest), f"Words of tab {tab}.")


def test_f02_of_two_different_texts_at_once_one_tab_is_told_with_both(crowd: Crowd) -> None:
    """Neither text is lost: one is saved, and the tab that came second has both on its page and chooses."""
    application_id = a_draft(crowd.work_as, of="zoe", says={"draws_you": "Before"})
    zoe = crowd.member("zoe")
    texts = ("I like light.", "I like old film cameras.")
    address = f"/applications/{application_id}/parts/your_interest/questions/draws_you"

    def save(tab: int, url: str) -> httpx.Response:
        return zoe.post(f"{url}{address}", {"answer_draws_you": texts[tab], "version_draws_you": "1", "page": f"{tab}"})

    answers = crowd.at_once(len(texts), save)

    assert sorted(answer.status_code for answer in answers) == [303, 409]
    late = [answer.status_code for answer in answers].index(409)
    assert_told_with_both(answers[late], texts[1 - late], texts[late])
    with crowd.parts.work(writes=False) as work:
        kept = select(Answer.value).where(
            col(Answer.application_id) == application_id, col(Answer.question) == "draws_you"
        )
        assert work.db.scalars(kept).all() == [texts[1 - late]]


def test_f19_ten_presses_at_once_remind_each_person_once(crowd: Crowd) -> None:
    application_id = a_draft(crowd.work_as, of="lev")
    mei = crowd.member("mei")
    page = BeautifulSoup(mei.get(f"{crowd.urls[0]}/reminders").text, "html.parser")
    chosen = str(page.select("input[name=chosen]")[0]["value"])

    answers = crowd.at_once(10, lambda _, url: mei.post(f"{url}/reminders", {"chosen": chosen}))

    assert Counter(answer.status_code for answer in answers) == {303: 1, 422: 9}
    with crowd.parts.work(writes=False) as work:
        sent = work.db.scalars(select(AuditEntry.subject_id).where(col(AuditEntry.name) == "reminders.sent")).all()
        assert application_id in sent
        assert len(sent) == len(set(sent))


def assert_told_of(answer: httpx.Response, newest: str) -> BeautifulSoup:
    """The page says that nothing was saved from this tab, and shows the newer text."""
    soup = BeautifulSoup(answer.text, "html.parser")
    shown = " ".join(soup.select("#newer-draws_you")[0].get_text(" ").split())
    assert shown.startswith("Saved in another tab or on another device at ")
    assert newest in shown
    return soup


def assert_told_with_both(answer: httpx.Response, newest: str, own: str) -> None:
    """The newer text, and in the field below it the words that this tab sent."""
    soup = assert_told_of(answer, newest)
    assert soup.select("#field-answer_draws_you")[0].get_text().strip() == own
