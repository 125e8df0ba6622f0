"""Beginning without an account: answers first, the address when there is something to save, then one's own draft."""

import re

import pytest
from sqlmodel import col, select

from app.models.applications import Answer, Application
from app.models.first_answers import FirstAnswers
from app.models.messages import Message
from app.rules.first_answers import BY_NETWORK, KEPT_FOR
from app.services import first_answers, rates
from app.services.messages import path_of
from tests.asking import AsMember, WorkAs
from tests.client import HOST, Client
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import a_draft

FIRST = "/programmes/lumina/first-answers"
SAID = {"answer_name": "Ari of the river", "answer_contact": "email", "answer_age": "yes"}


def kept(work_as: WorkAs) -> list[FirstAnswers]:
    with work_as(None) as work:
        return list(work.db.scalars(select(FirstAnswers)).all())


def link_to(work_as: WorkAs, email: str) -> str:
    """The path in the newest mail to this address."""
    with work_as(None) as work:
        mail = work.db.scalars(select(Message).where(col(Message.email) == email).order_by(col(Message.id).desc()))
        return path_of(work, mail.first())  # type: ignore[arg-type]  # a test that found no mail would stop here


def left_with_address(as_: AsMember, email: str = "ari@example.com") -> Client:
    visitor = as_(None)
    visitor.post(FIRST, SAID)
    visitor.post(f"{FIRST}/address", {"email": email})
    return visitor


def meeting_path(work_as: WorkAs) -> str:
    return f"/first-answers/{kept(work_as)[0].id}"


def answers_of(work_as: WorkAs, key: str) -> dict[str, object]:
    with work_as(key) as work:
        rows = work.db.execute(
            select(col(Answer.question), col(Answer.value))
            .join(Application, col(Application.id) == Answer.application_id)
            .where(col(Application.person_id) == work.actor.person_id)
        )
        return {row.question: row.value for row in rows}


def test_start_leads_to_the_first_questions_before_any_account(as_: AsMember) -> None:
    start = as_(None).get("/programmes/lumina").soup.find_all("a", string="Start your application")[0]["href"]
    shown = as_(None).get(str(start))

    assert start == FIRST
    assert [label.get_text(strip=True) for label in shown.soup.select("label[for=field-answer_name], legend")] == [
        "What should we call you?", "How should we reach you?", "Are you 18 or older?",
    ]  # fmt: skip


def test_saving_asks_for_the_address_and_keeps_the_words_sealed(as_: AsMember, work_as: WorkAs) -> None:
    visitor = as_(None)

    saved = visitor.post(FIRST, SAID)
    address = visitor.follow(saved)

    assert saved.location == f"{FIRST}/address"
    assert "Max-Age=2592000" in "".join(saved.answer.headers.get_list("set-cookie"))
    assert "Ari of the river" in address.main
    row = kept(work_as)[0]
    assert "river" not in row.sealed_words
    assert row.token_hash == "".join(re.findall(r"[0-9a-f]{64}", row.token_hash))
    assert "a-visitor" not in row.token_hash


def test_an_answer_that_brings_a_question_is_followed_by_it(as_: AsMember) -> None:
    visitor = as_(None)

    saved = visitor.post(FIRST, {**SAID, "answer_contact": "phone"})

    assert saved.location == FIRST
    assert visitor.follow(saved).soup.select("input[name=answer_phone]")


def test_coming_back_finds_what_was_typed(as_: AsMember) -> None:
    visitor = as_(None)
    visitor.post(FIRST, SAID)

    shown = visitor.get(FIRST)

    assert shown.soup.select("input[name=answer_name]")[0]["value"] == "Ari of the river"
    assert "Your answers are kept until Wednesday 31 March 2027" in shown.main


def test_another_browser_finds_nothing_and_is_told_why(as_: AsMember) -> None:
    as_(None).post(FIRST, SAID)
    other = as_(None)
    other._http.cookies.clear()

    shown = other.get(f"{FIRST}/address")

    assert "Ari of the river" not in shown.text
    assert "If you began on another device, carry on there, or open the link in your e-mail." in shown.main


def test_nothing_typed_is_asked_for_one_answer(as_: AsMember, work_as: WorkAs) -> None:
    shown = as_(None).post(FIRST, {})

    assert shown.status == 422
    assert shown.errors == ["Answer one question first. Then there is something to keep"]
    assert kept(work_as) == []


