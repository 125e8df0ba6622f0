"""The other side of a passport: what readers meet on each way out, when it ends, and what they confirm."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlmodel import col

from app.adapters.parts import Parts
from app.forms.accommodations_advising import Instruction
from app.forms.matches import Ending
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, PassportShare
from app.models.matches import Match
from app.models.messages import Message
from app.models.plans import PlanStatus
from app.services import accommodations_advising, matches, passports, passports_confirming
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import agreed, asked, shared
from tests.factories.assignments import MONDAY, enrolled
from tests.factories.passports import (
    PLAIN,
    UNTIL,
    WALL,
    WHY,
    a_wall,
    coordinators,
    person,
    plain_words,
    planned,
    share_of,
    shared_at_the_desk,
    shared_with_jun,
)
from tests.running import run_reactions

WHYS = (WHY, "wall behind them", "Why")
STRANGERS = (
    "cleo",
    "mei",
    "ravi",
    "sam",
    "asha",
    "lev",
    "bea",
    "una",
    "ola",
    "pia",
    "fay",
    "hal",
    "gil",
    "noor",
    "ida",
)


def words_on(shown: Shown) -> list[str]:
    return [line.get_text() for line in shown.soup.select("#shared li")]


def test_f46_each_reader_meets_only_their_own_items(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    shared_with_jun(work_as, stage)
    noor = stage.id_of("noor")

    assert words_on(as_("tom").get(f"/passports/{noor}")) == [WALL]
    assert words_on(as_("jun").get(f"/passports/{noor}")) == [PLAIN]


@pytest.mark.parametrize("who", STRANGERS)
def test_f46_for_everybody_else_there_is_no_such_page(as_: AsMember, work_as: WorkAs, stage: Stage, who: str) -> None:
    shared_at_the_desk(work_as, stage)
    noor = stage.id_of("noor")

    assert [as_(who).get(f"/passports/{noor}{way}").status for way in ("", "/document")] == [404, 404]
    assert as_(who).post(f"/passports/{noor}/confirmation").status == 404


def test_f48_no_way_out_names_a_reason(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    """Pages, document, calendar and mail of everybody she shares with."""
    shared_at_the_desk(work_as, stage)
    shared_with_jun(work_as, stage)
    plan = planned(work_as, stage, monday=MONDAY)
    run_reactions(parts)
    noor, production = stage.id_of("noor"), stage.productions["my-brilliant-career"].id
    ways = {
        "tom": (f"/passports/{noor}", f"/plans/{plan.id}", f"/plans/{plan.id}?shape=grid",
                f"/productions/{production}", f"/productions/{production}/days/{MONDAY}"),
        "jun": (f"/passports/{noor}", "/mentoring"),
    }  # fmt: skip

    shown = {(who, path): as_(who).get(path) for who, paths in ways.items() for path in paths}
    documents = [text_of(as_(who).get(f"/passports/{noor}/document")) for who in ("tom", "jun")]

    assert {page.status for page in shown.values()} == {200}
    assert [way for way, page in shown.items() if WHY in page.text or "back_to_wall" in page.text] == []
    assert not any(WHY in text for text in documents)
    with work_as(None) as work:
        told = work.db.query(Message).filter(col(Message.email).in_(["tom@example.com", "jun@example.com"])).all()
    assert told
    assert not [message for message in told if WHY in str(message.facts) or WALL in str(message.facts)]


def by_page(client: Client, noor: UUID, _stage: Stage) -> Shown:
    return client.get(f"/passports/{noor}")


def by_document(client: Client, noor: UUID, _stage: Stage) -> Shown:
    return client.get(f"/passports/{noor}/document")


def by_open_htmx_page(client: Client, noor: UUID, _stage: Stage) -> Shown:
    return client.fragment(f"/passports/{noor}", "content")


def by_day(client: Client, _noor: UUID, stage: Stage) -> Shown:
    return client.get(f"/productions/{stage.productions['my-brilliant-career'].id}/days/{MONDAY}")


def by_calendar_of_the_production(client: Client, _noor: UUID, stage: Stage) -> Shown:
    return client.get(f"/productions/{stage.productions['my-brilliant-career'].id}")


@pytest.mark.parametrize("way", [by_page, by_document, by_open_htmx_page, by_day, by_calendar_of_the_production])
def test_f46_n07_an_ended_share_is_gone_at_the_next_request(
    as_: AsMember, work_as: WorkAs, stage: Stage, way: Callable[[Client, UUID, Stage], Shown]
) -> None:
    item = shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    planned(work_as, stage, monday=MONDAY)
    tom, noor = as_("tom"), stage.id_of("noor")
    before = way(tom, noor, stage)
    with work_as("noor") as work:
        passports.end_share(work, work.db.query(PassportShare).filter_by(accommodation_id=item).one(), Nothing())

    after = way(tom, noor, stage)

    assert before.status == 200
    assert WALL not in after.text
    assert after.status == (200 if way in {by_day, by_calendar_of_the_production} else 404)


def test_n07_the_plan_of_today_and_older_versions_forget_it_too(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    plan = planned(work_as, stage, monday=MONDAY)
    tom = as_("tom")
    before = tom.get(f"/plans/{plan.id}")
    with work_as(None) as work:
        work.db.get_one(type(plan), plan.id).status = PlanStatus.REPLACED
    as_older_version = tom.get(f"/plans/{plan.id}")
    with work_as(None) as work:
        work.db.get_one(type(plan), plan.id).status = PlanStatus.PUBLISHED
    with work_as("noor") as work:
        passports.end_share(work, work.db.query(PassportShare).filter_by(accommodation_id=item).one(), Nothing())

    assert WALL in before.text
    assert WALL not in as_older_version.text
    assert WALL not in tom.get(f"/plans/{plan.id}").text


def test_n07_a_week_that_is_over_tells_nothing(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    plan = planned(work_as, stage, monday=MONDAY)
    clock.advance(days=15)

    assert WALL not in as_("tom").get(f"/plans/{plan.id}").text


def test_n07_the_last_day_counts_whole(as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    """31 March ends in Adelaide at 13:30 in universal time."""
    shared_at_the_desk(work_as, stage, until=date(2027, 3, 31))
    clock.now = clock.now.replace(month=3, day=31, hour=13, minute=29)
    tom, noor = as_("tom"), stage.id_of("noor")
    on_the_day = tom.get(f"/passports/{noor}").status
    clock.advance(minutes=1)

    assert (on_the_day, tom.get(f"/passports/{noor}").status) == (200, 404)


def test_n07_a_mentoring_that_ended_reads_nothing(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    item = shared_with_jun(work_as, stage)
    jun, noor = as_("jun"), stage.id_of("noor")
    before = jun.get(f"/passports/{noor}").status
    with work_as("noor") as work:
        matches.end(work, work.db.query(Match).one(), Ending())

    assert (before, jun.get(f"/passports/{noor}").status) == (200, 404)
    run_reactions(parts)
    assert share_of(work_as, item).ended_at is not None


def test_f46_a_production_reads_only_its_own_people_and_days(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    planned(work_as, stage, monday=MONDAY)
    ours, theirs = (stage.productions[key].id for key in ("my-brilliant-career", "harbour-lights"))

    day = as_("tom").get(f"/productions/{ours}/days/{MONDAY}")
    free = as_("tom").get(f"/productions/{ours}/days/{MONDAY - timedelta(days=1)}")

    assert (WALL in day.main, "Noor Haddad" in day.main) == (True, True)
    assert (WALL in free.main, "Nobody works here on this day." in free.main) == (False, True)
    assert as_("tom").get(f"/productions/{theirs}/days/{MONDAY}").status == 404
    assert as_("cleo").get(f"/productions/{ours}/days/{MONDAY}").status == 404
    assert as_("tom").get(f"/productions/{ours}/days/some-day").status == 404


# What readers confirm


def press_confirm(client: Client, noor: UUID, *, words: str | None = None) -> Shown:
    page = client.get(f"/passports/{noor}")
    field = page.soup.select_one("input[name=words]")
    given = words if words is not None else str(field["value"]) if field else ""
    return client.post(f"/passports/{noor}/confirmation", {"words": given})


def test_f47_a_reader_confirms_and_the_owner_sees_who(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    planned(work_as, stage, monday=MONDAY)
    noor = as_("noor")
    before, asked = noor.get("/passport").main, as_("tom").get(f"/passports/{stage.id_of('noor')}").main

    tom = as_("tom")
    done = tom.follow(press_confirm(tom, stage.id_of("noor")))

    assert "Not confirmed yet. We ask them to say by Monday 8 March 2027 that they will provide it." in before
    assert "Please confirm this by Monday 8 March 2027." in asked
    assert "You confirmed that you will provide this." in done.text
    assert "Tom Whitlam said on Monday 1 March 2027 that they will provide it." in noor.get("/passport").main


def test_f47_other_words_need_a_new_yes(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = shared_at_the_desk(work_as, stage)
    noor = stage.id_of("noor")
    press_confirm(as_("tom"), noor)
    with work_as("ida") as work:
        row = work.db.get_one(Accommodation, item)
        accommodations_advising.reword(work, row, Instruction(provide="A wall behind and a lamp"))

    assert "Not confirmed yet." in as_("noor").get("/passport").main
    assert "Confirm that I will provide this" in as_("tom").get(f"/passports/{noor}").main


@pytest.mark.parametrize("words", ["", "0" * 64, "\x00", "x" * 5000])
def test_f47_a_yes_counts_only_for_what_was_read(as_: AsMember, work_as: WorkAs, stage: Stage, words: str) -> None:
    item = shared_at_the_desk(work_as, stage)

    shown = press_confirm(as_("tom"), stage.id_of("noor"), words=words)

    assert shown.status == 422
    assert len(shown.errors) == 1
    assert words_on(shown) == [WALL]
    assert share_of(work_as, item).confirmed_at is None


def test_f47_who_has_not_confirmed_is_asked_again_once_and_the_adviser_knows(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    planned(work_as, stage, monday=MONDAY)
    ask(work_as)
    run_reactions(parts)
    early = told(work_as)
    clock.now = datetime.combine(MONDAY, clock.now.time(), clock.now.tzinfo) - timedelta(days=3)
    for _ in range(2):
        ask(work_as)
        run_reactions(parts)

    assert early == []
    assert told(work_as) == [("ida@example.com", "confirmation_missing"), ("tom@example.com", "instruction_waits")]
    listed = as_("ida").get("/adviser/confirmations")
    assert "Noor Haddad" in listed.main
    assert "The coordinators of My Brilliant Career" in listed.main
    assert WALL not in listed.text
    press_confirm(as_("tom"), stage.id_of("noor"))
    assert "Everybody has confirmed." in as_("ida").get("/adviser/confirmations").main


def test_f47_nobody_is_asked_again_for_what_is_confirmed_or_ended(
    work_as: WorkAs, stage: Stage, as_: AsMember, parts: Parts, clock: MovableClock
) -> None:
    item = shared_at_the_desk(work_as, stage)
    ended = plain_words(work_as)
    shared(work_as, ended, of="noor", reader=coordinators(stage), until=UNTIL)
    with work_as("noor") as work:
        passports.end_share(work, work.db.query(PassportShare).filter_by(accommodation_id=ended).one(), Nothing())
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    planned(work_as, stage, monday=MONDAY)
    press_confirm(as_("tom"), stage.id_of("noor"))
    clock.now = datetime.combine(MONDAY, clock.now.time(), clock.now.tzinfo)

    ask(work_as)
    run_reactions(parts)

    assert told(work_as) == []
    assert share_of(work_as, item).confirmed_at is not None


@pytest.mark.parametrize("who", ["gil", "mei", "tom", "noor", "pia"])
def test_f47_the_list_of_advisers_is_for_their_own_programme(
    as_: AsMember, work_as: WorkAs, stage: Stage, who: str
) -> None:
    item = shared_at_the_desk(work_as, stage)
    with work_as(None) as work:
        work.db.query(PassportShare).filter_by(accommodation_id=item).one().asked_again_at = work.now

    shown = as_(who).get("/adviser/confirmations")

    assert "Noor Haddad" not in (shown.main if who != "noor" else "")
    assert shown.status == (200 if who == "gil" else 403)


def ask(work_as: WorkAs) -> None:
    with work_as(None) as work:
        passports_confirming.ask_again(work)


def told(work_as: WorkAs) -> list[tuple[str, str]]:
    with work_as(None) as work:
        rows = (
            work.db.query(Message)
            .filter(col(Message.template).in_(["confirmation_missing", "instruction_waits"]))
            .all()
        )
        return sorted((row.email, row.template) for row in rows)


# Looking from the other side


@pytest.mark.parametrize("who", ["tom", "jun"])
def test_n08_a_preview_is_the_page_of_the_reader(as_: AsMember, work_as: WorkAs, stage: Stage, who: str) -> None:
    """The same section, mark for mark: before sharing as the preview said, and afterwards as it is."""
    shared_at_the_desk(work_as, stage)
    shared_with_jun(work_as, stage)
    new = shared_item(work_as, need="fixed_seat", provide="The same seat")
    reader = coordinators(stage) if who == "tom" else person(stage, "jun")
    noor, path = as_("noor"), f"/passports/{stage.id_of('noor')}"
    choice = {"items": str(new), "reader": reader, "until": "2027-06-30"}

    before = noor.get("/passport/preview?" + "&".join(f"{name}={value}" for name, value in choice.items()))
    as_it_was = as_(who).get(path)
    noor.post("/passport/sharing", choice)
    now = as_(who).get(path)
    seen = noor.get(f"/passport/seen?reader={reader}")

    assert section(before) == section(now) == section(seen)
    assert section(as_it_was) != section(now)
    assert words_on(now)[-1] == "The same seat"


def test_n08_looking_on_changes_nothing_and_is_no_read_by_others(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = a_wall(work_as)
    noor = as_("noor")

    noor.get(f"/passport/preview?items={item}&reader={coordinators(stage)}&until=2027-06-30")

    assert as_("tom").get(f"/passports/{stage.id_of('noor')}").status == 404
    assert "Nobody has looked." in noor.get("/who-looked").main


@pytest.mark.parametrize("reader", ["nonsense", "person:0190aaaa-0000-7000-8000-000000000000", "%00", "production:"])
def test_n08_only_ones_own_readers_can_be_looked_at(as_: AsMember, reader: str) -> None:
    assert as_("noor").get(f"/passport/seen?reader={reader}").status == 404


def test_n08_nobody_previews_the_item_of_another(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    theirs = a_wall(work_as)
    a_wall(work_as, of="bea", provide="A desk by the door")

    shown = as_("bea").get(f"/passport/preview?items={theirs}&reader={coordinators(stage)}&until=2027-06-30")

    assert WALL not in shown.text


def shared_item(work_as: WorkAs, *, need: str, provide: str) -> UUID:
    return agreed(work_as, asked(work_as, of="noor", need=need), provide=provide)


def section(shown: Shown) -> str:
    return str(shown.soup.select_one("#shared"))


# The document


def text_of(shown: Shown) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(shown.answer.content)).pages)


def test_n07_a_reader_takes_exactly_what_is_shared_as_a_document(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    plain_words(work_as)

    shown = as_("tom").get(f"/passports/{stage.id_of('noor')}/document")

    assert shown.answer.headers["content-disposition"] == 'attachment; filename="what-to-provide.pdf"'
    assert WALL in text_of(shown)
    assert PLAIN not in text_of(shown)


@pytest.mark.parametrize("shares", [1, 3])
def test_the_pages_take_the_same_statements_whatever_their_length(
    as_: AsMember, work_as: WorkAs, stage: Stage, shares: int
) -> None:
    shared_at_the_desk(work_as, stage)
    for need in ("plain_literal", "fixed_seat")[: shares - 1]:
        item = shared_item(work_as, need=need, provide=f"Provide {need}")
        shared(work_as, item, of="noor", reader=coordinators(stage), until=UNTIL)
    tom, noor = as_("tom"), as_("noor")

    with statements() as of_reader:
        tom.get(f"/passports/{stage.id_of('noor')}")
    with statements() as of_owner:
        noor.get("/passport")

    assert len([sent for sent in of_reader if sent.startswith("SELECT")]) == 8
    assert len(of_owner) == 7
