"""Mentors are suggested with reasons, confirmed by a manager, kept by the trainee, and ended by either side."""

import pytest
from bs4 import Tag
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.matches import Match, MatchStatus
from app.models.mentors import Mentor
from app.models.messages import Message
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.counting import statements
from tests.factories.matches import a_suggestion, noor_and_jun
from tests.factories.memberships import a_member
from tests.factories.mentors import SPOKEN, a_mentor, a_style
from tests.looking import one, typed
from tests.running import run_reactions

DAY = {"starts_on": "8 March 2027"}


@pytest.fixture
def mentors(work_as: WorkAs, stage: Stage) -> None:
    """Jun writes and has one place, Una talks and has two. Noor writes, Bea talks. Lev and Zoe are elsewhere."""
    lumina, other = stage.programmes["lumina"], stage.programmes["post-production"]
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
        a_member(work, of=stage.people["bea"], cohort=stage.cohorts["lumina"])
        a_member(work, of=stage.people["zoe"], cohort=stage.cohorts["post-production"])
    for key, places, style in (("jun", 1, None), ("una", 2, SPOKEN)):
        with work_as(key) as work:
            a_mentor(work, programme=lumina, places=places, style=style)
    with work_as("lev") as work:
        a_mentor(work, programme=other, crafts=["technical"])
    for key, style in (("noor", None), ("bea", SPOKEN)):
        with work_as(key) as work:
            a_style(work, programme=lumina, style=style)


@pytest.fixture
def match(work_as: WorkAs, stage: Stage) -> Match:
    return noor_and_jun(work_as, stage)


@pytest.mark.usefixtures("mentors")
def test_a_manager_gets_suggestions_with_reasons_and_alternatives(as_: AsMember, stage: Stage) -> None:
    mei, address = as_("mei"), f"/cohorts/{stage.cohorts['lumina'].id}/matches"

    before = mei.get(address)
    after = mei.follow(mei.post(address))

    assert "There is no suggestion yet." in before.main
    noor = _card(after, "Noor Haddad")
    assert "Suggested: Jun Park Most answers go together." in noor
    assert "Both work on: Rotoscoping" in noor
    assert "How do you like to talk about work? Both say: In writing" in noor
    assert "Other mentors for Noor Haddad Una Quist Few answers go together." in noor
    assert (
        "Their answers differ: How do you like to talk about work? How should feedback come? Pace of a meeting?" in noor
    )
    assert "Suggested: Una Quist" in _card(after, "Bea Lindqvist")
    for stranger in ("Lev", "Zoe"):
        assert stranger not in after.main


