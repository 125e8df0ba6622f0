"""PRIV-02: consent for what is special by law is said with a press, stored with its words, and taken back as easily."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.accommodations import Accommodation, PassportShare
from app.models.accommodations import AccommodationStatus as Status
from app.models.checkins import Audience, CheckinLine
from app.models.consents import Consent
from app.models.messages import Message
from app.models.monitoring import MonitoringAnswer
from app.models.people import Person
from app.rules.consents import ADJUSTMENTS, CHECKINS, EQUALITY, PASSPORT, PURPOSES
from app.services import consents, retentions
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.accommodations import a_draft as a_list
from tests.factories.accommodations import agreed, asked, in_place, talked_about, working
from tests.factories.applications import a_draft
from tests.factories.checkins import PRIVATE
from tests.factories.matches import noor_and_jun
from tests.factories.passports import UNTIL, coordinators, shared_at_the_desk
from tests.running import run_reactions

WHY = "kestrel-lantern"
CHECKIN = {
    "readers_week": "my_mentor", "readers_capacity": "only_me", "readers_help": "my_mentor", "answer_week": "hard",
    "answer_help": PRIVATE,
}  # fmt: skip


def ask(noor: Client, work_as: WorkAs, _stage: Stage) -> tuple[Shown, Shown]:
    a_list(work_as, of="noor")
    return noor.get("/adjustments/new"), noor.post("/adjustments/sending", {"yes_to": "2"})


def share(noor: Client, work_as: WorkAs, stage: Stage) -> tuple[Shown, Shown]:
    item = agreed(work_as, asked(work_as, of="noor"))
    choice = {"items": str(item), "reader": coordinators(stage), "until": "30 June 2027", "yes_to": "1"}
    query = "&".join(f"{name}={value}".replace(" ", "+") for name, value in choice.items() if name != "yes_to")
    return noor.get(f"/passport/preview?{query}"), noor.post("/passport/sharing", choice)


def be_counted(noor: Client, work_as: WorkAs, _stage: Stage) -> tuple[Shown, Shown]:
    a_draft(work_as, of="noor")
    return noor.get("/equality"), noor.post("/equality", {"age": "under_25", "yes_to": "1"})


def check_in(noor: Client, work_as: WorkAs, stage: Stage) -> tuple[Shown, Shown]:
    noor_and_jun(work_as, stage)
    return noor.get("/checkins/new"), noor.post("/checkins/new", {**CHECKIN, "yes_to": "1"})


Press = Callable[[Client, WorkAs, Stage], tuple[Shown, Shown]]
PRESSES: dict[str, Press] = {ADJUSTMENTS: ask, PASSPORT: share, EQUALITY: be_counted, CHECKINS: check_in}


def running(parts: Parts, key: str) -> list[Consent]:
    """Noor's yes to this, if there is one."""
    with parts.work(writes=False) as work:
        noor = work.db.scalars(select(Person.id).where(col(Person.name) == "Noor Haddad")).one()
        found = consents.running_yes(work, key, noor)
        return [found] if found else []


@pytest.mark.parametrize("key", PRESSES)
def test_the_press_keeps_the_words_that_stood_beside_it(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, key: str
) -> None:
    page, pressed = PRESSES[key](as_("noor"), work_as, stage)

    consent = running(parts, key)[0]
    assert pressed.status == 303
    assert (consent.version, consent.shown.split("\n")) == (PURPOSES[key].version, list(PURPOSES[key].words))
    assert " ".join(consent.shown.split()) in page.main
    assert f"{PURPOSES[key].title}" in as_("noor").get("/consents").main


