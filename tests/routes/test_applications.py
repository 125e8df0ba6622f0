"""An applicant's own pages: where it stands, what was sent, the result, and every page that asks before it acts."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.work import Work
from app.models.messages import Message
from app.models.people import Person
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft, withdrawn
from tests.factories.decisions import accepted
from tests.running import run_reactions

OWN_PAGES = (
    "", "/check", "/sent", "/answers", "/withdrawal", "/result", "/offer/acceptance", "/offer/refusal", "/offer/deferral",
    "/parts", "/parts/about_you", "/parts/about_you/questions/name", "/all",
)  # fmt: skip


def messages_to(work: Work, key: str) -> list[str]:
    mine = select(Message.template).join(Person, col(Person.id) == Message.person_id)
    return sorted(work.db.scalars(mine.where(col(Person.email) == f"{key}@example.com")).all())


def test_start_page_says_six_things(as_: AsMember) -> None:
    shown = as_("ari").get("/programmes/lumina/application")

    assert [heading.get_text() for heading in shown.soup.select("main h2")] == [
        "How long it takes", "What to have ready", "Your answers are saved", "Who reads your answers", "What helps you",
        "What happens after you send",
    ]  # fmt: skip
    assert "There are 5 parts: About you Your interest Your work Your time What helps you" in shown.main


def test_start_asks_a_visitor_to_sign_in_and_come_back(as_: AsMember) -> None:
    shown = as_(None).get("/programmes/lumina/application")

    assert shown.location == "/sign-in?next=%2Fprogrammes%2Flumina%2Fapplication"


def test_starting_again_returns_to_the_same_application(as_: AsMember) -> None:
    ari = as_("ari")

    first = ari.post("/programmes/lumina/application")
    again = ari.post("/programmes/lumina/application")

    assert first.location == again.location
    assert ari.follow(first).title == "Parts of your application - Lumina - Cleanplate"


def test_each_person_has_a_number_of_their_own(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari")
    application_id = a_draft(work_as, of="bea")

    assert "LUM-0002" in as_("bea").get(f"/applications/{application_id}").main


def test_start_is_refused_after_the_last_day(as_: AsMember, clock: MovableClock) -> None:
    clock.advance(days=30)

    shown = as_("ari").post("/programmes/lumina/application")

    assert shown.status == 422
    assert "Lumina takes no applications now." in shown.main


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_do_not_exist_for_strangers(as_: AsMember, work_as: WorkAs, page: str) -> None:
    application_id = a_sent_one(work_as, of="ari")

    for key in ("bea", "ravi", "kit", "zoe", "asha", "ida", "jun", "tom", "ola", "fay", "sam"):
        assert as_(key).get(f"/applications/{application_id}{page}").status == 404


@pytest.mark.parametrize("page", OWN_PAGES)
def test_own_pages_are_refused_to_the_manager(as_: AsMember, work_as: WorkAs, page: str) -> None:
    application_id = a_sent_one(work_as, of="ari")

    shown = as_("mei").get(f"/applications/{application_id}{page}")

    assert shown.status == 403
    assert "Only the person who applies can" in shown.main


@pytest.mark.parametrize("page", OWN_PAGES)
def test_draft_does_not_exist_for_the_manager(as_: AsMember, work_as: WorkAs, page: str) -> None:
    application_id = a_draft(work_as, of="ari")

    assert as_("mei").get(f"/applications/{application_id}{page}").status == 404


@pytest.mark.parametrize("page", OWN_PAGES)
def test_every_own_page_answers_in_a_draft(as_: AsMember, work_as: WorkAs, page: str) -> None:
    application_id = a_draft(work_as, of="ari")

    assert as_("ari").get(f"/applications/{application_id}{page}").status == 200


@pytest.mark.parametrize("page", OWN_PAGES)
def test_every_own_page_answers_after_acceptance(as_: AsMember, work_as: WorkAs, page: str) -> None:
    application_id = accepted(work_as, of="ari")

    assert as_("ari").get(f"/applications/{application_id}{page}").status == 200


def test_help_names_the_person_of_the_programme_applied_to(as_: AsMember, work_as: WorkAs) -> None:
    hers = a_sent_one(work_as, of="zoe", programme="post-production")
    his = a_sent_one(work_as, of="ari")

    named = [
        as_(key).get(f"/applications/{one}").soup.select("aside")[0].get_text()
        for key, one in (("zoe", hers), ("ari", his))
    ]

    assert ["Asha Rao" in text for text in named] == [True, False]
    assert ["Mei Tanaka" in text for text in named] == [False, True]


def test_withdrawn_draft_stays_unknown_to_the_manager(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    as_("ari").post(f"/applications/{application_id}/withdrawal")

    assert as_("mei").get(f"/applications/{application_id}").status == 404


def test_check_lists_every_answer_with_a_way_to_change_it(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")

    shown = as_("ari").get(f"/applications/{application_id}/check")

    assert "name in the words of ari" in shown.main
    change = [link["href"] for link in shown.soup.select("main a") if "questions/name" in link["href"]]
    assert change == [f"/applications/{application_id}/parts/about_you/questions/name?back=check"]


def test_send_with_gaps_links_each_question_without_an_answer(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari", "contact": "email", "age": "yes", "days": "mon"})

    shown = as_("ari").post(f"/applications/{application_id}/check")

    assert shown.status == 422
    assert shown.title.startswith("Error: ")
    links = [(link["href"], link.get_text()) for link in shown.soup.select(".errors a")]
    assert links == [
        ("#field-answer_craft", "“Which craft would you like to learn?” needs an answer"),
        ("#field-answer_draws_you", "“What draws you to visual effects?” needs an answer"),
        ("#field-answer_half_days", "“What length of day suits you?” needs an answer"),
    ]


def test_sending_thanks_at_once_and_writes_the_message(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    shown = ari.follow(ari.post(f"/applications/{application_id}/check"))
    run_reactions(parts)

    assert "Your application has arrived. Its number is LUM-0001." in shown.main
    assert "You get the result by Tuesday 13 April 2027." in shown.main
    assert "You can change all answers until Tuesday 9 March 2027, 5:00pm" in shown.main
    with work_as(None) as work:
        assert messages_to(work, "ari") == ["application_received"]


def test_a_second_press_on_send_changes_nothing(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    first = ari.post(f"/applications/{application_id}/check")
    second = ari.post(f"/applications/{application_id}/check")
    run_reactions(parts)

    assert (first.location, second.location) == (f"/applications/{application_id}/sent",) * 2
    with work_as(None) as work:
        assert messages_to(work, "ari") == ["application_received"]


def test_sending_after_the_last_day_keeps_the_answers(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    clock.advance(days=14)

    shown = as_("ari").post(f"/applications/{application_id}/check")

    assert shown.status == 422
    assert "Applications are closed. Your answers are kept" in shown.main


def test_sending_what_was_withdrawn_is_refused(as_: AsMember, work_as: WorkAs) -> None:
    application_id = withdrawn(work_as, of="ari")

    shown = as_("ari").post(f"/applications/{application_id}/check")

    assert shown.status == 422
    assert "This has moved on since you opened it. It is now: You withdrew it." in shown.main


@pytest.mark.parametrize("page", ["", "/check", "/answers", "/parts", "/parts/about_you/questions/name", "/all"])
def test_pages_ask_the_same_few_statements_with_one_answer_or_all(as_: AsMember, work_as: WorkAs, page: str) -> None:
    little = a_draft(work_as, of="ari", says={"name": "Ari"})
    much = an_answered_draft(work_as, of="bea")

    counts = []
    for key, application_id in (("ari", little), ("bea", much)):
        client = as_(key)
        with statements() as sent:
            client.get(f"/applications/{application_id}{page}")
        counts.append(len(sent))

    assert counts == [{"": 4, "/check": 8}.get(page, 6)] * 2