@pytest.mark.usefixtures("mentors")
def test_suggesting_again_replaces_what_was_suggested(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    mei, address = as_("mei"), f"/cohorts/{stage.cohorts['lumina'].id}/matches"

    mei.post(address)
    mei.post(address)

    with work_as(None) as work:
        states = [match.status for match in work.db.scalars(select(Match))]
        assert states.count(MatchStatus.SUGGESTED) == 4
        assert states.count(MatchStatus.PASSED_OVER) == 4


def test_suggesting_is_refused_without_trainees_or_mentors(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    address = f"/cohorts/{stage.cohorts['lumina'].id}/matches"
    mei = as_("mei")

    nobody = mei.post(address)
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
    no_mentor = mei.post(address)

    assert nobody.errors == ["Everybody in this cohort has a mentor."]
    assert no_mentor.errors == ["No mentor of this programme has a place. Ask mentors how many people they can take."]


@pytest.mark.parametrize("key", ["asha", "noor", "jun", "tom", "ola", "lev"])
def test_suggestions_are_for_managers_of_the_programme(as_: AsMember, stage: Stage, key: str) -> None:
    address = f"/cohorts/{stage.cohorts['lumina'].id}/matches"

    assert as_(key).get(address).status == 404
    assert as_(key).post(address).status == 404


@pytest.mark.parametrize("trainees", [1, 3])
def test_suggestions_take_the_same_statements_whatever_the_cohort(
    as_: AsMember, work_as: WorkAs, stage: Stage, trainees: int
) -> None:
    cohort = stage.cohorts["lumina"]
    with work_as("jun") as work:
        mentor = a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("mei") as work:
        for key in ("noor", "bea", "ari")[:trainees]:
            a_member(work, of=stage.people[key], cohort=cohort)
            a_suggestion(work, of=stage.people[key], mentor=mentor, cohort=cohort)
    mei = as_("mei")

    with statements() as sent:
        mei.get(f"/cohorts/{cohort.id}/matches")

    assert len(sent) == 6


@pytest.mark.usefixtures("mentors")
def test_a_manager_confirms_and_both_are_told(as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage) -> None:
    mei, address = as_("mei"), f"/cohorts/{stage.cohorts['lumina'].id}/matches"
    proposals = mei.follow(mei.post(address))
    choose = _links(proposals, "Noor Haddad")[0]

    question = mei.get(choose)
    page = mei.follow(mei.post(choose, DAY))
    run_reactions(parts)
    run_reactions(parts)

    assert one(question, "h1").get_text() == "Confirm Jun Park as the mentor of Noor Haddad"
    assert "Jun Park: First meetings from Monday 8 March 2027." in _card(page, "Noor Haddad")
    assert "Other mentors" not in _card(page, "Noor Haddad")
    with work_as(None) as work:
        told = {(m.template, m.email) for m in work.db.scalars(select(Message))}
        assert told == {("mentor_confirmed", "noor@example.com"), ("trainee_confirmed", "jun@example.com")}


def test_a_confirmation_without_a_day_is_refused(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("jun") as work:
        mentor = a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
        match = a_suggestion(work, of=stage.people["noor"], mentor=mentor, cohort=stage.cohorts["lumina"])

    page = as_("mei").post(f"/matches/{match.id}/confirmation", {"starts_on": "one day"})

    assert page.status == 422
    assert page.errors == ["Write the date as day, month, year, such as 6 May 2027"]
    assert typed(page, "starts_on") == "one day"


def test_the_places_of_a_mentor_are_never_exceeded(as_: AsMember, work_as: WorkAs, stage: Stage, match: Match) -> None:
    with work_as("mei") as work:
        mentor = work.db.get_one(Mentor, match.mentor_id)
        a_member(work, of=stage.people["bea"], cohort=stage.cohorts["lumina"])
        other = a_suggestion(work, of=stage.people["bea"], mentor=mentor, cohort=stage.cohorts["lumina"])
        mentor.places = 1

    page = as_("mei").post(f"/matches/{other.id}/confirmation", DAY)

    assert page.status == 422
    assert page.errors == ["Jun Park has no place at the moment. Choose another mentor."]


def test_a_trainee_has_one_mentor(as_: AsMember, work_as: WorkAs, stage: Stage, match: Match) -> None:
    with work_as("una") as work:
        una = a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("mei") as work:
        other = a_suggestion(work, of=stage.people["noor"], mentor=una, cohort=stage.cohorts["lumina"])

    page = as_("mei").post(f"/matches/{other.id}/confirmation", DAY)

    assert page.status == 422
    assert page.errors == ["This person has a mentor already. End that match first."]
    assert match.place == 1


@pytest.mark.parametrize(("key", "status"), [("noor", 403), ("jun", 403), ("asha", 404), ("una", 404), ("bea", 404)])
def test_only_the_programmes_managers_confirm(as_: AsMember, match: Match, key: str, status: int) -> None:
    assert as_(key).get(f"/matches/{match.id}/confirmation").status == status
    assert as_(key).post(f"/matches/{match.id}/confirmation", DAY).status == status


@pytest.mark.usefixtures("match")
def test_a_trainee_reads_who_the_mentor_is_and_why(as_: AsMember) -> None:
    page = as_("noor").get("/my-mentor")

    assert "Jun Park" in page.main
    assert "E-mail: jun@example.com" in page.main
    assert "I paint out wires. We meet in writing." in page.main
    assert "How do you like to talk about work? Both say: In writing" in page.main


@pytest.mark.usefixtures("match")
def test_without_a_mentor_the_page_says_what_comes_next(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        a_member(work, of=stage.people["bea"], cohort=stage.cohorts["lumina"])

    assert "You have no mentor at the moment." in as_("bea").get("/my-mentor").main
    assert "Mentors are for people who are enrolled." in as_("ari").get("/my-mentor").main
    assert "Jun" not in as_("bea").get("/my-mentor").main


def test_a_trainee_keeps_their_mentor(as_: AsMember, work_as: WorkAs, parts: Parts, match: Match) -> None:
    noor = as_("noor")

    page = noor.follow(noor.post(f"/matches/{match.id}/keeping"))
    again = noor.post(f"/matches/{match.id}/keeping")
    run_reactions(parts)

    assert "You work together from Monday 1 March 2027." in page.main
    assert not page.soup.find("button", string="Keep this mentor")
    assert again.status == 422
    with work_as(None) as work:
        kept = select(Message.email).where(col(Message.template) == "mentoring_kept")
        assert work.db.scalars(kept).all() == ["jun@example.com"]


@pytest.mark.parametrize(("key", "status"), [("jun", 403), ("mei", 403), ("bea", 404), ("una", 404), ("zoe", 404)])
def test_only_the_trainee_keeps_the_mentor(as_: AsMember, match: Match, key: str, status: int) -> None:
    assert as_(key).post(f"/matches/{match.id}/keeping").status == status


@pytest.mark.parametrize("sides", [("noor", "jun", "/mentoring"), ("jun", "noor", "/my-mentor")])
def test_either_side_ends_it_and_the_other_never_reads_why(
    as_: AsMember, work_as: WorkAs, parts: Parts, match: Match, sides: tuple[str, str, str]
) -> None:
    key, other, page_of_other = sides
    canary = "we could not find a quiet hour"
    client = as_(key)

    question = client.get(f"/matches/{match.id}/end")
    done = client.post(f"/matches/{match.id}/end", {"because": canary})
    run_reactions(parts)

    assert "The message has no reason in it." in question.main
    assert done.status == 303
    assert canary not in as_(other).get(page_of_other).text
    assert canary not in as_(other).get("/messages").text
    assert as_(other).get(f"/matches/{match.id}/end").status == 404
    assert canary in as_("mei").get(f"/cohorts/{match.cohort_id}/matches").main
    with work_as(None) as work:
        messages = work.db.scalars(select(Message).where(col(Message.template) == "mentoring_ended")).all()
        assert {message.email for message in messages} == {f"{other}@example.com", "mei@example.com"}
        assert canary not in str([message.facts for message in messages])


def test_a_match_can_end_without_a_reason_and_frees_its_place(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    mei = as_("mei")

    page = mei.follow(mei.post(f"/matches/{match.id}/end"))
    again = mei.post(f"/matches/{match.id}/end")

    assert "Jun Park: Ended on Monday 1 March 2027." in page.main
    assert again.status == 422
    with work_as(None) as work:
        assert work.db.get_one(Match, match.id).place is None


@pytest.mark.parametrize("key", ["una", "bea", "zoe", "asha", "lev", "tom"])
def test_nobody_else_ends_it(as_: AsMember, match: Match, key: str) -> None:
    assert as_(key).get(f"/matches/{match.id}/end").status == 404
    assert as_(key).post(f"/matches/{match.id}/end").status == 404


def _section(page: Shown, name: str) -> Tag:
    """The card of one trainee."""
    return next(card for card in page.soup.select("main section") if card.h2 and card.h2.get_text() == name)


def _card(page: Shown, name: str) -> str:
    return " ".join(_section(page, name).get_text(" ").split())


def _links(page: Shown, name: str) -> list[str]:
    """The "Choose …" links in the card of this trainee, the proposed mentor first."""
    return [str(link["href"]) for link in _section(page, name).select("a") if link.get_text().startswith("Choose")]
