"""What was measured at a desk: written down with its hour, matched by the worst hour, and asked for again when it is old."""

import pytest

from app.models.workstations import Workstation
from app.services import measurements
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.assignments import a_draft, an_agreed_need, days_of, enrolled, our_place
from tests.factories.productions import a_desk

VISIT = {
    "hour": "ordinary",
    "measured_on": "1 March 2027",
    "at_hour": "10:30am",
    "measured_by": "Robin Castle",
    "measured_how": "A phone meter for 30 minutes.",
}


@pytest.fixture
def desk(work_as: WorkAs, stage: Stage) -> Workstation:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        bare = a_desk(work, place=place, name="Bare desk", profile={})
        bare.measured_on, bare.measured_by, bare.measured_how = None, "", ""
        return bare


def path_to(desk: Workstation, group: str = "sound") -> str:
    return f"/workstations/{desk.id}/measurements/{group}/new"


def test_n14_each_fact_says_its_day_its_hour_how_and_who(as_: AsMember, work_as: WorkAs, desk: Workstation) -> None:
    tom = as_("tom")
    form = tom.get(path_to(desk))
    assert "Use a sound meter for 30 minutes in an ordinary hour." in form.main
    assert form.soup.select_one("#field-measured_by")["value"] == "Tom Whitlam"  # type: ignore[index]

    tom.follow(tom.post(path_to(desk), {**VISIT, "fact_noise_level": "2", "fact_noise_kind": "nothing_of_these"}))
    worst = {**VISIT, "hour": "worst", "at_hour": "15:00", "fact_noise_level": "5"}
    assert tom.post(path_to(desk), worst).status == 303
    page = tom.get(f"/workstations/{desk.id}")

    said = "Measured on Monday 1 March 2027 at {} in {} by Robin Castle. A phone meter for 30 minutes."
    assert said.format("10:30am", "an ordinary hour") in page.main
    assert said.format("3:00pm", "the worst hour") in page.main
    assert "How loud is it usually? 50 to 55 dB(A) in the worst hour, 35 to 40 dB(A) in an ordinary hour" in page.main
    assert "How loud is it in the worst hour? 50 to 55 dB(A)" in page.main
    assert "What sounds? none" in page.main
    assert "How often is there a sudden sound? Not measured yet" in page.main
    with work_as("tom") as work:
        profile = work.db.get_one(Workstation, desk.id).profile
    assert profile == {"noise_level": "5", "noise_worst": "5", "noise_kind": []}


def test_n14_a_measurement_that_does_not_count_leaves_nothing_behind(
    as_: AsMember, work_as: WorkAs, desk: Workstation
) -> None:
    tom = as_("tom")
    tom.post(path_to(desk), {**VISIT, "fact_noise_level": "2"})
    tom.post(path_to(desk), {**VISIT, "hour": "worst", "fact_noise_level": "6"})
    history = f"/workstations/{desk.id}/measurements"
    newest = tom.get(history).soup.select_one("main form[action$='/leaving-out']")["action"]  # type: ignore[index]

    left_out = tom.follow(tom.post(str(newest), {}))

    assert "Does not count" in left_out.main
    with work_as("tom") as work:
        assert work.db.get_one(Workstation, desk.id).profile == {"noise_level": "2"}
    back = str(newest).replace("leaving-out", "counting")
    assert "Does not count " not in tom.follow(tom.post(back, {})).main
    with work_as("tom") as work:
        assert work.db.get_one(Workstation, desk.id).profile == {"noise_level": "6", "noise_worst": "6"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measured_on": "2 March 2027"}, "This day is still to come. Write the day on which it was measured"),
        ({"at_hour": "25:00"}, "There is no such time. Check the hour and the minutes"),
        ({"hour": ""}, "Choose which hour this is"),
        ({"fact_noise_level": "11"}, "Choose one of the answers in the list"),
        ({"fact_noise_level": ""}, "Answer at least one question about the desk"),
        ({"fact_noise_kind": ["speech", "nothing_of_these"]}, "Choose none of these, or choose what there is"),
    ],
)
def test_a_visit_that_cannot_be_is_said_and_kept(
    as_: AsMember, desk: Workstation, change: dict[str, str], said: str
) -> None:
    page = as_("tom").post(path_to(desk), {**VISIT, "fact_noise_level": "2", **change})

    assert (page.status, page.errors) == (422, [said])
    assert page.soup.select_one("#field-measured_how")["value"] == VISIT["measured_how"]  # type: ignore[index]


def test_n14_a_desk_that_was_not_as_described_waits_until_it_is_measured_again(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock, desk: Workstation
) -> None:
    tom, waiting = as_("tom"), f"/productions/{stage.productions['my-brilliant-career'].id}/measurements"
    tom.post(path_to(desk), {**VISIT, "fact_noise_level": "2"})
    assert "Bare desk" not in tom.get(waiting).main
    clock.advance(days=1)
    with work_as("noor") as work:
        for _ in range(2):
            measurements.ask_again(work, work.db.get_one(Workstation, desk.id), "described")
    tom = as_("tom")
    listed = tom.get(waiting)
    assert "Somebody who sat here said that it was not as described. Since Tuesday 2 March 2027." in listed.main

    early = tom.post(f"/workstations/{desk.id}/measurements/end", {})
    tom.post(path_to(desk), {**VISIT, "measured_on": "2 March 2027", "fact_noise_level": "3"})
    done = tom.post(f"/workstations/{desk.id}/measurements/end", {})

    assert early.status == 422
    assert "Nothing was measured here since it was asked for." in early.main
    assert done.status == 303
    assert "Bare desk" not in tom.get(waiting).main


def test_n14_facts_get_old_after_six_months(as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
    path = f"/productions/{stage.productions['my-brilliant-career'].id}/measurements"
    assert "Every desk is measured, and nothing is older than six months." in as_("tom").get(path).main

    clock.advance(days=160)

    assert "Quiet desk at Production office Production office It was measured more than six months ago." in (
        as_("tom").get(path).main
    )


def test_n14_what_is_not_measured_holds_for_nobody(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    """A must that a desk was never measured for is no match, and one that only an ordinary hour holds is none either."""
    with work_as("tom") as work:
        _, quiet, loud = our_place(work, stage)
        enrolled(work, stage, "noor")
        an_agreed_need(work, stage, of="noor", need="quiet_seat")
        quiet.profile = {**quiet.profile, "noise_level": "2"}
        loud.profile = {code: value for code, value in quiet.profile.items() if code != "noise_level"}
    as_("tom").post(path_to(quiet), {**VISIT, "hour": "worst", "fact_noise_level": "5"})

    with work_as("tom") as work:
        assert days_of(work, a_draft(work, stage), stage.people["noor"]) == []


def test_measuring_is_for_coordinators_of_the_production(as_: AsMember, desk: Workstation) -> None:
    for key in ("cleo", "noor", "mei"):
        assert as_(key).post(path_to(desk), VISIT).status == 404
    assert as_("tom").get(path_to(desk, "record")).status == 404