@pytest.mark.parametrize(("typed", "shown_again"), [("x" * 121, "x" * 121), ("a\x00b", "ab")])
def test_what_cannot_be_taken_stays_on_the_page(as_: AsMember, typed: str, shown_again: str) -> None:
    shown = as_(None).post(FIRST, {**SAID, "answer_name": typed})

    assert shown.status == 422
    assert shown.soup.select("input[name=answer_name]")[0]["value"] == shown_again


def test_an_unknown_choice_keeps_the_rest(as_: AsMember) -> None:
    visitor = as_(None)

    shown = visitor.post(FIRST, {**SAID, "answer_contact": "pigeon", "unheard_of": "x"})

    assert shown.status == 422
    assert shown.errors == ["Choose one of the answers in the list"]
    assert shown.soup.select("input[name=answer_name]")[0]["value"] == "Ari of the river"


def test_an_older_tab_never_overwrites_and_both_texts_are_shown(as_: AsMember) -> None:
    visitor = as_(None)
    visitor.post(FIRST, SAID)
    visitor.post(FIRST, {**SAID, "answer_name": "The newer name", "version_name": "1"})

    shown = visitor.post(FIRST, {**SAID, "answer_name": "The older tab", "version_name": "1"})

    assert shown.status == 409
    assert "The newer name" in shown.main
    assert shown.soup.select("input[name=answer_name]")[0]["value"] == "The older tab"


def test_link_leads_to_the_answers_on_any_device(as_: AsMember, work_as: WorkAs) -> None:
    left_with_address(as_, "new@example.com")
    other = as_(None)
    other._http.cookies.set("__Host-visitor", "another-device", domain=HOST)
    other._session = "another-device"

    entered = other.post(link_to(work_as, "new@example.com"))

    assert entered.location == meeting_path(work_as)
    assert "Ari of the river" in other.get(entered.location).main


