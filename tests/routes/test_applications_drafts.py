"""Drafts: what is typed is kept while somebody writes, unchecked, and never over newer text."""

from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from app.models.applications import Answer
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft


def the_answer(work_as: WorkAs, application_id: UUID, question: str) -> Answer:
    with work_as(None) as work:
        return work.db.scalars(
            select(Answer).where(col(Answer.application_id) == application_id, col(Answer.question) == question)
        ).one()


def question_page(application_id: UUID, part: str, question: str) -> str:
    return f"/applications/{application_id}/parts/{part}/questions/{question}"


class Tab:
    """One open page of one question, as its script carries it on: version, page and turn."""

    def __init__(self, client: Client, application_id: UUID, part: str, question: str) -> None:
        self.path = question_page(application_id, part, question)
        self._client, self._question, self._drafts = client, question, f"/applications/{application_id}/drafts"
        shown = client.get(self.path)
        self.carried = {name: field(shown, name) for name in (f"version_{question}", "page")}
        self.turn = 0

    def writes(self, text: str) -> Shown:
        """What the script sends after a pause."""
        self.turn += 1
        return self._client.post(self._drafts, self._typed(text), headers={"HX-Request": "true", "HX-Target": "draft"})

    def saves(self, text: str) -> Shown:
        self.turn += 1
        return self._client.post(self.path, {**self._typed(text), "then": "continue"})

    def hears(self, shown: Shown) -> None:
        self.carried[f"version_{self._question}"] = field(shown, f"version_{self._question}")

    def _typed(self, text: str) -> dict[str, str]:
        return {f"answer_{self._question}": text, "turn": str(self.turn), **self.carried}


def field(shown: Shown, name: str) -> str:
    return str(shown.soup.find_all("input", attrs={"name": name})[0]["value"])


