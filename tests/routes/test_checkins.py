"""Check-ins: every line has its own readers, and nobody else learns that it is there."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.checkins import Audience, CheckinLine
from app.models.matches import Match
from app.models.messages import Message
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.checkins import FOR_MENTOR, FOR_PROGRAMME, PRIVATE, a_checkin, a_note, this_weeks
from tests.factories.matches import noor_and_jun
from tests.looking import address_of, is_chosen
from tests.running import run_reactions

ONLY_ME = {"readers_week": "only_me", "readers_capacity": "only_me", "readers_help": "only_me"}
TYPED = {**ONLY_ME, "answer_week": "fine", "readers_week": "my_mentor", "answer_help": PRIVATE}


@pytest.fixture
def match(work_as: WorkAs, stage: Stage) -> Match:
    """Noor is Jun's trainee."""
    return noor_and_jun(work_as, stage)


@pytest.mark.usefixtures("match")
def test_every_answer_starts_at_only_me(as_: AsMember, work_as: WorkAs) -> None:
    noor = as_("noor")

    form = noor.get("/checkins/new")
    noor.post("/checkins/new", {**ONLY_ME, "answer_week": "hard", "answer_help": PRIVATE})

    chosen = [radio["value"] for radio in form.soup.select("input[name^=readers_][checked]")]
    assert chosen == ["only_me"] * 3
    with work_as(None) as work:
        assert set(work.db.scalars(select(CheckinLine.readable_by))) == {Audience.ONLY_ME}


@pytest.mark.usefixtures("match")
def test_a_trainee_reads_their_own_check_in_with_its_readers(as_: AsMember) -> None:
    noor = as_("noor")

    page = noor.follow(noor.post("/checkins/new", TYPED))

    assert "Your check-in is kept." in page.main
    assert "How was this week? Fine Who reads this: My mentor and me" in page.main
    assert f"{PRIVATE} Who reads this: Only me" in page.main


