"""A change inside somebody's notice waits for their yes; only a reason of safety goes round it, and then it is counted."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.adapters.parts import Parts
from app.core.errors import Refused
from app.core.work import Work
from app.forms.day_changes import SafetyReason
from app.forms.plans import FirstPublication
from app.models.absences import Absence
from app.models.assignments import Assignment, AssignmentStatus
from app.models.claims import SeatClaim
from app.models.day_changes import DayChange, DayChangeStatus, SafetyKind
from app.models.licences import Licences
from app.models.messages import Message
from app.models.people import Preferences
from app.models.plans import Plan, PlanStatus
from app.models.productions import Production
from app.models.workstations import Workstation
from app.rules.day_changes import Notice
from app.services import day_changes, notice_windows, plans
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import BASE_URL
from tests.conftest import MovableClock
from tests.factories.assignments import (
    OUR_PRODUCTION,
    a_draft,
    a_draft_that_moves,
    a_published_plan,
    an_agreed_need,
    days_of,
    enrolled,
    our_place,
)
from tests.factories.productions import a_desk
from tests.pressing import press
from tests.running import run_reactions

NOTICE = 10
"""Working days that reach over the whole week of the plan."""


def published_and_moved(work_as: WorkAs, stage: Stage, *keys: str, notice: int = NOTICE) -> tuple[UUID, UUID]:
    """A published plan, and a draft that would move the first of these people on their first day."""
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        a_desk(work, place=place, name="Third desk")
        enrolled(work, stage, *keys)
        before = a_published_plan(work, stage)
        work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id).notice_days = notice
        return before.id, a_draft_that_moves(work, stage, keys[0]).id


def publish(as_: AsMember, draft: UUID, before: UUID) -> int:
    return as_("tom").post(f"/plans/{draft}/publication", {"reason": "days", "replaces": before}).status


def only_change(work_as: WorkAs) -> DayChange:
    with work_as(None) as work:
        return work.db.scalars(select(DayChange)).one()


def live_desks(work_as: WorkAs, stage: Stage, key: str) -> list[UUID]:
    with work_as(None) as work:
        own = select(Assignment).where(col(Assignment.person_id) == stage.id_of(key), col(Assignment.is_live))
        rows = work.db.scalars(own.order_by(col(Assignment.starts_at))).all()
        held = select(col(SeatClaim.workstation_id)).where(col(SeatClaim.person_id) == stage.id_of(key))
        assert list(work.db.scalars(held.order_by(col(SeatClaim.starts_at)))) == [each.workstation_id for each in rows]
        return [each.workstation_id for each in rows]


def test_n17_a_change_inside_notice_waits_until_the_person_says_yes(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    was = live_desks(work_as, stage, "noor")
    page = as_("tom").get(f"/plans/{draft}/publication").main

    assert publish(as_, draft, before) == 303
    run_reactions(parts)

    assert "Noor Haddad: a changed day. 1 day waits for a yes." in page.partition("Who is asked first")[2]
    assert live_desks(work_as, stage, "noor") == was
    change = only_change(work_as)
    noor = as_("noor")
    assert "A change that needs your yes" in noor.get("/my-days").main
    shown = noor.get(f"/my-changes/{change.id}").main
    assert "You need no reason. If you say nothing, your days stay as they are." in shown
    assert "Who to ask: Tom" in shown
    said = noor.follow(noor.post(f"/my-changes/{change.id}/yes"))
    assert "You said yes. Your days changed" in said.main
    now = live_desks(work_as, stage, "noor")
    assert now[:2] != was[:2]
    assert now[2:] == was[2:]
    assert only_change(work_as).status is DayChangeStatus.MADE
    run_reactions(parts)
    with work_as(None) as work:
        told = work.db.scalars(select(Message).order_by(col(Message.id))).all()
        assert [(each.template, each.email) for each in told if "change" in each.template] == [
            ("day_change_asked", "noor@example.com"),
            ("day_change_answered", "tom@example.com"),
        ]


def test_n17_no_keeps_the_days_and_needs_no_reason(as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage) -> None:
    before, draft = published_and_moved(work_as, stage, "noor")
    was = live_desks(work_as, stage, "noor")
    publish(as_, draft, before)
    noor, change = as_("noor"), only_change(work_as)

    said = noor.follow(noor.post(f"/my-changes/{change.id}/no"))
    run_reactions(parts)

    assert "You said no. Your days stayed" in said.main
    assert "Yes, change my days" not in said.main
    assert live_desks(work_as, stage, "noor") == was
    with work_as(None) as work:
        proposed = select(col(Assignment.status)).where(
            col(Assignment.change_id) == change.id, col(Assignment.is_planned).is_(False)
        )
        assert set(work.db.scalars(proposed)) == {AssignmentStatus.RELEASED}
        told = work.db.scalars(select(Message).where(col(Message.template) == "day_change_answered")).one()
        assert told.facts["answer"] == "The answer is no. The days stay as they were."
    again = noor.post(f"/my-changes/{change.id}/yes")
    assert again.status == 422
    assert live_desks(work_as, stage, "noor") == was


def test_n17_silence_keeps_the_days_and_ends_when_the_first_begins(
    as_: AsMember, *, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor")
    was = live_desks(work_as, stage, "noor")
    publish(as_, draft, before)
    change = only_change(work_as)
    clock.now = change.begins_at

    late = as_("noor").post(f"/my-changes/{change.id}/yes")
    with work_as(None) as work:
        day_changes.lapse_due(work)

    assert late.status == 422
    assert "One of these days has begun" in late.main
    assert only_change(work_as).status is DayChangeStatus.LAPSED
    assert live_desks(work_as, stage, "noor") == was


def test_n17_only_a_reason_of_safety_goes_round_the_yes_and_it_is_counted(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor")
    was = live_desks(work_as, stage, "noor")
    publish(as_, draft, before)
    tom, change = as_("tom"), only_change(work_as)

    bare = tom.post(f"/day-changes/{change.id}/safety", {"safety": "", "words": ""})
    made = tom.follow(
        tom.post(f"/day-changes/{change.id}/safety", {"safety": "desk", "words": "CANARY the socket is loose."})
    )
    run_reactions(parts)

    assert bare.status == 422
    assert "Choose what is not safe" in bare.main
    assert "Changed without a yes, to keep people safe: 1." in made.main
    assert live_desks(work_as, stage, "noor") != was
    shown = as_("noor").get(f"/my-changes/{change.id}").main
    assert "The desk is not safe to use. We promised to ask you first." in shown
    assert "CANARY" not in shown
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "day_change_made_for_safety")).one()
        assert (told.email, told.facts["why"]) == ("noor@example.com", "The desk is not safe to use.")


def test_f59_a_change_outside_notice_takes_effect_at_once(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari", notice=2)
    was = live_desks(work_as, stage, "noor")

    assert publish(as_, draft, before) == 303
    run_reactions(parts)

    assert live_desks(work_as, stage, "noor") != was
    with work_as(None) as work:
        assert work.db.scalars(select(DayChange)).all() == []
        told = work.db.scalars(select(Message).where(col(Message.template) == "days_changed")).all()
        assert [each.email for each in told] == ["noor@example.com"]


@pytest.mark.parametrize(("agreed", "chosen", "longest"), [(0, 48, None), (300, 48, 300), (24, 200, 200)])
def test_f59_the_longest_notice_of_a_person_counts(
    work_as: WorkAs, stage: Stage, agreed: int, chosen: int, longest: int | None
) -> None:
    with work_as("tom") as work:
        work.db.merge(Preferences(person_id=stage.id_of("noor"), notice_hours=chosen))
        if agreed:
            an_agreed_need(work, stage, of="noor", need="notice", parameters={"hours": agreed})
        work.db.flush()

        window = notice_windows.window_of(work, stage.productions[OUR_PRODUCTION], [stage.id_of("noor")])

        hours = longest or 61  # Monday 11:00am to the end of Wednesday
        assert {until - work.now for until in window[stage.id_of("noor")].values()} == {timedelta(hours=hours)}


def test_f59_each_promise_has_its_own_notice(work_as: WorkAs, stage: Stage) -> None:
    """From Monday on; what somebody chose holds for all three, and only where it is longer."""
    with work_as("tom") as work:
        production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
        production.notice_book_days, production.notice_days, production.notice_cancel_days = 4, 0, 1
        work.db.merge(Preferences(person_id=stage.id_of("noor"), notice_hours=24))
        work.db.flush()

        window = notice_windows.window_of(work, production, [stage.id_of("noor")])[stage.id_of("noor")]

        hours = {notice: (until - work.now) / timedelta(hours=1) for notice, until in window.items()}
        assert hours == {Notice.BOOK: 13 + 4 * 24, Notice.CHANGE: 24, Notice.CANCEL: 13 + 24}


def test_n17_whoever_keeps_a_desk_until_a_yes_keeps_it_from_everybody(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    """Ari, whose notice is over, would get the desk that Noor has until she says yes: the draft is kept, nobody is moved."""
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        a_desk(work, place=place, name="Third desk")
        enrolled(work, stage, "noor", "ari")
        before = a_published_plan(work, stage)
        an_agreed_need(work, stage, of="noor", need="notice", parameters={"hours": 336})
        noors = days_of(work, before, stage.people["noor"])[0]
        draft = a_draft_that_moves(work, stage, "noor")
        ari = [each for each in days_of(work, draft, stage.people["ari"]) if each.on_date == noors.on_date]
        for each in ari:
            each.workstation_id = noors.workstation_id
        assert ari

    page = as_("tom").post(f"/plans/{draft.id}/publication", {"reason": "days", "replaces": before.id})

    assert page.status == 422
    assert "Somebody keeps a desk of this draft until they say yes" in page.main
    with work_as(None) as work:
        assert work.db.get_one(Plan, draft.id).status is PlanStatus.DRAFT


def promised(work: Work, stage: Stage, *, book: int = 0, change: int = 0, cancel: int = 0) -> None:
    production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
    production.notice_book_days, production.notice_days, production.notice_cancel_days = book, change, cancel


def a_draft_with(work_as: WorkAs, stage: Stage, *, book: int) -> UUID:
    """The first plan of a week, for Noor and Ari, where a new day needs so many working days."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        promised(work, stage, book=book)
        return a_draft(work, stage).id


