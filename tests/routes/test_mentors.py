"""A mentor's desk and style, and how trainees say that they like to work."""

import pytest
from sqlmodel import col, select

from app.core.working_days import today_in
from app.models.accommodations import Accommodation, AccommodationStatus, PassportShare, Strength
from app.models.matches import Match
from app.models.mentors import Mentor, WorkingStyle
from app.rules.blueprints import Reader
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.blueprints import changed
from tests.factories.decisions import enrolled
from tests.factories.matches import a_match, noor_and_jun
from tests.factories.memberships import a_member
from tests.factories.mentors import a_mentor, a_style
from tests.looking import is_chosen

STYLE = {"craft": ["rotoscoping"], "style_channel": "written", "mentor_may_read": "yes"}
SHARED = "Give every task in writing"
NOT_SHARED = "Seat them with their back to a wall"


@pytest.fixture
def match(work_as: WorkAs, stage: Stage) -> Match:
    """Noor is Jun's trainee."""
    return noor_and_jun(work_as, stage)


def test_the_desk_names_trainees_and_how_to_reach_them(as_: AsMember, match: Match) -> None:
    page = as_("jun").get("/mentoring")

    assert page.status == 200
    assert "Noor Haddad" in page.main
    assert "E-mail: noor@example.com" in page.main
    assert "First meetings from Monday 1 March 2027." in page.main
    assert "Your check-in for this week is open" in page.main
    assert page.soup.find("a", href=f"/matches/{match.id}/checkins/new")


@pytest.mark.usefixtures("match")
@pytest.mark.parametrize("key", ["una", "lev"])
def test_the_desk_of_another_mentor_is_empty(as_: AsMember, key: str) -> None:
    page = as_(key).get("/mentoring")

    assert "You mentor nobody at the moment." in page.main
    assert "Noor" not in page.text


@pytest.mark.parametrize("key", ["noor", "mei", "tom", "ola"])
def test_the_desk_is_for_mentors(as_: AsMember, key: str) -> None:
    page = as_(key).get("/mentoring")

    assert page.status == 403
    assert "This page is for mentors." in page.main


