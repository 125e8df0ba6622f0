"""People on my sessions: a host reads names, times and what is shared with them, until the session is over."""

from uuid import UUID

import pytest

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.forms.sign_ins import Nothing
from app.models.messages import Message
from app.models.people import RoleGrant
from app.models.sessions import Booking, Session
from app.services import bookings
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import shared
from tests.factories.bookings import a_booking, a_wait
from tests.factories.memberships import a_member
from tests.factories.passports import PLAIN, UNTIL, WALL, WHY, a_wall, coordinators, person, plain_words, share_of
from tests.factories.sessions import WHOLE, a_session
from tests.house.test_every_page import HEAD_OF_LOG, MOST_STATEMENTS
from tests.routes.test_sessions import TYPED
from tests.running import run_reactions

PATH = "/hosting"


@pytest.fixture
def held(work_as: WorkAs, stage: Stage) -> Session:
    """Hal holds it, Noor has the first of two places, and both Noor and Bea are in the cohort."""
    with work_as("mei") as work:
        for key in ("noor", "bea", "ari"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])
        session = a_session(work, cohort=stage.cohorts["lumina"], host=str(stage.id_of("hal")))
    with work_as("noor") as work:
        a_booking(work, of=session)
    return session


def shared_with_hal(work_as: WorkAs, stage: Stage) -> UUID:
    item = plain_words(work_as)
    shared(work_as, item, of="noor", reader=person(stage, "hal"), until=UNTIL)
    return item


def reads(work_as: WorkAs) -> list[tuple[UUID | None, UUID | None]]:
    with work_as(None) as work:
        entries = work.db.query(AuditEntry).filter_by(name="passports.read_by_host").all()
        return [(entry.actor_id, entry.about) for entry in entries]


@pytest.mark.usefixtures("held")
def test_authz_01_a_host_reads_who_comes_and_when(as_: AsMember, work_as: WorkAs) -> None:
    page = as_("hal").get(PATH)

    assert "Tuesday 9 March 2027, 10:30am to 11:30am, 1 hour" in page.main
    assert "Noor Haddad" in page.main
    assert "Bea Lindqvist" not in page.main
    assert reads(work_as) == []