def test_f02_a_draft_is_kept_and_found_again(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")

    said = tab.writes("The way light")
    shown = as_("ari").get(tab.path)

    assert said.status == 200
    assert said.main.startswith("Draft saved at 11:00am.")
    assert shown.soup.select("textarea")[0].get_text().strip() == "The way light"
    assert "You wrote this draft on Monday 1 March 2027, 11:00am" in shown.main


def test_f02_a_draft_is_no_answer(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    Tab(ari, application_id, "your_interest", "draws_you").writes("Half a sen")
    check = ari.get(f"/applications/{application_id}/check")
    sent = ari.post(f"/applications/{application_id}/check")

    assert the_answer(work_as, application_id, "draws_you").value == "draws_you in the words of ari"
    assert "A draft, not saved as your answer" in check.main
    assert sent.status == 422
    assert sent.errors == ["“What draws you to visual effects?” has a draft. Open it and save it, or take the text out"]


def test_f02_what_is_half_typed_is_kept_unchecked(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    said = Tab(as_("ari"), application_id, "about_you", "contact").writes("carrier-pig")

    assert said.status == 200
    assert the_answer(work_as, application_id, "contact").draft == ["carrier-pig"]


def test_f02_saving_makes_the_draft_the_answer(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")

    tab.writes("Light")
    saved = tab.saves("Light and time")

    answer = the_answer(work_as, application_id, "draws_you")
    assert saved.status == 303
    assert (answer.value, answer.draft) == ("Light and time", None)


def test_f02_saving_the_stored_answer_again_drops_the_draft(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"draws_you": "Light"})
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")

    tab.writes("Light and")
    tab.saves("Light")

    answer = the_answer(work_as, application_id, "draws_you")
    assert (answer.value, answer.draft) == ("Light", None)


def test_f02_an_older_tab_never_overwrites_a_newer_draft(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    ari = as_("ari")
    older, newer = (Tab(ari, application_id, "your_interest", "draws_you") for _ in range(2))
    newer.writes("Newer words")

    said = older.writes("Older words")
    pressed = older.saves("Older words")

    assert the_answer(work_as, application_id, "draws_you").draft == ["Newer words"]
    assert said.status == pressed.status == 409
    assert said.soup.select("#newer-draws_you .own-words")[0].get_text().strip() == "Newer words"
    assert pressed.soup.select(".notice .own-words")[0].get_text().strip() == "Newer words"
    assert pressed.soup.select("textarea")[0].get_text().strip() == "Older words"


def test_f02_with_both_texts_in_view_saving_is_a_choice(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    ari = as_("ari")
    older, newer = (Tab(ari, application_id, "your_interest", "draws_you") for _ in range(2))
    newer.writes("Newer words")

    older.hears(older.writes("Older words"))
    saved = older.saves("Older words")

    assert saved.status == 303
    assert the_answer(work_as, application_id, "draws_you").value == "Older words"


def test_f02_one_tab_may_miss_an_answer_of_the_server(as_: AsMember, work_as: WorkAs) -> None:
    """The line was cut after the draft had arrived: the page still carries the version before it."""
    application_id = a_draft(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")

    tab.writes("Light")
    again = tab.writes("Light and time")

    assert again.status == 200
    assert the_answer(work_as, application_id, "draws_you").draft == ["Light and time"]


def test_f02_a_save_that_arrives_late_changes_nothing(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")
    tab.turn = 1
    tab.writes("Second")
    tab.turn = 0

    late = tab.writes("First")

    assert late.status == 409
    assert the_answer(work_as, application_id, "draws_you").draft == ["Second"]


def test_f02_several_questions_are_kept_at_once_and_others_stay(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari"})
    shown = as_("ari").get(f"/applications/{application_id}/all")

    said = as_("ari").post(
        f"/applications/{application_id}/drafts",
        {
            "answer_draws_you": "Light", "version_draws_you": "0", "answer_days": ["mon", "tue"], "version_days": "0",
            "answer_not_asked": "x", "version_not_asked": "0", "page": field(shown, "page"), "turn": "1",
        },
    )  # fmt: skip

    assert said.status == 200
    assert the_answer(work_as, application_id, "days").draft == ["mon", "tue"]
    assert the_answer(work_as, application_id, "name").draft is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("\x00zero\ud800".encode("utf-8", "replace").decode(), "Draft saved at"),
        ("x" * 20_001, "This is longer than we can keep. Make it shorter."),
    ],
)
def test_f02_whatever_is_typed_is_answered(as_: AsMember, work_as: WorkAs, typed: str, said: str) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = Tab(as_("ari"), application_id, "your_interest", "draws_you").writes(typed)

    assert shown.status == 200
    assert said in shown.main


@pytest.mark.parametrize("marks", [{}, {"turn": "many", "page": "p" * 500, "version_draws_you": "-3"}])
def test_f02_broken_marks_are_no_fault(as_: AsMember, work_as: WorkAs, marks: dict[str, str]) -> None:
    application_id = a_draft(work_as, of="ari")

    typed = {"answer_draws_you": "Light", "version_draws_you": "0", **marks}
    shown = as_("ari").post(f"/applications/{application_id}/drafts", typed)

    assert shown.status == 200


def test_f02_a_closed_part_keeps_no_draft(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_one(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "about_you", "name")
    clock.advance(hours=20, days=8)
    closed = {"answer_draws_you": "Too late", "version_draws_you": "1"}

    shown = as_("ari").post(f"/applications/{application_id}/drafts", closed)

    assert "This part can no longer be changed." in shown.main
    assert the_answer(work_as, application_id, "draws_you").draft is None
    assert tab.carried["version_name"] == "1"


def test_f02_drafts_are_their_writers_own(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    Tab(as_("ari"), application_id, "your_interest", "draws_you").writes("Only mine so far")
    path = f"/applications/{application_id}/drafts"

    assert "Only mine so far" not in as_("mei").get(f"/decisions/{application_id}").text
    assert as_("mei").post(path, {"answer_draws_you": "x"}).status == 403
    assert as_("bea").post(path, {"answer_draws_you": "x"}).status == 404
    assert as_("bea").post(f"/applications/{uuid4()}/drafts").status == 404


def test_f02_the_fragment_is_the_block_of_the_page(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")
    block = tab.writes("Light")

    page = as_("ari").post(
        f"/applications/{application_id}/drafts",
        {"answer_draws_you": "Light", "version_draws_you": field(block, "version_draws_you")},
    )

    assert str(page.soup.select("#draft")[0]) == str(block.soup.select("#draft")[0])


def test_f02_an_ended_sign_in_keeps_what_was_typed(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_draft(work_as, of="ari")
    tab = Tab(as_("ari"), application_id, "your_interest", "draws_you")
    clock.advance(hours=25)

    shown = tab.writes("Written after a long pause")

    assert shown.answer.headers["hx-redirect"].startswith("/sign-in?next=%2Fkept%2F")


@pytest.mark.parametrize(
    ("part", "question", "typed", "stored"),
    [
        ("your_time", "first_day", "6 May 2027", "2027-05-06"),
        ("your_time", "hours", "018", "18"),
        ("your_work", "work_link", "films.example/rain", "https://films.example/rain"),
    ],
)
def test_f02_the_answer_in_other_words_is_no_draft(
    as_: AsMember, work_as: WorkAs, *, part: str, question: str, typed: str, stored: str
) -> None:
    """A save that comes late, after the answer was sent, does not stand in the way of sending the application."""
    application_id = a_draft(work_as, of="zoe", programme="post-production")
    tab = Tab(as_("zoe"), application_id, part, question)

    tab.writes(typed[:2])
    tab.saves(typed)
    said = tab.writes(typed)

    answer = the_answer(work_as, application_id, question)
    assert said.status == 200
    assert (answer.value, answer.draft) == (stored, None)