@pytest.mark.usefixtures("match")
def test_the_desk_shows_what_was_shared_with_this_mentor_and_nothing_else(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as(None) as work:
        for provide, reader in ((SHARED, "jun"), (NOT_SHARED, "una")):
            item = Accommodation(
                id=work.new_id(),
                person_id=stage.id_of("noor"),
                programme_id=stage.programmes["lumina"].id,
                need="written_instructions",
                strength=Strength.PREFER,
                provide=provide,
                status=AccommodationStatus.WORKS,
                asked_at=work.now,
                counted_from=work.now,
                agreed_at=work.now,
            )
            work.db.add(item)
            work.db.flush()
            work.db.add(
                PassportShare(
                    id=work.new_id(),
                    accommodation_id=item.id,
                    person_id=item.person_id,
                    with_person_id=stage.id_of(reader),
                    shared_at=work.now,
                    until=today_in("UTC", work.now),
                )
            )

    page = as_("jun").get("/mentoring")

    assert "What helps Noor Haddad" in page.main
    assert SHARED in page.main
    assert NOT_SHARED not in page.text


@pytest.mark.usefixtures("match")
@pytest.mark.parametrize(("may_read", "is_shown"), [(True, True), (False, False)])
def test_the_desk_shows_the_style_only_where_the_trainee_said_so(
    as_: AsMember, work_as: WorkAs, stage: Stage, may_read: bool, is_shown: bool
) -> None:
    with work_as("noor") as work:
        a_style(work, programme=stage.programmes["lumina"], mentor_may_read=may_read)

    page = as_("jun").get("/mentoring")

    assert ("How Noor Haddad likes to work" in page.main) is is_shown
    assert ("How do you like to talk about work? In writing" in page.main) is is_shown


@pytest.mark.parametrize("reader", [Reader.MENTOR, Reader.MANAGER])
def test_n06_the_desk_shows_the_answers_that_mentors_may_read(
    as_: AsMember, work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch, reader: Reader
) -> None:
    changed(monkeypatch, "craft", readers=[reader])
    enrolled(work_as, of="noor")
    with work_as("jun") as work:
        mentor = a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("mei") as work:
        a_match(work, of=stage.people["noor"], mentor=mentor, cohort=stage.cohorts["lumina"])

    shown = as_("jun").get("/mentoring").main

    assert ("Which craft would you like to learn? Rotoscoping" in shown) is (reader is Reader.MENTOR)
    assert "draws_you in the words" not in shown
    assert "What should we call you?" not in shown


@pytest.mark.parametrize("trainees", [1, 3])
def test_the_desk_takes_the_same_statements_whatever_its_length(
    as_: AsMember, work_as: WorkAs, stage: Stage, trainees: int
) -> None:
    cohort = stage.cohorts["lumina"]
    with work_as("jun") as work:
        mentor = a_mentor(work, programme=stage.programmes["lumina"], places=3)
    with work_as("mei") as work:
        for key in ("noor", "bea", "ari")[:trainees]:
            a_member(work, of=stage.people[key], cohort=cohort)
            a_match(work, of=stage.people[key], mentor=mentor, cohort=cohort)
    client = as_("jun")

    with statements() as sent:
        client.get("/mentoring")

    assert len(sent) == 7


def test_a_mentor_says_how_many_people_they_can_take(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    jun, programme = as_("jun"), stage.programmes["lumina"]

    before = jun.get("/mentoring")
    form = jun.get(f"/mentoring/{programme.id}/style")
    after = jun.follow(
        jun.post(f"/mentoring/{programme.id}/style", {"places": "2", "craft": ["matchmove"], "style_pace": "slow"})
    )

    assert "You have not said yet how many trainees you can mentor." in before.main
    assert "Pace of a meeting (optional)" in form.main
    assert "You can mentor 2 trainees at the same time." in after.main
    with work_as(None) as work:
        mentor = work.db.scalars(select(Mentor).where(col(Mentor.person_id) == stage.id_of("jun"))).one()
        assert (mentor.places, mentor.craft, mentor.style) == (2, ["matchmove"], {"pace": "slow"})


def test_places_cannot_be_fewer_than_the_trainees_a_mentor_has(as_: AsMember, stage: Stage, match: Match) -> None:
    page = as_("jun").post(f"/mentoring/{stage.programmes['lumina'].id}/style", {"places": "0", "about": "I paint."})

    assert page.status == 422
    assert page.errors == ["Your trainees now: 1. Write that number or a higher one"]
    assert "I paint." in page.text
    assert match.place == 1


@pytest.mark.parametrize(("key", "status"), [("lev", 404), ("noor", 404), ("mei", 404)])
def test_a_mentors_style_is_for_mentors_of_that_programme(as_: AsMember, stage: Stage, key: str, status: int) -> None:
    address = f"/mentoring/{stage.programmes['lumina'].id}/style"

    assert as_(key).get(address).status == status
    assert as_(key).post(address, {"places": "9"}).status == status


def test_a_trainee_says_how_they_like_to_work(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
    noor = as_("noor")

    page = noor.follow(noor.post("/working-style", STYLE))

    assert "Your answers are kept." in page.main
    assert is_chosen(page, "style_channel", "written")
    assert is_chosen(page, "style_pace", "any")
    with work_as(None) as work:
        kept = work.db.scalars(select(WorkingStyle)).one()
        assert (kept.craft, kept.style, kept.mentor_may_read) == (["rotoscoping"], {"channel": "written"}, True)


def test_a_working_style_with_a_mistake_keeps_the_answers(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])

    page = as_("noor").post("/working-style", {"style_channel": "by pigeon", "style_pace": "slow"})

    assert page.status == 422
    assert page.errors == ["Choose yes or no", "Choose one of the answers in the list"]
    assert is_chosen(page, "style_pace", "slow")


def test_somebody_outside_a_cohort_is_told_when_they_are_asked(as_: AsMember) -> None:
    page = as_("ari").get("/working-style")
    sent = as_("ari").post("/working-style", STYLE)

    assert "These questions are for people who are enrolled." in page.main
    assert sent.status == 403
    assert "You can answer these questions once you are enrolled." in sent.main