@pytest.mark.usefixtures("held")
def test_authz_01_a_host_reads_what_is_shared_with_them_and_never_why(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    a_wall(work_as)
    shared_with_hal(work_as, stage)

    page = as_("hal").get(PATH)

    assert (PLAIN in page.main, WALL in page.text, WHY in page.text) == (True, False, False)
    assert reads(work_as) == [(stage.id_of("hal"), stage.id_of("noor"))]
    assert "What to provide at a session: 11:00am" in as_("noor").get("/who-looked").main


@pytest.mark.usefixtures("held")
def test_authz_01_what_is_shared_with_others_is_not_a_hosts(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared(work_as, a_wall(work_as), of="noor", reader=coordinators(stage), until=UNTIL)

    page = as_("hal").get(PATH)

    assert WALL not in page.text
    assert "Noor Haddad" in page.main


def test_authz_01_it_ends_with_the_place_the_session_and_the_share(
    as_: AsMember, work_as: WorkAs, stage: Stage, held: Session, clock: MovableClock
) -> None:
    shared_with_hal(work_as, stage)
    hal = as_("hal")
    before = PLAIN in hal.get(PATH).main
    with work_as("noor") as work:
        booking = work.db.query(Booking).filter_by(person_id=stage.id_of("noor")).one()
        bookings.cancel(work, booking, Nothing())
    given_back = hal.get(PATH)
    with work_as("noor") as work:
        a_booking(work, of=work.db.get_one(Session, held.id))
    again = PLAIN in hal.get(PATH).main
    clock.now = held.ends_at
    over = as_("hal").get(PATH)

    assert (before, again) == (True, True)
    assert ("Noor" in given_back.text, PLAIN in given_back.text) == (False, False)
    assert "You hold no session at the moment." in over.main
    assert (PLAIN in over.text, "Noor" in over.text) == (False, False)


def test_authz_01_an_ended_share_is_gone_at_the_next_request(
    as_: AsMember, work_as: WorkAs, stage: Stage, held: Session
) -> None:
    assert held
    share = share_of(work_as, shared_with_hal(work_as, stage))
    before = PLAIN in as_("hal").get(PATH).main

    assert as_("noor").post(f"/passport/shares/{share.id}/end").status == 303

    assert (before, PLAIN in as_("hal").get(PATH).text) == (True, False)


@pytest.mark.usefixtures("held")
def test_authz_01_without_the_role_there_is_nothing(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_with_hal(work_as, stage)
    with work_as(None) as work:
        work.db.query(RoleGrant).filter_by(person_id=stage.id_of("hal"), role=Role.HOST).delete()

    assert as_("hal").get(PATH).status == 403
    assert as_("noor").get("/passport/sharing").main.count("Hal Ferris") == 0


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("who", ["noor", "mei", "ida", "tom", "jun", "ravi", "ola", "pia", "fay", "sam"])
def test_authz_01_the_page_is_for_hosts(as_: AsMember, who: str) -> None:
    assert as_(who).get(PATH).status == 403


def test_authz_01_drafts_waiting_people_and_sessions_of_others_are_not_listed(
    as_: AsMember, work_as: WorkAs, stage: Stage, held: Session
) -> None:
    with work_as("mei") as work:
        a_session(work, cohort=stage.cohorts["lumina"], title="Not mine")
        a_session(
            work, cohort=stage.cohorts["lumina"], title="A draft", host=str(stage.id_of("hal")), is_published=False
        )
    with work_as("bea") as work:
        a_booking(work, of=held)
    with work_as("ari") as work:
        a_wait(work, of=held)

    page = as_("hal").get(PATH)

    assert [name in page.main for name in ("Noor Haddad", "Bea Lindqvist", "Ari Novak")] == [True, True, False]
    assert ("Not mine" in page.text, "A draft" in page.text) == (False, False)


@pytest.mark.usefixtures("held")
def test_authz_01_the_owner_chooses_the_host_and_the_host_is_told(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    item = plain_words(work_as)
    noor = as_("noor")
    page = noor.get(f"/passport/sharing?item={item}")
    choice = {"items": str(item), "reader": person(stage, "hal"), "until": "30 June 2027", "yes_to": "1"}

    done = noor.post("/passport/sharing", choice)
    run_reactions(parts)

    assert "Hal Ferris, who holds “Orientation”" in page.main
    assert done.status == 303
    with work_as(None) as work:
        told = [(row.email, row.path) for row in work.db.query(Message).filter_by(template="instruction_shared").all()]
    assert told == [("hal@example.com", PATH)]


def test_authz_01_who_has_no_place_cannot_share_with_the_host(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = plain_words(work_as)
    choice = {"items": str(item), "reader": person(stage, "hal"), "until": "30 June 2027", "yes_to": "1"}

    shown = as_("noor").post("/passport/sharing", choice)

    assert shown.status == 422
    assert PLAIN not in as_("hal").get(PATH).text


def test_a_manager_chooses_who_holds_a_session(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    mei, path = as_("mei"), f"/cohorts/{stage.cohorts['lumina'].id}/sessions/new"
    page = mei.get(path)

    done = mei.post(path, {**TYPED, "host": str(stage.id_of("hal"))})
    refused = mei.post(path, {**TYPED, "host": str(stage.id_of("tom"))})

    offered = [str(box["value"]) for box in page.soup.select("input[name=host]")]
    assert offered == [str(stage.id_of(key)) for key in ("mei", "hal")]
    assert (done.status, refused.status, refused.errors) == (303, 422, ["Choose one of the people in the list"])
    with work_as(None) as work:
        assert work.db.query(Session).one().host_id == stage.id_of("hal")


def test_a_draft_keeps_its_host_until_another_is_chosen(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        draft = a_session(work, cohort=stage.cohorts["lumina"], is_published=False)
    mei, path = as_("mei"), f"/sessions/{draft.id}/plan/draft"

    mei.post(path, TYPED)
    before = mei.get(f"/sessions/{draft.id}/plan")
    mei.post(path, {**TYPED, "host": str(stage.id_of("hal"))})

    assert "Mei Tanaka holds it." in before.main
    assert "Hal Ferris holds it." in mei.get(f"/sessions/{draft.id}/plan").main
    assert str(WHOLE["title"]) in before.main


@pytest.mark.usefixtures("held")
def test_the_page_of_a_host_asks_the_database_little(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_with_hal(work_as, stage)
    hal = as_("hal")
    hal.get(PATH)

    with statements() as sent:
        hal.get(PATH)

    assert len([each for each in sent if each.startswith("SELECT") and not HEAD_OF_LOG.search(each)]) <= MOST_STATEMENTS


@pytest.mark.usefixtures("held")
def test_f47_nobody_tells_the_owner_that_a_host_is_asked_to_confirm(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    shared_with_hal(work_as, stage)
    alone = as_("noor").get("/passport").main
    shared(work_as, a_wall(work_as), of="noor", reader=coordinators(stage), until=UNTIL)

    assert "Hal Ferris, until" in alone
    assert "Not confirmed yet." not in alone
    assert as_("noor").get("/passport").main.count("We ask them to say before your first day") == 1
