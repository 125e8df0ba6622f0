"""Drafts changed by hand: each change is read against every rule, has a way back, and is made over nobody else's."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.core.work import Work
from app.models.assignments import Assignment
from app.models.placings import Pin, Placing
from app.models.plans import Plan, PlanStatus
from app.models.workstations import Workstation
from app.services import plans_solving
from app.services.casting import Stage
from app.solvers import scheduling
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.factories.assignments import (
    MONDAY,
    WEEK,
    a_draft,
    a_published_plan,
    a_wanted_plan,
    an_agreed_need,
    busy_elsewhere,
    days_of,
    enrolled,
    our_place,
    shared_with_production,
)
from tests.factories.productions import a_breakdown

BACK = "Seat them with their back to a wall."
A_LONG_TIME = timedelta(days=1000)


class Draft:
    """A draft for some people at two desks, and Tom who changes it."""

    def __init__(self, work_as: WorkAs, stage: Stage, *keys: str, capacity: int = 4) -> None:
        self.stage = stage
        with work_as("tom") as work:
            _, self.quiet, self.loud = our_place(work, stage, capacity=capacity)
            enrolled(work, stage, *keys)
            self.plan = a_draft(work, stage)
            self.rows = {key: days_of(work, self.plan, stage.people[key]) for key in keys}

    def cell(self, key: str = "noor", number: int = 0) -> str:
        return f"/plans/{self.plan.id}/cells/{self.rows[key][number].id}"

    def free(self, desk: Workstation, day: int, block: int) -> str:
        return f"/plans/{self.plan.id}/free/{desk.id}?day={WEEK[day]}&block={block}"

    def to(self, desk: Workstation, day: int, block: int, *, edits: int = 0) -> dict[str, object]:
        return {"desk": desk.id, "day": WEEK[day].isoformat(), "block": block, "edits": edits}


def places(work_as: WorkAs, draft: Draft, key: str = "noor") -> list[tuple[int, int, str]]:
    """Day of the week, block and desk of everything that somebody has."""
    names = {draft.quiet.id: "quiet", draft.loud.id: "loud"}
    with work_as(None) as work:
        rows = days_of(work, work.db.get_one(Plan, draft.plan.id), draft.stage.people[key])
        return [((row.on_date - MONDAY).days, row.block, names[row.workstation_id]) for row in rows]


def test_f62_a_person_is_moved_by_form_and_put_back(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    draft = Draft(work_as, stage, "noor")
    tom, before = as_("tom"), places(work_as, draft)

    opened = tom.get(draft.cell())
    moved = tom.follow(tom.post(f"{draft.cell()}/place", draft.to(draft.quiet, 4, 1)))
    after = places(work_as, draft)
    plan = tom.get(f"/plans/{draft.plan.id}")
    back = tom.follow(tom.post(str(moved.soup.select("form[action$='/return']")[0]["action"]), {"edits": 1}))

    assert "What must hold for this person holds here." in opened.main
    assert (4, 1, "quiet") in after
    assert len(after) == 4
    assert "Nobody is told before you publish. You can put it back below." in moved.main
    assert "Noor Haddad moved from" in moved.main
    assert "to Quiet desk, Production office on Friday" in moved.main
    assert "This draft has 1 change by hand." in plan.main
    assert "The change is put back." in back.main
    assert "It was put back." in back.main
    assert places(work_as, draft) == before


def test_f62_a_taken_cell_offers_others_with_the_least_change_first(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    draft = Draft(work_as, stage, "noor", "ari")
    tom, before = as_("tom"), places(work_as, draft)
    ari = draft.rows["ari"][0]
    asked = {"desk": ari.workstation_id, "day": ari.on_date.isoformat(), "block": ari.block, "edits": 0}

    refused = tom.post(f"{draft.cell()}/place", asked)
    ways = [" ".join(line.get_text().split()) for line in refused.soup.select("main h2 ~ ul a[href*='?day=']")]
    opened = tom.get(str(refused.soup.select("main a[href*='?day=']")[0]["href"]))

    assert refused.status == 422
    assert "This desk is not free then." in refused.main
    assert len(ways) == 5
    assert "Nobody else changes." in refused.main
    assert _chosen(refused) == {
        "desk": str(ari.workstation_id),
        "day": ari.on_date.isoformat(),
        "block": str(ari.block),
    }
    assert "What is chosen below is possible." in opened.main
    assert places(work_as, draft) == before


def test_n18_after_a_clash_an_exchange_is_offered_where_nothing_is_free(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    """Nothing is free for the person alone, so somebody who can sit elsewhere is named first."""
    draft = Draft(work_as, stage, "noor", "ari")
    with work_as("tom") as work:
        an_agreed_need(work, stage, of="noor", need="back_to_wall")
        for desk in (draft.loud, draft.quiet):
            a_breakdown(work, desk=desk, first=WEEK[2], last=WEEK[-1])
        rows = work.db.scalars(select(Assignment).where(col(Assignment.plan_id) == draft.plan.id)).all()
        for row in rows:
            row.on_date += A_LONG_TIME
        work.db.flush()  # two may have to change desks, and no desk is anybody's twice in between
        for row in rows:
            row.on_date -= A_LONG_TIME
            row.workstation_id = draft.quiet.id if row.person_id == stage.id_of("ari") else draft.loud.id

    page = as_("tom").get(draft.cell())

    assert "This no longer holds: This desk does not meet what was agreed." in page.main
    assert "One other person changes. First move Ari Novak to Loud desk, Production office" in page.main


@pytest.mark.parametrize(
    ("why", "sentence"),
    [
        ("need", "This desk does not meet what was agreed."),
        ("busy", "Busy then."),
        ("closed", "Closed then."),
        ("room", "Too many people for the supervisor then."),
        ("broken", "This desk cannot be used then."),
    ],
)
def test_f62_a_change_is_refused_for_what_must_hold_and_says_no_cause(
    as_: AsMember, work_as: WorkAs, stage: Stage, why: str, sentence: str
) -> None:
    draft = Draft(work_as, stage, "noor", "ari", capacity=1 if why == "room" else 4)
    target, before = draft.to(draft.loud, 4, 0), places(work_as, draft)
    with work_as("tom") as work:
        if why == "need":
            an_agreed_need(work, stage, of="noor", need="back_to_wall", provide="CANARY")
        if why == "busy":
            busy_elsewhere(work, stage, who="noor", on=WEEK[4])
        if why == "closed":
            target["day"] = (WEEK[4] + timedelta(days=1)).isoformat()
        if why == "broken":
            a_breakdown(work, desk=draft.loud, first=WEEK[4])
        if why == "room":
            _seat_at(work, draft, "ari", target)

    page = as_("tom").post(f"{draft.cell()}/place", target)

    assert page.status == 422
    assert sentence in page.main
    for leak in ("CANARY", "wall", "Harbour", "Ferry", "health"):
        assert leak not in page.main.replace("A corner desk", "")
    assert places(work_as, draft) == before


def test_f62_somebody_is_put_in_a_free_cell_and_taken_out(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    draft = Draft(work_as, stage, "noor", "ari")
    tom, before = as_("tom"), places(work_as, draft)

    out = tom.follow(tom.post(f"{draft.cell()}/removal", {"edits": 0}))
    short = tom.get(f"/plans/{draft.plan.id}")
    person = tom.get(f"/plans/{draft.plan.id}/people/{stage.id_of('noor')}")
    first = person.soup.select("main a[href*='person=']")[0]
    opened = tom.get(str(first["href"]))
    seated = tom.post(str(first["href"]), {"person": stage.id_of("noor"), "edits": 1})

    assert "Who could sit here" in out.main
    assert "Noor Haddad: 1 half day is missing." in out.main
    assert "Ari Novak: Has another desk at this time. Has all half days of this week." in out.main
    assert "Half days that are planned: 7 of 8." in short.main
    assert "Another plan could give at most 1 more." in short.main
    assert "1 half day is missing." in short.main
    assert "See which cells would help" in short.main
    assert "Nobody else changes." in person.main
    assert _chosen(opened) == {"person": str(stage.id_of("noor"))}
    assert seated.status == 303
    assert "Half days that are planned: 8 of 8." in tom.get(f"/plans/{draft.plan.id}").main
    assert len(places(work_as, draft)) == len(before) == 4


def test_rel_04_two_coordinators_do_not_change_over_each_other(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    draft = Draft(work_as, stage, "noor", "ari")
    tom, before = as_("tom"), places(work_as, draft)
    tom.post(f"{draft.cell('ari')}/removal", {"edits": 0})

    late = tom.post(f"{draft.cell()}/place", draft.to(draft.quiet, 4, 1))
    assert places(work_as, draft) == before
    again = tom.post(f"{draft.cell()}/place", draft.to(draft.quiet, 4, 1, edits=int(_hidden(late, "edits"))))

    assert late.status == 422
    assert "Somebody else changed this draft while you had it open." in late.main
    assert "Ari Novak was taken out of" in late.main
    assert _chosen(late) == {"desk": str(draft.quiet.id), "day": WEEK[4].isoformat(), "block": "1"}
    assert again.status == 303


def test_only_a_draft_is_changed_and_a_published_plan_is_copied(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        plan = a_published_plan(work, stage)
        row = days_of(work, plan, stage.people["noor"])[0]
    tom, cell = as_("tom"), f"/plans/{plan.id}/cells/{row.id}"

    opened = tom.get(cell)
    refused = tom.post(f"{cell}/removal", {"edits": 0})
    copied = tom.follow(tom.post(f"/plans/{plan.id}/copy"))

    assert "Make a draft of this version" in opened.main
    assert "Move here" not in opened.main
    assert refused.status == 409
    assert "Only you and other coordinators see this draft." in copied.main
    with work_as(None) as work:
        draft = work.db.scalars(select(Plan).where(col(Plan.status) == PlanStatus.DRAFT)).one()
        assert [each.on_date for each in days_of(work, draft, stage.people["noor"])] == [
            each.on_date for each in days_of(work, plan, stage.people["noor"])
        ]
        assert (draft.figures["changed"], draft.edits) == (0, 0)
    same = tom.get(f"/plans/{draft.id}/publication")
    assert "Nothing changes for Noor Haddad." in same.main


def test_what_is_kept_is_said_in_the_cell_and_stays_in_the_next_plan(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    draft = Draft(work_as, stage, "noor")
    tom = as_("tom")
    tom.post(f"{draft.cell()}/place", draft.to(draft.quiet, 4, 1))

    kept = tom.follow(tom.post(f"{draft.cell()}/pin", {"what": "seat"}))
    refused = tom.post(f"{draft.cell()}/place", draft.to(draft.loud, 4, 1, edits=1))
    grid = tom.get(f"/plans/{draft.plan.id}?shape=grid")
    with work_as("tom") as work:
        next_plan = a_draft(work, stage)
        stays = [(row.on_date, row.block, row.workstation_id) for row in days_of(work, next_plan, stage.people["noor"])]
    free = tom.follow(tom.post(f"{draft.cell()}/release"))

    assert "The time and the desk are kept for the next plan." in kept.main
    assert refused.status == 422
    assert "Let it go first" in refused.main
    assert grid.main.count("Kept here.") == 1
    assert (WEEK[4], 1, draft.quiet.id) in stays
    assert "Kept here" not in free.main
    with work_as(None) as work:
        assert work.db.scalars(select(Pin)).all() == []


def test_what_is_kept_and_cannot_hold_is_said_and_stops_no_plan(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    draft = Draft(work_as, stage, "noor")
    tom, row = as_("tom"), draft.rows["noor"][0]
    tom.post(f"{draft.cell()}/pin", {"what": "seat"})
    with work_as("tom") as work:
        desk = work.db.get_one(Workstation, row.workstation_id)
        a_breakdown(work, desk=desk, first=row.on_date)
        wanted = a_wanted_plan(work, stage)
        problem = plans_solving.load(work, wanted)

    said = tom.get(f"/plans/{draft.plan.id}/people/{stage.id_of('noor')}")

    assert problem.pins == ()
    assert scheduling.solve(problem, seed=1, seconds=5).figures.missing == 0
    assert "It cannot hold: This desk cannot be used then." in said.main


def test_why_says_shared_words_only(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        shared = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide=BACK)
        shared_with_production(work, stage, shared)
        an_agreed_need(work, stage, of="noor", need="headphones", provide="CANARY headphones")
        plan = a_draft(work, stage)
        row = days_of(work, plan, stage.people["noor"])[0]

    page = as_("tom").get(f"/plans/{plan.id}/cells/{row.id}")

    assert f"{BACK} Here: yes." in page.main
    assert "They have one desk for the whole week." in page.main
    assert "CANARY" not in page.text
    assert "headphones" not in page.main.lower()


@pytest.mark.parametrize("key", ["noor", "mei", "cleo"])
def test_a_cell_of_a_draft_does_not_exist_for_others(as_: AsMember, work_as: WorkAs, stage: Stage, key: str) -> None:
    draft = Draft(work_as, stage, "noor")
    client = as_(key)

    assert client.get(draft.cell()).status == 404
    assert client.post(f"{draft.cell()}/removal", {"edits": 0}).status == 404
    with work_as(None) as work:
        assert work.db.scalars(select(Placing)).all() == []


def test_a_cell_of_another_plan_is_not_there(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    draft = Draft(work_as, stage, "noor")
    with work_as("tom") as work:
        other = a_draft(work, stage)
    tom, row = as_("tom"), draft.rows["noor"][0]

    assert tom.get(f"/plans/{other.id}/cells/{row.id}").status == 404
    assert tom.post(f"/plans/{other.id}/cells/{row.id}/removal", {"edits": 0}).status == 404
    assert tom.get(f"/plans/{draft.plan.id}/free/{draft.quiet.id}?day={MONDAY}&block=9").status == 404


def test_a_broken_form_is_told_at_its_field_and_keeps_what_was_chosen(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    draft = Draft(work_as, stage, "noor")

    page = as_("tom").post(f"{draft.cell()}/place", {"desk": draft.loud.id, "day": "", "block": "99", "edits": 0})

    far = as_("tom").post(f"{draft.cell()}/place", {**draft.to(draft.loud, 4, 7), "day": "2031-01-01"})
    led = as_("tom").get(f"{draft.cell()}?day=2031-01-01&block=-3&desk={draft.plan.id}")

    assert (far.status, led.status) == (422, 200)
    assert "Closed then." in far.main
    assert "What is chosen below cannot be: Closed then." in led.main
    assert page.status == 422
    assert "Choose a day" in page.main
    assert _chosen(page)["desk"] == str(draft.loud.id)


def _seat_at(work: Work, draft: Draft, key: str, target: dict[str, object]) -> None:
    row = work.db.get_one(Assignment, draft.rows[key][0].id)
    row.on_date, row.block, row.workstation_id = WEEK[4], int(str(target["block"])), draft.quiet.id


def _chosen(page: Shown) -> dict[str, str]:
    return {str(each["name"]): str(each["value"]) for each in page.soup.select("main input[type=radio][checked]")}


def _hidden(page: Shown, name: str) -> str:
    return str(page.soup.select(f"input[name={name}]")[0]["value"])