def published_and_a_day_less(work_as: WorkAs, stage: Stage, *, cancel: int = NOTICE) -> tuple[UUID, UUID]:
    """A published plan, and a draft in which Noor's first day is taken out."""
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        before = a_published_plan(work, stage)
        promised(work, stage, cancel=cancel)
        draft = a_draft(work, stage)
        own = days_of(work, draft, stage.people["noor"])
        for each in own:
            if each.on_date == own[0].on_date:
                work.db.delete(each)
        return before.id, draft.id


def days_ahead(work_as: WorkAs, stage: Stage, key: str) -> list[date]:
    with work_as(None) as work:
        own = select(col(Assignment.on_date)).where(
            col(Assignment.person_id) == stage.id_of(key), col(Assignment.is_live)
        )
        return sorted(set(work.db.scalars(own)))


def fed(as_: AsMember, key: str) -> int:
    """How many blocks are in a person's calendar feed."""
    member = as_(key)
    address = press(member, member.get("/my-calendar"), "Make a new address").soup.select_one("code")
    assert address is not None
    return as_(None).get(address.get_text().removeprefix(BASE_URL)).text.count("SUMMARY:Your day at")


def test_f59_a_new_day_inside_notice_is_a_question_until_there_is_a_yes(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    draft = a_draft_with(work_as, stage, book=NOTICE)
    page = as_("tom").get(f"/plans/{draft}/publication").main

    assert as_("tom").post(f"/plans/{draft}/publication", {"replaces": ""}).status == 303
    run_reactions(parts)

    assert "Noor Haddad: a new day. 2 days wait for a yes." in page
    assert live_desks(work_as, stage, "noor") == []
    assert fed(as_, "noor") == 0
    noor = as_("noor")
    mine = noor.get("/my-days").main
    assert "A change that needs your yes" in mine
    assert "No days are planned for you yet." in mine
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.email) == "noor@example.com")).all()
        assert [(each.template, each.facts["added"], each.facts["gone"]) for each in told if "added" in each.facts] == [
            ("day_change_asked", 2, 0)
        ]
        change = work.db.scalars(select(DayChange).where(col(DayChange.person_id) == stage.id_of("noor"))).one()
    said = noor.follow(noor.post(f"/my-changes/{change.id}/yes"))
    assert "You said yes. Your days changed" in said.main
    assert len(days_ahead(work_as, stage, "noor")) == 2
    assert days_ahead(work_as, stage, "ari") == []


