"""Sessions exist for the members of their cohort once they are published, and are planned by its managers."""

import pytest

from app.models.sessions import Session
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.bookings import a_booking, a_wait
from tests.factories.memberships import a_member
from tests.factories.sessions import WHOLE, a_session
from tests.looking import address_of, typed

TYPED = {
    **{name: str(value) for name, value in WHOLE.items()},
    "day": "9 March 2027",
    "starts": "10:30am",
}


@pytest.fixture
def orientation(work_as: WorkAs, stage: Stage) -> Session:
    """A session with two places. Noor and Bea are in the cohort, Zoe is in another one."""
    with work_as("mei") as work:
        for key in ("noor", "bea", "ari"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])
        a_member(work, of=stage.people["zoe"], cohort=stage.cohorts["post-production"])
        return a_session(work, cohort=stage.cohorts["lumina"])


@pytest.mark.usefixtures("orientation")
def test_the_list_holds_what_a_trainee_can_book(as_: AsMember) -> None:
    page = as_("noor").get("/sessions")

    assert page.status == 200
    assert "Tuesday 9 March 2027, 10:30am to 11:30am, 1 hour" in page.main
    assert "Free places: 2 of 2" in page.main


@pytest.mark.parametrize("key", ["zoe", "jun", "mei", "ola"])
@pytest.mark.usefixtures("orientation")
def test_the_list_is_empty_for_everybody_else(as_: AsMember, key: str) -> None:
    page = as_(key).get("/sessions")

    assert page.status == 200
    assert "There are no sessions for you to book at the moment." in page.main
    assert "Orientation" not in page.main


def test_the_list_leads_a_visitor_to_signing_in(as_: AsMember) -> None:
    assert as_(None).get("/sessions").location == "/sign-in?next=%2Fsessions"


@pytest.mark.usefixtures("orientation")
def test_the_list_leaves_out_drafts(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        draft = a_session(work, cohort=stage.cohorts["lumina"], is_published=False, title="A secret plan")

    assert "A secret plan" not in as_("noor").get("/sessions").main
    assert as_("noor").get(f"/sessions/{draft.id}").status == 404


def test_the_page_of_a_session_has_the_whole_preview(as_: AsMember, orientation: Session) -> None:
    page = as_("noor").get(f"/sessions/{orientation.id}")

    assert page.status == 200
    for part in ("place", "way_there", "what_it_is_like", "who_is_there", "what_happens", "what_is_asked"):
        assert str(WHOLE[part]) in page.main
    assert page.soup.find("button", string="Book a place")


@pytest.mark.parametrize("key", ["zoe", "asha", "mei", "jun", "tom"])
def test_the_page_of_a_session_is_for_members_of_its_cohort(as_: AsMember, orientation: Session, key: str) -> None:
    page = as_(key).get(f"/sessions/{orientation.id}")

    assert page.status == 404
    assert "Orientation" not in page.text


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_list_takes_the_same_statements_whatever_its_length(
    as_: AsMember, work_as: WorkAs, stage: Stage, sessions: int
) -> None:
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
        for number in range(sessions):
            a_session(work, cohort=stage.cohorts["lumina"], title=f"Session {number}")
    client = as_("noor")

    with statements() as said:
        client.get("/sessions")

    assert len(said) == 4


def test_a_manager_sees_who_comes(as_: AsMember, work_as: WorkAs, orientation: Session) -> None:
    for key in ("noor", "bea"):
        with work_as(key) as work:
            a_booking(work, of=orientation)
    with work_as("ari") as work:
        a_wait(work, of=orientation)

    desk = as_("mei").get(f"/sessions/{orientation.id}/plan")
    plan = as_("mei").get(f"/cohorts/{orientation.cohort_id}/sessions")

    assert "Noor Haddad" in desk.main
    assert "Waiting list, in order Ari Novak" in desk.main
    assert "2 of 2" in plan.main


def test_the_plan_is_for_managers_of_the_programme(as_: AsMember, orientation: Session) -> None:
    trainee = as_("noor").get(f"/sessions/{orientation.id}/plan")

    assert trainee.status == 403
    assert "Only managers of this programme can plan its sessions." in trainee.main
    for key in ("asha", "zoe", "jun", "tom", "ola"):
        assert as_(key).get(f"/sessions/{orientation.id}/plan").status == 404
        assert as_(key).get(f"/cohorts/{orientation.cohort_id}/sessions").status == 404


def test_a_manager_plans_and_publishes_a_session(as_: AsMember, stage: Stage) -> None:
    mei, cohort = as_("mei"), stage.cohorts["lumina"].id

    plan = mei.follow(mei.post(f"/cohorts/{cohort}/sessions/new", {**TYPED, "title": "First week"}))
    desk = mei.get(address_of(plan, "First week"))
    published = mei.follow(mei.post(f"{address_of(plan, 'First week')}/publication"))

    assert "The draft is kept. Only managers see it." in plan.main
    assert "Draft. Only managers see it" in desk.main
    assert "The session is published. People can book." in published.main


def test_a_draft_with_mistakes_keeps_what_was_typed(as_: AsMember, stage: Stage) -> None:
    filled = {**TYPED, "day": "some day", "starts": "10", "seats": "0"}

    page = as_("mei").post(f"/cohorts/{stage.cohorts['lumina'].id}/sessions/new", filled)

    assert page.status == 422
    assert page.title.startswith("Error: Plan a session")
    assert page.errors == [
        "Write the date as day, month, year, such as 6 May 2027",
        "Write the time with its minutes, such as 10:30am or 14:30",
        "Use a number that is 1 or more",
    ]
    assert typed(page, "title") == "Orientation"


def test_a_session_in_the_past_is_refused(as_: AsMember, stage: Stage) -> None:
    page = as_("mei").post(f"/cohorts/{stage.cohorts['lumina'].id}/sessions/new", {**TYPED, "day": "1 March 2027"})

    assert page.status == 422
    assert page.errors == ["Choose a day and a time that are still to come"]


def test_publishing_is_refused_while_part_of_the_preview_is_empty(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        draft = a_session(work, cohort=stage.cohorts["lumina"], is_published=False, what_could_change="", place="")

    page = as_("mei").post(f"/sessions/{draft.id}/plan/publication")

    assert page.status == 422
    assert page.errors == ["Part of what people read before they book is still empty. The page says which part."]
    assert "Still empty These parts are needed before people can book. Where it is What could change" in page.main


def test_a_draft_can_be_changed_and_a_published_session_cannot(
    as_: AsMember, work_as: WorkAs, stage: Stage, orientation: Session
) -> None:
    with work_as("mei") as work:
        draft = a_session(work, cohort=stage.cohorts["lumina"], is_published=False)
    mei = as_("mei")

    form = mei.get(f"/sessions/{draft.id}/plan/draft")
    changed = mei.follow(mei.post(f"/sessions/{draft.id}/plan/draft", {**TYPED, "starts": "2pm", "title": "Later"}))
    refused = mei.post(f"/sessions/{orientation.id}/plan/draft", TYPED)

    assert typed(form, "day") == "9 March 2027"
    assert typed(form, "starts") == "10:30am"
    assert "2:00pm to 3:00pm" in changed.main
    assert refused.status == 422
    assert "so it stays as it is" in refused.errors[0]


def test_a_session_is_published_once(as_: AsMember, orientation: Session) -> None:
    page = as_("mei").post(f"/sessions/{orientation.id}/plan/publication")

    assert page.status == 422
    assert "This session is published." in page.errors[0]
