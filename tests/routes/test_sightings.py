"""Who looked: each read by somebody else is told to the person, in the transaction of the read, and never what it said."""

from datetime import timedelta

import pytest
from sqlmodel import col

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.accommodations import Accommodation
from app.models.checkins import Audience
from app.models.messages import Message
from app.rules.sightings import WORDS
from app.services import sightings
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import MONDAY, enrolled
from tests.factories.checkins import a_checkin
from tests.factories.matches import noor_and_jun
from tests.factories.passports import PLAIN, WALL, WHY, planned, shared_at_the_desk, shared_with_jun
from tests.factories.supporters import helping
from tests.running import run_reactions


def written(work_as: WorkAs) -> list[tuple[str, dict[str, str | int | None], str]]:
    with work_as(None) as work:
        rows = work.db.query(AuditEntry).filter(col(AuditEntry.name).in_(WORDS)).order_by(col(AuditEntry.number)).all()
        return [(row.name, row.facts, row.reason + row.shown) for row in rows]


def test_n07_every_read_is_told_to_the_person_by_day_and_reader(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = shared_at_the_desk(work_as, stage)
    shared_with_jun(work_as, stage)
    with work_as("mei") as work:
        enrolled_already = work.db.get_one(Accommodation, item)
    plan = planned(work_as, stage, monday=MONDAY)
    noor, production = stage.id_of("noor"), stage.productions["my-brilliant-career"].id
    as_("tom").get(f"/plans/{plan.id}")
    as_("tom").get(f"/productions/{production}/days/{MONDAY}")
    as_("tom").get(f"/passports/{noor}/document")
    as_("jun").get("/mentoring")
    as_("ida").get(f"/adviser/adjustments/{enrolled_already.id}")
    as_("ida").get("/adviser/adjustments")

    page = as_("noor").get("/who-looked")

    heads = [head.get_text() for head in page.soup.select("main h2, main h3")]
    assert heads == ["Monday 1 March 2027", "Tom Whitlam", "Jun Park", "Ida Brandt"]
    assert [line.get_text() for line in page.soup.select("main section li")] == [
        "What to provide where you work: 11:00am",
        "What to provide, as a document: 11:00am",
        "What to provide when you meet: 11:00am",
        "What you asked for, on the page of an adviser: 11:00am",
        "That you asked for something, on the list of an adviser: 11:00am",
    ]
    assert {(str(facts), words) for _, facts, words in written(work_as)} == {("{}", "")}


def test_n07_reads_within_an_hour_are_one_line_and_each_is_written(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    shared_at_the_desk(work_as, stage)
    path = f"/passports/{stage.id_of('noor')}"
    for minutes in (0, 30, 29, 1):
        clock.advance(minutes=minutes)
        as_("tom").get(path)

    page = as_("noor").get("/who-looked")

    assert [line.get_text() for line in page.soup.select("main section li")] == [
        "What to provide where you work: 11:00am, 12:00pm"
    ]
    assert len(written(work_as)) == 4


def test_n07_reads_of_check_ins_by_mentor_and_managers_are_told(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    match = noor_and_jun(work_as, stage)
    paths = {"jun": f"/matches/{match.id}/checkins", "mei": f"/cohorts/{stage.cohorts['lumina'].id}/checkins"}
    for who, path in paths.items():
        as_(who).get(path)
    before = written(work_as)
    with work_as("noor") as work:
        a_checkin(work, helped_readers=Audience.MY_PROGRAMME)

    for who, path in paths.items():
        as_(who).get(path)

    page = as_("noor").get("/who-looked")
    assert before == []
    assert [head.get_text() for head in page.soup.select("main h3")] == ["Jun Park", "Mei Tanaka"]
    assert [line.get_text() for line in page.soup.select("main section li")] == [
        "Check-ins that you opened to your mentor: 11:00am",
        "Check-ins that you opened to your programme: 11:00am",
    ]


def test_n07_reads_by_somebody_who_helps_are_told(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    support = helping(work_as, of="noor", reads=["adjustments", "passport", "schedule"])
    for section in ("adjustments", "passport", "schedule"):
        as_("sam").get(f"/supporting/{support}/sections/{section}")
    before = written(work_as)
    item = shared_at_the_desk(work_as, stage)

    as_("sam").get(f"/supporting/{support}/adjustments/{item}")
    as_("sam").get(f"/supporting/{support}/sections/passport")

    page = as_("noor").get("/who-looked")
    assert before == []
    assert [line.get_text() for line in page.soup.select("main section li")] == [
        "What you asked for, as somebody who helps you: 11:00am",
        "Your passport, as somebody who helps you: 11:00am",
    ]


def test_n07_what_shows_nothing_is_no_read(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    plan = planned(work_as, stage, monday=MONDAY)
    as_("tom").get(f"/plans/{plan.id}")
    as_("jun").get("/mentoring")
    as_("tom").get(f"/passports/{stage.id_of('noor')}")

    assert written(work_as) == []
    assert "Nobody has looked." in as_("noor").get("/who-looked").main


def test_n07_a_read_and_its_line_stand_or_fall_together(
    as_: AsMember, work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the line there is no page."""
    shared_at_the_desk(work_as, stage)
    tom, path = as_("tom"), f"/passports/{stage.id_of('noor')}"

    def refuses(*_given: object, **_named: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr(sightings, "note", refuses)

    with pytest.raises(RuntimeError):
        tom.get(path)


def test_n07_the_list_is_ones_own(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    as_("tom").get(f"/passports/{stage.id_of('noor')}")

    for who in ("bea", "tom", "mei", "ida", "pia"):
        assert "Nobody has looked." in as_(who).get("/who-looked").main


def test_n07_the_list_goes_on_page_by_page(as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    for _ in range(103):
        clock.advance(hours=1)
        with work_as("tom") as work:
            sightings.note(work, "coordinator", [stage.id_of("noor")])
    noor = as_("noor")
    first = noor.get("/who-looked")
    older = next(str(link["href"]) for link in first.soup.select("main a") if "older" in str(link["href"]))

    second = noor.get(older)

    assert len(second.soup.select("main section li")) == 1
    assert "pm" in second.main or "am" in second.main
    assert "Show older" not in second.main


@pytest.mark.parametrize("older", ["nonsense", "-1", "9" * 30, "%00"])
def test_n07_an_address_that_says_nothing_shows_the_newest(as_: AsMember, older: str) -> None:
    assert as_("noor").get(f"/who-looked?older={older}").status == 200
    assert as_("pia").get(f"/privacy/who-looked?older={older}").status == 200


# The auditor


def test_n07_the_auditor_reads_names_and_times_and_no_content(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    as_("tom").get(f"/passports/{stage.id_of('noor')}")

    page = as_("pia").get("/privacy/who-looked")

    assert "Tom Whitlam Noor Haddad 1 March 2027 11:00am" in page.main
    assert not [word for word in (WALL, WHY, PLAIN, "What to provide where you work") if word in page.text]


@pytest.mark.parametrize("who", ["noor", "tom", "jun", "mei", "ida", "ola", "ravi", "fay", "sam"])
def test_n07_the_list_of_all_reads_is_for_auditors(as_: AsMember, who: str) -> None:
    shown = as_(who).get("/privacy/who-looked")

    assert shown.status == 403
    assert "This list is for privacy auditors." in shown.main


# Being told


def test_n07_a_message_comes_only_to_whoever_wants_it(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    shared_at_the_desk(work_as, stage)
    path = f"/passports/{stage.id_of('noor')}"
    as_("tom").get(path)
    told_before = told(work_as, parts)
    noor = as_("noor")
    wrong = noor.post("/who-looked/messages", {})
    done = noor.follow(noor.post("/who-looked/messages", {"tell": "yes"}))
    told_at_first = told(work_as, parts)
    clock.advance(minutes=5)
    as_("tom").get(path)
    as_("tom").get(path)
    both = [told(work_as, parts), told(work_as, parts)]

    assert (wrong.status, wrong.errors) == (422, ["Choose yes or no"])
    assert "Your choice is kept." in done.text
    assert (told_before, told_at_first, both) == (0, 0, [1, 1])
    noor.post("/who-looked/messages", {"tell": "no"})
    clock.advance(hours=2)
    as_("tom").get(path)
    assert told(work_as, parts) == 1


def test_n07_the_message_names_nobody_and_nothing(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    shared_at_the_desk(work_as, stage)
    as_("noor").post("/who-looked/messages", {"tell": "yes"})
    clock.advance(minutes=5)
    as_("tom").get(f"/passports/{stage.id_of('noor')}")
    told(work_as, parts)

    with work_as(None) as work:
        message = work.db.query(Message).filter_by(template="somebody_looked").one()
    assert (message.email, message.facts, message.path) == ("noor@example.com", {}, "/who-looked")
    assert message.deliver_at > clock.now + timedelta(minutes=1)


def told(work_as: WorkAs, parts: Parts) -> int:
    with work_as(None) as work:
        sightings.tell_who_wishes(work)
    run_reactions(parts)
    with work_as(None) as work:
        return work.db.query(Message).filter_by(template="somebody_looked").count()