def test_a_mentor_reads_only_what_was_opened_to_them(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    with work_as("noor") as work:
        a_checkin(work, week="hard", week_readers=Audience.MY_MENTOR)

    page = as_("jun").get(f"/matches/{match.id}/checkins")

    assert "How was this week? Hard" in page.main
    assert PRIVATE not in page.text
    assert "What helped" not in page.main
    assert "Who reads this" not in page.main


def test_a_mentor_does_not_learn_that_there_is_a_private_check_in(
    as_: AsMember, work_as: WorkAs, parts: Parts, match: Match
) -> None:
    jun = as_("jun")
    before = (jun.get("/mentoring").main, jun.get(f"/matches/{match.id}/checkins").main)

    with work_as("noor") as work:
        a_checkin(work)
    run_reactions(parts)

    assert (jun.get("/mentoring").main, jun.get(f"/matches/{match.id}/checkins").main) == before
    with work_as(None) as work:
        assert [m for m in work.db.scalars(select(Message)) if m.template.startswith("checkin")] == []


def test_a_manager_reads_only_what_was_opened_to_the_programme(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    with work_as("noor") as work:
        a_checkin(
            work,
            helped=FOR_PROGRAMME,
            helped_readers=Audience.MY_PROGRAMME,
            week="hard",
            week_readers=Audience.MY_MENTOR,
        )
    with work_as("jun") as work:
        a_note(work, of=match, next_step="Paint out the second wire")

    page = as_("mei").get(f"/cohorts/{match.cohort_id}/checkins")

    assert FOR_PROGRAMME in page.main
    assert "Hard" not in page.main
    assert "How was this week?" not in page.main
    assert "Paint out the second wire" not in page.text


@pytest.mark.parametrize("opened", [Audience.ONLY_ME, Audience.MY_MENTOR])
def test_a_manager_does_not_learn_of_check_ins_for_others(
    as_: AsMember, work_as: WorkAs, match: Match, opened: Audience
) -> None:
    with work_as("noor") as work:
        a_checkin(work, helped=FOR_MENTOR, helped_readers=opened)

    page = as_("mei").get(f"/cohorts/{match.cohort_id}/checkins")

    assert "There is nothing to read here." in page.main
    assert "Noor" not in page.main


def test_what_is_open_to_the_programme_is_open_to_the_mentor(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    with work_as("noor") as work:
        a_checkin(work, helped=FOR_PROGRAMME, helped_readers=Audience.MY_PROGRAMME)

    assert FOR_PROGRAMME in as_("jun").get(f"/matches/{match.id}/checkins").main


@pytest.mark.parametrize("key", ["una", "lev", "bea", "asha", "tom", "ida"])
def test_a_mentors_pages_exist_for_that_mentor_alone(as_: AsMember, match: Match, key: str) -> None:
    assert as_(key).get(f"/matches/{match.id}/checkins").status == 404
    assert as_(key).get(f"/matches/{match.id}/checkins/new").status == 404
    assert as_(key).post(f"/matches/{match.id}/checkins/new", {"answer_next": "x"}).status == 404


@pytest.mark.parametrize("key", ["noor", "mei"])
def test_a_mentors_pages_say_whom_they_are_for(as_: AsMember, match: Match, key: str) -> None:
    page = as_(key).get(f"/matches/{match.id}/checkins")

    assert page.status == 403
    assert "This page is for the mentor of this person." in page.main


@pytest.mark.parametrize("key", ["asha", "jun", "noor", "tom", "ola"])
def test_the_programmes_page_is_for_its_managers(as_: AsMember, match: Match, key: str) -> None:
    assert as_(key).get(f"/cohorts/{match.cohort_id}/checkins").status == 404


def test_after_the_end_a_mentor_reads_nothing(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    with work_as("noor") as work:
        a_checkin(work, helped=FOR_MENTOR, helped_readers=Audience.MY_MENTOR)

    as_("noor").post(f"/matches/{match.id}/end")

    assert as_("jun").get(f"/matches/{match.id}/checkins").status == 404
    assert FOR_MENTOR not in as_("jun").get("/mentoring").text
    assert FOR_MENTOR in as_("noor").get("/checkins").main


def test_readers_can_be_changed_afterwards(as_: AsMember, work_as: WorkAs, parts: Parts, match: Match) -> None:
    with work_as("noor") as work:
        a_checkin(work, helped=FOR_MENTOR)
        checkin = this_weeks(work, match)
    noor, jun = as_("noor"), as_("jun")

    form = noor.get(f"/checkins/{checkin.id}/readers")
    noor.post(f"/checkins/{checkin.id}/readers", {"readers_help": "my_mentor", "readers_week": "only_me"})
    opened = jun.get(f"/matches/{match.id}/checkins")
    noor.post(f"/checkins/{checkin.id}/readers", {"readers_help": "only_me", "readers_week": "only_me"})
    closed = jun.get(f"/matches/{match.id}/checkins")
    run_reactions(parts)

    assert "What helped, and what got in the way?" in form.main
    assert FOR_MENTOR in opened.main
    assert FOR_MENTOR not in closed.text
    with work_as(None) as work:
        shared = select(Message.email).where(col(Message.template) == "checkin_shared")
        assert work.db.scalars(shared).all() == ["jun@example.com"]


@pytest.mark.parametrize("key", ["jun", "mei", "bea", "zoe", "ida"])
def test_readers_are_chosen_by_the_author_alone(as_: AsMember, work_as: WorkAs, match: Match, key: str) -> None:
    with work_as("noor") as work:
        a_checkin(work)
        checkin = this_weeks(work, match)

    assert as_(key).get(f"/checkins/{checkin.id}/readers").status == 404
    assert as_(key).post(f"/checkins/{checkin.id}/readers", {"readers_help": "my_programme"}).status == 404


def test_a_mentors_own_check_in_cannot_be_opened_to_others(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    with work_as("jun") as work:
        a_note(work, of=match)
        checkin = this_weeks(work, match)

    assert as_("jun").post(f"/checkins/{checkin.id}/readers", {"readers_next": "my_programme"}).status == 404


def test_a_reader_that_was_not_offered_is_refused(as_: AsMember, work_as: WorkAs, match: Match) -> None:
    with work_as("noor") as work:
        a_checkin(work)
        checkin = this_weeks(work, match)

    page = as_("noor").post(f"/checkins/{checkin.id}/readers", {**ONLY_ME, "readers_help": "my_trainee"})

    assert page.status == 422
    assert page.errors == ["Choose one of the answers in the list"]


def test_a_mentor_writes_about_the_work_and_the_trainee_gets_a_copy(
    as_: AsMember, work_as: WorkAs, parts: Parts, match: Match
) -> None:
    jun = as_("jun")

    page = jun.follow(jun.post(f"/matches/{match.id}/checkins/new", {"answer_next": "Paint out the second wire"}))
    jun.post(f"/matches/{match.id}/checkins/new", {"answer_next": "Paint out the third wire"})
    run_reactions(parts)

    assert "You wrote this week's check-in" in page.main
    copy = as_("noor").get("/checkins")
    assert "Jun Park wrote this. What is the next step, in one sentence? Paint out the third wire" in copy.main
    assert "second wire" not in copy.main
    with work_as(None) as work:
        told = select(Message.email).where(col(Message.template) == "checkin_copy")
        assert work.db.scalars(told).all() == ["noor@example.com"]


@pytest.mark.usefixtures("match")
def test_a_week_can_be_skipped_and_written_later(as_: AsMember) -> None:
    noor = as_("noor")

    skipped = noor.follow(noor.post("/checkins/new/skipped"))
    written = noor.follow(noor.post("/checkins/new", TYPED))
    refused = noor.post("/checkins/new/skipped")

    assert "You skipped this week." in skipped.main
    assert "You skipped this week." not in written.main
    assert refused.status == 422
    assert "It is now: Written." in refused.main


@pytest.mark.usefixtures("match")
def test_an_empty_check_in_is_refused_and_keeps_its_readers(as_: AsMember) -> None:
    page = as_("noor").post("/checkins/new", {**ONLY_ME, "readers_help": "my_mentor", "answer_week": "skip"})

    assert page.status == 422
    assert page.errors == ["Answer at least one question. You can also skip this week with the button below."]
    assert is_chosen(page, "readers_help", "my_mentor")


@pytest.mark.usefixtures("match")
def test_the_same_as_last_time_repeats_the_answer(as_: AsMember, clock: MovableClock) -> None:
    noor = as_("noor")
    first = noor.get("/checkins/new")
    noor.post("/checkins/new", {**ONLY_ME, "answer_week": "mixed"})
    clock.advance(days=7)

    second = as_("noor").get("/checkins/new")
    page = as_("noor").follow(as_("noor").post("/checkins/new", {**ONLY_ME, "answer_week": "same_as_before"}))

    assert not first.soup.find("input", {"value": "same_as_before"})
    assert [box["name"] for box in second.soup.find_all("input", {"value": "same_as_before"})] == ["answer_week"]
    assert page.main.count("How was this week? Mixed") == 2


def test_without_a_mentor_there_is_nothing_to_write(as_: AsMember) -> None:
    page = as_("ari").get("/checkins/new")
    sent = as_("ari").post("/checkins/new", TYPED)

    assert "You can write a check-in once you have a mentor." in page.main
    assert sent.status == 422
    assert "There are no check-ins yet." in as_("ari").get("/checkins").main


@pytest.mark.usefixtures("match")
@pytest.mark.parametrize("weeks", [1, 3])
def test_the_list_takes_the_same_statements_whatever_its_length(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, weeks: int
) -> None:
    for _ in range(weeks):
        with work_as("noor") as work:
            a_checkin(work)
        clock.advance(days=7)
    noor = as_("noor")

    with statements() as sent:
        noor.get("/checkins")

    assert len(sent) == 5


@pytest.mark.usefixtures("match")
def test_older_check_ins_are_on_the_next_page(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    for number in range(13):
        with work_as("noor") as work:
            a_checkin(work, helped=f"words of week {number}.")
        clock.advance(days=7)
    noor = as_("noor")

    newest = noor.get("/checkins")
    older = noor.get(address_of(newest, "Show older"))

    assert "words of week 0." not in newest.main
    assert "words of week 0." in older.main
    assert "words of week 1." not in older.main