def test_link_that_is_too_old_explains_itself_and_a_new_one_is_one_press(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    visitor = left_with_address(as_)
    old = link_to(work_as, "ari@example.com")
    clock.advance(hours=2)

    shown = visitor.get(old)
    again = visitor.follow(visitor.post(f"{FIRST}/address", {"email": "ari@example.com"}))

    assert shown.status == 404
    assert "used, replaced or is older than one hour. You can send yourself a new one." in shown.main
    assert "We sent a link to ari@example.com." in again.main
    assert link_to(work_as, "ari@example.com") != old


def test_joining_makes_it_the_persons_draft(as_: AsMember, work_as: WorkAs) -> None:
    left_with_address(as_)
    ari = as_("ari")

    joined = ari.post(meeting_path(work_as), {})

    assert re.fullmatch(r"/applications/[0-9a-f-]{36}/parts", joined.location)
    assert answers_of(work_as, "ari") == {"name": "Ari of the river", "contact": "email", "age": True}
    assert kept(work_as)[0].sealed_words == ""


def test_joining_never_overwrites_an_existing_draft(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari", says={"name": "Ari Novak"})
    left_with_address(as_)
    ari = as_("ari")

    shown = ari.get(meeting_path(work_as))
    unsaid = ari.post(meeting_path(work_as), {})
    ari.post(meeting_path(work_as), {"use_name": "mine"})

    assert "Ari of the river" in shown.main
    assert "Ari Novak" in shown.main
    assert shown.soup.select("input[name=use_name][checked]")[0]["value"] == "mine"
    assert (unsaid.status, unsaid.errors) == (422, ["Choose which answer to keep"])
    assert answers_of(work_as, "ari") == {"name": "Ari Novak", "contact": "email", "age": True}


def test_joining_uses_the_earlier_text_when_that_is_chosen(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari", says={"name": "Ari Novak"})
    left_with_address(as_)

    as_("ari").post(meeting_path(work_as), {"use_name": "earlier"})

    assert answers_of(work_as, "ari")["name"] == "Ari of the river"


def test_joining_twice_does_nothing_more(as_: AsMember, work_as: WorkAs) -> None:
    left_with_address(as_)
    ari = as_("ari")
    first = ari.post(meeting_path(work_as), {})

    second = ari.post(meeting_path(work_as), {})

    assert second.location == first.location
    assert "You used these answers in your application already." in ari.get(meeting_path(work_as)).main


def test_joining_after_the_close_keeps_the_words(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    left_with_address(as_)
    clock.advance(days=20)

    shown = as_("ari").post(meeting_path(work_as), {})

    assert shown.status == 422
    assert shown.errors == ["Lumina takes no applications now."]
    assert "Ari of the river" in shown.main


def test_answers_of_somebody_else_are_missing(as_: AsMember, work_as: WorkAs) -> None:
    left_with_address(as_)
    path = meeting_path(work_as)

    for page in (path, f"{path}/removal"):
        assert as_("bea").get(page).status == 404
        assert as_("mei").get(page).status == 404
        assert as_("bea").post(page, {}).status == 404
    assert as_(None).get(path).status == 303


def test_waiting_answers_are_offered_before_starting(as_: AsMember, work_as: WorkAs) -> None:
    left_with_address(as_)

    shown = as_("ari").get("/programmes/lumina/application")

    assert shown.soup.find_all("a", string="Read and use these answers")[0]["href"] == meeting_path(work_as)
    assert "You have answers from before" not in as_("bea").get("/programmes/lumina/application").main


def test_both_can_take_the_answers_out(as_: AsMember, work_as: WorkAs) -> None:
    visitor = left_with_address(as_)
    asked = visitor.get(f"{FIRST}/removal")
    visitor.post(f"{FIRST}/removal", {})
    after = kept(work_as)
    left_with_address(as_)
    ari = as_("ari")
    path = meeting_path(work_as)

    removal = ari.get(f"{path}/removal")
    ari.post(f"{path}/removal", {})

    assert "Ari of the river" in asked.main
    assert "Ari of the river" in removal.main
    assert (after, kept(work_as)) == ([], [])


def test_what_nobody_came_back_for_is_removed(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    visitor = left_with_address(as_)
    path = meeting_path(work_as)
    clock.advance(seconds=KEPT_FOR.total_seconds())

    assert "Ari of the river" not in visitor.get(FIRST).main
    assert "kept for 30 days. That time is over" in as_("ari").get(path).main
    with work_as(None) as work:
        first_answers.sweep(work)
        work.db.commit()
    assert kept(work_as) == []


def test_closed_programme_keeps_what_was_typed_on_the_page(as_: AsMember, clock: MovableClock) -> None:
    clock.advance(days=20)
    visitor = as_(None)

    shown = visitor.post(FIRST, SAID)

    assert shown.status == 422
    assert shown.soup.select("input[name=answer_name]")[0]["value"] == "Ari of the river"
    assert "You cannot apply at the moment." in visitor.get(FIRST).main


def test_an_address_in_another_shape_is_asked_for_again(as_: AsMember) -> None:
    visitor = as_(None)
    visitor.post(FIRST, SAID)

    shown = visitor.post(f"{FIRST}/address", {"email": "ari at example"})

    assert shown.status == 422
    assert shown.soup.select("input[name=email]")[0]["value"] == "ari at example"


def test_too_many_tries_from_one_network_wait(as_: AsMember, work_as: WorkAs) -> None:
    with work_as(None) as work:
        for _ in range(BY_NETWORK.tries):
            rates.count(work, BY_NETWORK, "testclient")
        work.db.commit()

    shown = as_(None).post(FIRST, SAID)

    assert shown.status == 429
    assert shown.soup.select("input[name=answer_name]")[0]["value"] == "Ari of the river"


def test_unknown_programme_is_missing(as_: AsMember) -> None:
    for page in ("", "/address", "/removal"):
        assert as_(None).get(f"/programmes/nowhere/first-answers{page}").status == 404
        assert as_(None).post(f"/programmes/nowhere/first-answers{page}", SAID).status == 404


def test_pages_ask_few_statements(as_: AsMember, work_as: WorkAs) -> None:
    visitor = left_with_address(as_)
    ari = as_("ari")
    ari.get("/programmes")

    with statements() as first:
        visitor.get(FIRST)
    with statements() as met:
        ari.get(meeting_path(work_as))

    assert len(first) <= 8
    assert len(met) <= 8