@pytest.mark.parametrize("key", PRESSES)
def test_an_older_page_says_yes_to_nothing(  # noqa: PLR0917 - fixtures
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    real = Client.post
    monkeypatch.setattr(Client, "post", lambda self, path, data=None: real(self, path, {**(data or {}), "yes_to": "7"}))

    _, pressed = PRESSES[key](as_("noor"), work_as, stage)

    assert pressed.status == 422
    assert "The words changed since you opened this page." in pressed.main
    assert running(parts, key) == []


@pytest.mark.parametrize("key", PRESSES)
def test_taking_back_is_one_press_on_one_page(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, key: str
) -> None:
    noor = as_("noor")
    PRESSES[key](noor, work_as, stage)
    page = noor.get("/consents")

    again = noor.follow(noor.post(f"/consents/{key}/withdrawal"))

    assert f"/consents/{key}/withdrawal" in {form["action"] for form in page.soup.select("main form")}
    assert "You took it back." in again.text
    assert running(parts, key) == []
    assert noor.post(f"/consents/{key}/withdrawal").status == 303
    assert noor.post(f"/consents/{key}/yes", {"version": "1"}).status == 404


def test_adjustments_are_then_read_by_their_person_alone(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    """Open ones, one in place, and one that was over before: none is there for the adviser any more."""
    over = working(work_as, asked(work_as, of="noor", need="fixed_seat", words=WHY), of="noor")
    as_("noor").post(f"/adjustments/{over}/ending")
    items = [
        over,
        asked(work_as, of="noor", words=WHY),
        talked_about(work_as, asked(work_as, of="noor", need="back_to_wall", words=WHY)),
        in_place(work_as, asked(work_as, of="noor", need="plain_literal", words=WHY)),
    ]
    before = [as_("ida").get(f"/adviser/adjustments/{item}").status for item in items]

    as_("noor").post(f"/consents/{ADJUSTMENTS}/withdrawal")

    assert before == [200] * 4
    assert [as_("ida").get(f"/adviser/adjustments/{item}").status for item in items] == [404] * 4
    assert "Noor" not in as_("ida").get("/adviser/adjustments").main
    assert [WHY in as_("noor").get(f"/adjustments/{item}").main for item in items] == [True] * 4
    with parts.work(writes=False) as work:
        assert {row.status for row in work.db.scalars(select(Accommodation))} == {Status.WITHDRAWN, Status.ENDED}


def test_what_is_asked_for_afterwards_is_read_again(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    before = asked(work_as, of="noor")
    as_("noor").post(f"/consents/{ADJUSTMENTS}/withdrawal")
    clock.advance(days=1)

    after = asked(work_as, of="noor")

    assert as_("ida").get(f"/adviser/adjustments/{before}").status == 404
    assert as_("ida").get(f"/adviser/adjustments/{after}").status == 200


def test_a_yes_to_newer_words_hides_nothing(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = asked(work_as, of="noor")
    clock.advance(days=1)
    monkeypatch.setitem(
        PURPOSES, ADJUSTMENTS, replace(PURPOSES[ADJUSTMENTS], version=PURPOSES[ADJUSTMENTS].version + 1)
    )

    asked(work_as, of="noor", need="fixed_seat")

    assert as_("ida").get(f"/adviser/adjustments/{before}").status == 200


def test_a_yes_to_older_words_holds_as_it_was_read_and_is_taken_back_with_one_press(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, read = asked(work_as, of="noor"), PURPOSES[ADJUSTMENTS]
    newer = replace(read, version=read.version + 1, who="These are newer words.")
    monkeypatch.setitem(PURPOSES, ADJUSTMENTS, newer)
    noor = as_("noor")

    page = noor.get("/consents")
    panel = next(each for each in page.soup.select("main section") if read.title in each.get_text())
    pressed = noor.post(str(panel.select("form")[0]["action"]))

    said = " ".join(panel.get_text(" ").split())
    assert "You said yes to older words on Monday 1 March 2027 Your yes holds as you read it." in said
    assert (read.who in said, newer.who in said, "Off" in said) == (True, True, False)
    assert panel.select("a[href='/adjustments']") != []
    assert panel.select("form")[0]["action"] == f"/consents/{ADJUSTMENTS}/withdrawal"
    assert (pressed.status, as_("ida").get(f"/adviser/adjustments/{item}").status) == (303, 404)
    assert "Off" in noor.get("/consents").main


def test_one_adjustment_taken_back_is_read_by_no_adviser(as_: AsMember, work_as: WorkAs) -> None:
    gone, kept = asked(work_as, of="noor", words=WHY), asked(work_as, of="noor", need="fixed_seat")

    as_("noor").post(f"/adjustments/{gone}/withdrawal")

    assert as_("ida").get(f"/adviser/adjustments/{gone}").status == 404
    assert as_("ida").get(f"/adviser/adjustments/{kept}").status == 200
    assert WHY in as_("noor").get(f"/adjustments/{gone}").main


def test_advisers_hear_that_something_was_taken_back_and_not_what(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    item = asked(work_as, of="noor", words=WHY)
    as_("noor").post(f"/adjustments/{item}/withdrawal")
    run_reactions(parts)

    with parts.work(writes=False) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "adjustment_taken_back")).all()
    assert {message.person_id for message in told} == {stage.id_of("ida")}
    assert {(message.path, str(message.facts)) for message in told} == {("/adviser/adjustments", "{}")}
    assert str(item) not in as_("ida").get("/messages").text


def test_what_was_asked_for_goes_ninety_days_after_the_yes_is_taken_back(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    item = asked(work_as, of="noor", words=WHY)
    as_("noor").post(f"/consents/{ADJUSTMENTS}/withdrawal")

    def it_is_there_after(days: int) -> bool:
        clock.advance(days=days)
        with parts.work() as work:
            retentions.purge(work)
        with parts.work(writes=False) as work:
            return work.db.get(Accommodation, item) is not None

    assert [it_is_there_after(89), it_is_there_after(1)] == [True, False]


def test_sharing_ends_with_its_yes(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    shared_at_the_desk(work_as, stage, until=UNTIL)

    as_("noor").post(f"/consents/{PASSPORT}/withdrawal")

    with parts.work(writes=False) as work:
        shares = work.db.scalars(select(PassportShare)).all()
    assert [share.ended_at is not None for share in shares] == [True]


def test_equality_answers_go_with_their_yes_and_the_yes_with_them(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    noor = as_("noor")
    be_counted(noor, work_as, stage)
    noor.post(f"/consents/{EQUALITY}/withdrawal")
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(MonitoringAnswer)).all() == []

    noor.post("/equality", {"age": "under_25", "yes_to": "1"})
    noor.post("/equality/removal")

    assert running(parts, EQUALITY) == []


def test_check_ins_are_then_read_by_their_writer_alone(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    match = noor_and_jun(work_as, stage)
    as_("noor").post("/checkins/new", {**CHECKIN, "yes_to": "1"})
    before = as_("jun").get(f"/matches/{match.id}/checkins").text

    as_("noor").post(f"/consents/{CHECKINS}/withdrawal")

    assert PRIVATE in before
    assert PRIVATE not in as_("jun").get(f"/matches/{match.id}/checkins").text
    assert PRIVATE in as_("noor").get("/checkins").text
    with parts.work(writes=False) as work:
        assert set(work.db.scalars(select(CheckinLine.readable_by))) == {Audience.ONLY_ME}


def test_a_list_that_goes_with_the_application_has_its_words_beside_that_button(as_: AsMember, work_as: WorkAs) -> None:
    application = a_draft(work_as, of="noor")
    noor, needs = as_("noor"), f"/applications/{application}/adjustments"
    without = noor.get(f"/applications/{application}/check")
    noor.post(f"{needs}/own-words", {"strength": "nice", "words": "A quiet start"})

    shown = noor.get(f"/applications/{application}/check")

    assert [PURPOSES[ADJUSTMENTS].what in page.main for page in (without, shown)] == [False, True]
