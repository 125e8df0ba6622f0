"""The public pages of programmes: everybody reads what is asked, nobody needs to sign in."""

from collections.abc import Callable

from app.rules.blueprints import blueprint_of
from tests.asking import AsMember, WorkAs
from tests.client import Client
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import a_draft


def test_listing_shows_each_programme_with_its_last_day(as_: AsMember) -> None:
    shown = as_(None).get("/programmes")

    assert [heading.get_text() for heading in shown.soup.select("main h2")] == ["Lumina", "Post-production training"]
    assert "You can apply until Sunday 14 March 2027, 11:59pm, Adelaide time" in shown.main


def test_page_can_be_read_before_signing_in_with_every_question(as_: AsMember) -> None:
    shown = as_(None).get("/programmes/lumina/questions")

    asked = [item.find_all("p")[0].get_text(" ", strip=True) for item in shown.soup.select("main ol > li")]
    assert asked == [
        question.label + (" (optional)" if question.optional else "") for question in blueprint_of("lumina").questions
    ]
    assert "Why we ask: Productions can only take adults." in shown.main


def test_page_says_how_it_is_decided_and_what_a_computer_does(as_: AsMember) -> None:
    shown = as_(None).get("/programmes/lumina")

    assert "People decide, not a computer." in shown.main
    assert "The manager of this programme is Mei Tanaka." in shown.main
    assert "It uses nothing else about you. It gives no points, and it does not decide." in shown.main


def test_page_says_the_day_of_each_step(as_: AsMember) -> None:
    main = as_(None).get("/programmes/lumina").main

    assert "You get the result by Tuesday 13 April 2027" in main
    assert "When: from Monday 15 March 2027 to Tuesday 13 April 2027." in main
    assert "When: you have until Tuesday 27 April 2027, or longer." in main
    assert "within 2 working days. From today, that is until Wednesday 3 March 2027." in main


def test_f15_n06_page_says_who_reads_each_answer_from_the_rule(as_: AsMember) -> None:
    shown = as_(None).get("/programmes/lumina/questions")

    last = shown.soup.select("main ol > li")[-1]
    assert "Who reads this: you and advisers" in " ".join(last.get_text(" ").split())


def test_unknown_programme_is_missing(as_: AsMember) -> None:
    assert as_("ari").get("/programmes/harbour-lights").status == 404
    assert as_("ari").get("/programmes/harbour-lights/questions").status == 404


def test_closed_programme_offers_no_start(as_: AsMember, clock: MovableClock) -> None:
    clock.advance(days=30)

    shown = as_(None).get("/programmes/lumina")

    assert "Start your application" not in shown.main
    assert "You cannot apply at the moment." in shown.main


def test_own_application_is_opened_and_nobody_elses(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    mine = as_("ari").get("/programmes/lumina")
    hers = as_("bea").get("/programmes/lumina")

    assert mine.soup.find_all("a", href=f"/applications/{application_id}")[0].get_text() == "Open your application"
    assert str(application_id) not in hers.text


def test_pages_ask_a_constant_number_of_statements(as_: Callable[[str | None], Client]) -> None:
    visitor = as_(None)
    visitor.get("/programmes")

    with statements() as sent:
        visitor.get("/programmes")
    with statements() as more:
        visitor.get("/programmes/lumina")

    assert (len(sent), len(more)) == (2, 2)