def test_f59_of_days_that_only_come_those_outside_notice_are_promised_at_once(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    draft = a_draft_with(work_as, stage, book=0)
    with work_as("tom") as work:
        *_, last = days_of(work, work.db.get_one(Plan, draft), stage.people["noor"])
        a_week_ahead = 7 * 24  # it ends on Monday at 11:00am, in the middle of her first day
        work.db.merge(Preferences(person_id=stage.id_of("noor"), notice_hours=a_week_ahead))

    as_("tom").post(f"/plans/{draft}/publication", {"replaces": ""})
    run_reactions(parts)

    assert days_ahead(work_as, stage, "noor") == [last.on_date]
    assert len(days_ahead(work_as, stage, "ari")) == 2
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.email) == "noor@example.com")).all()
        assert sorted((each.template, each.facts["added"]) for each in told) == [
            ("day_change_asked", 1),
            ("days_planned", 1),
        ]
        change = work.db.scalars(select(DayChange).where(col(DayChange.person_id) == stage.id_of("noor"))).one()
    clock.now = change.begins_at
    with work_as(None) as work:
        day_changes.lapse_due(work)
    assert days_ahead(work_as, stage, "noor") == [last.on_date], "silence takes no promised day away"


def test_f59_a_cancelled_day_inside_notice_stays_until_there_is_a_yes(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_a_day_less(work_as, stage)
    was = days_ahead(work_as, stage, "noor")
    page = as_("tom").get(f"/plans/{draft}/publication").main

    assert publish(as_, draft, before) == 303

    assert "Noor Haddad: a cancelled day. 1 day waits for a yes." in page
    assert days_ahead(work_as, stage, "noor") == was
    assert fed(as_, "noor") == len(live_desks(work_as, stage, "noor"))
    change = only_change(work_as)
    noor = as_("noor")
    shown = noor.get(f"/my-changes/{change.id}").main
    assert "Nothing." in shown
    noor.post(f"/my-changes/{change.id}/yes")
    assert days_ahead(work_as, stage, "noor") == was[1:]
    assert "Asked first, and the answer held: 1." in as_("tom").get(f"/plans/{draft}/changes").main


def test_n17_a_day_is_cancelled_without_a_yes_for_safety_only_and_that_is_counted(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_a_day_less(work_as, stage)
    was = days_ahead(work_as, stage, "noor")
    publish(as_, draft, before)
    tom, change = as_("tom"), only_change(work_as)

    made = tom.follow(tom.post(f"/day-changes/{change.id}/safety", {"safety": "place", "words": "The roof leaks."}))

    assert "Changed without a yes, to keep people safe: 1." in made.main
    assert days_ahead(work_as, stage, "noor") == was[1:]


def test_f59_a_day_outside_the_notice_for_cancelling_is_taken_out_at_once(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_a_day_less(work_as, stage, cancel=2)
    was = days_ahead(work_as, stage, "noor")
    with work_as("tom") as work:
        promised(work, stage, book=NOTICE, change=NOTICE, cancel=2)

    publish(as_, draft, before)

    assert days_ahead(work_as, stage, "noor") == was[1:]
    with work_as(None) as work:
        assert work.db.scalars(select(DayChange)).all() == []


def test_f59_a_new_day_in_a_later_version_is_a_question(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "ari")
        first = a_draft(work, stage)
        own = days_of(work, first, stage.people["noor"])
        for each in own:
            if each.on_date == own[-1].on_date:
                work.db.delete(each)
        work.db.flush()
        plans.publish(work, first, FirstPublication())
        work.db.flush()
        promised(work, stage, book=NOTICE)
        before, draft = first.id, a_draft(work, stage).id
    was = days_ahead(work_as, stage, "noor")
    page = as_("tom").get(f"/plans/{draft}/publication").main

    assert publish(as_, draft, before) == 303

    assert "Noor Haddad: a new day." in page
    assert days_ahead(work_as, stage, "noor") == was
    as_("noor").post(f"/my-changes/{only_change(work_as).id}/yes")
    assert len(days_ahead(work_as, stage, "noor")) == len(was) + 1


@pytest.mark.parametrize(("says", "asked"), [("noor", 0), ("tom", 1)])
def test_f59_a_day_that_the_person_cannot_come_to_by_their_own_word_needs_no_yes(
    as_: AsMember, work_as: WorkAs, stage: Stage, says: str, asked: int
) -> None:
    before, draft = published_and_a_day_less(work_as, stage)
    was = days_ahead(work_as, stage, "noor")
    with work_as(None) as work:
        work.db.add(
            Absence(
                id=work.new_id(),
                production_id=stage.productions[OUR_PRODUCTION].id,
                person_id=stage.id_of("noor"),
                first_day=was[0],
                last_day=was[0],
                entered_by=stage.id_of(says),
                entered_at=work.now,
            )
        )
        work.db.get_one(Plan, draft).inputs_mark = ""

    assert publish(as_, draft, before) == 303

    assert days_ahead(work_as, stage, "noor") == was[1 - asked :]
    with work_as(None) as work:
        assert len(work.db.scalars(select(DayChange)).all()) == asked


@pytest.mark.parametrize("key", ["ari", "mei", "cleo"])
def test_a_change_exists_for_its_person_and_their_coordinator_only(
    as_: AsMember, work_as: WorkAs, stage: Stage, key: str
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor")
    publish(as_, draft, before)
    change = only_change(work_as)
    client = as_(key)

    assert client.get(f"/my-changes/{change.id}").status == 404
    assert client.post(f"/my-changes/{change.id}/yes").status == 404
    assert client.get(f"/day-changes/{change.id}/safety").status == 404
    assert client.get(f"/plans/{draft}/changes").status == 404
    assert as_("tom").get(f"/my-changes/{change.id}").status == 404


def test_n18_a_draft_says_what_changes_and_what_stays(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    _, draft = published_and_moved(work_as, stage, "noor", "ari")

    page = as_("tom").get(f"/plans/{draft}/changes").main

    assert "Compared with version 1. Days that change: 1. People whose days change: 1. Days that stay: 3." in page
    assert "Nothing changes for Ari" in page


def test_f64_each_version_lists_what_changed_since_the_one_before(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari", notice=2)
    publish(as_, draft, before)
    tom = as_("tom")

    page = tom.get(f"/plans/{draft}/changes").main

    assert "Days that change: 1. People whose days change: 1. Days that stay: 3." in page
    assert "Why: The production moved its days." in page
    assert "Nothing is replaced." in tom.get(f"/plans/{before}/changes").main


def test_n16_a_change_of_desk_is_counted(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    _, draft = published_and_moved(work_as, stage, "noor", "ari")

    page = as_("tom").get(f"/plans/{draft}/changes").main

    assert "1 day as before. 1 day at another desk. 0 changes in the days of the week." in page


def test_f63_f65_a_draft_is_private_and_only_whose_days_changed_are_told(
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari", notice=2)
    seen = as_("noor").get("/my-days").main
    assert as_("noor").get(f"/plans/{draft}/changes").status == 404
    run_reactions(parts)
    with work_as(None) as work:
        already = set(work.db.scalars(select(col(Message.id))))

    publish(as_, draft, before)
    run_reactions(parts)

    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.id).not_in(already))).all()
        assert [(each.template, each.email) for each in told] == [("days_changed", "noor@example.com")]
    assert as_("noor").get("/my-days").main != seen


def test_n17_before_a_yes_the_list_says_that_nobodys_days_change_yet(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    publish(as_, draft, before)

    page = as_("tom").get(f"/plans/{draft}/changes").main

    assert "Nobody's yet. The days change after a yes." in page
    assert "Nobody's." not in page


def refuse_for_safety(work_as: WorkAs, change: DayChange) -> None:
    form = SafetyReason(safety=SafetyKind.DESK, words="The socket is loose.")
    with work_as("tom") as work:
        savepoint, same = work.db.begin_nested(), work.db.get_one(DayChange, change.id)
        with pytest.raises(Refused):
            day_changes.make_for_safety(work, same, form)
        savepoint.rollback()


def test_n17_a_yes_fills_nothing_further_that_is_too_full_already(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    """Noor would come in a second place at once with Ari, where one person too many sits already."""
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    publish(as_, draft, before)
    change, was = only_change(work_as), live_desks(work_as, stage, "noor")
    with work_as("tom") as work:
        rows = work.db.scalars(select(Assignment).where(col(Assignment.change_id) == change.id)).all()
        new = [each for each in rows if not each.is_planned]
        for each in rows:
            if each.is_live:
                work.db.get_one(Workstation, each.workstation_id).software = []
        for each in new:
            work.db.get_one(Workstation, each.workstation_id).software = ["Nuke"]
        aris = [each for each in days_of(work, work.db.get_one(Plan, draft), stage.people["ari"]) if each.is_live]
        for each, at in zip(aris, new, strict=False):
            each.on_date, each.block, each.starts_at, each.ends_at = at.on_date, at.block, at.starts_at, at.ends_at
            work.db.get_one(Workstation, each.workstation_id).software = ["Nuke"]
        work.db.add(Licences(production_id=stage.productions[OUR_PRODUCTION].id, counts={"Nuke": 0}))

    as_("noor").post(f"/my-changes/{change.id}/yes")
    refuse_for_safety(work_as, change)

    assert only_change(work_as).status is DayChangeStatus.AGREED
    assert live_desks(work_as, stage, "noor") == was


def test_n17_a_waiting_day_at_a_desk_that_cannot_be_used_any_more_is_not_made(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    publish(as_, draft, before)
    change, was = only_change(work_as), live_desks(work_as, stage, "noor")
    with work_as("ida") as work:
        an_agreed_need(work, stage, of="noor", need="back_to_wall", provide="A wall")
        waits = col(Assignment.change_id) == change.id, col(Assignment.is_planned).is_(False)
        for each in work.db.scalars(select(Assignment).where(*waits)):
            work.db.get_one(Workstation, each.workstation_id).profile = {}

    refuse_for_safety(work_as, change)
    said = as_("noor").post(f"/my-changes/{change.id}/yes")

    assert said.status == 422
    assert "Your days stay as they were" in said.main
    assert only_change(work_as).status is DayChangeStatus.WAITING
    assert live_desks(work_as, stage, "noor") == was
