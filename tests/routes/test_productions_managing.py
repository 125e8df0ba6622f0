"""Managers make productions for their programmes, ask somebody to coordinate them, and end them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from app.core.actors import Role
from app.models.approvals import Approval
from app.models.messages import Message
from app.models.people import Person, RoleGrant
from app.models.plans import Plan
from app.models.productions import Production, ShootDay
from app.rules.day_changes import Notice
from app.services import plans_making
from app.services.casting import Stage
from app.services.notice_windows import window_of
from app.services.working_hours import open_blocks
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, a_draft, a_published_plan, enrolled, our_place
from tests.pressing import press

PAGE = "/managed-productions"


def typed(stage: Stage, **other: str) -> dict[str, str]:
    return {
        "programme": str(stage.programmes["lumina"].id), "title": "Salt Lake Road", "region": "AU-SA",
        "zone": "Australia/Adelaide", "first_day": "8 March 2027", "last_day": "30 July 2027", "notice_book_days": "3",
        "notice_days": "2", "notice_cancel_days": "1", "coordinator": "", **other,
    }  # fmt: skip


def made(work_as: WorkAs) -> Production:
    with work_as("mei") as work:
        return work.db.scalars(select(Production).where(col(Production.title) == "Salt Lake Road")).one()


def of_ours(stage: Stage) -> str:
    return f"{PAGE}/{stage.productions[OUR_PRODUCTION].id}"


def test_f59_a_manager_makes_a_production_that_its_coordinator_finds_with_one_next_step(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    mei, tom = as_("mei"), as_("tom")
    before = tom.get("/productions")
    assert "Salt Lake Road" not in before.main

    shown = mei.post(f"{PAGE}/new", typed(stage, coordinator=str(stage.id_of("tom"))))

    assert (shown.status, shown.location) == (303, PAGE)
    production = made(work_as)
    assert (production.country, production.region, production.time_zone) == ("AU", "SA", "Australia/Adelaide")
    assert (production.first_day, production.last_day) == (date(2027, 3, 8), date(2027, 7, 30))
    assert (production.notice_book_days, production.notice_days, production.notice_cancel_days) == (3, 2, 1)
    page = as_("tom").get(f"/productions/{production.id}")
    assert "The next step is to add a place where trainees work." in page.main
    with work_as("mei") as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "production_given")).one()
    assert (told.person_id, told.path) == (stage.id_of("tom"), f"/productions/{production.id}")


def test_sess_05_whoever_is_given_a_production_signs_in_anew(as_: AsMember, stage: Stage) -> None:
    tom = as_("tom")
    assert tom.get("/productions").status == 200

    as_("mei").post(f"{PAGE}/new", typed(stage, coordinator=str(stage.id_of("tom"))))

    assert tom.get("/productions").status == 303


def test_the_list_shows_productions_of_the_own_programmes_and_says_what_is_missing(as_: AsMember, stage: Stage) -> None:
    mei = as_("mei")
    mei.post(f"{PAGE}/new", typed(stage))

    listed = mei.get(PAGE)

    assert "My Brilliant Career" in listed.main
    assert "Tom Whitlam" in listed.main
    assert "Monday 8 March 2027 to Friday 30 July 2027" in listed.main
    assert "Nobody coordinates it yet" in listed.main
    assert "Harbour Lights" not in listed.text


def test_a_programme_without_productions_says_what_comes_first(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("mei") as work:
        work.db.get_one(Production, stage.productions["harbour-lights"].id).programme_id = stage.programmes["lumina"].id

    assert "Your programmes have no production yet." in as_("asha").get(PAGE).main


@pytest.mark.parametrize("key", ["tom", "noor", "ola", "fay", "jun"])
def test_managing_productions_is_for_managers(as_: AsMember, stage: Stage, key: str) -> None:
    assert as_(key).get(PAGE).status == 403
    assert as_(key).post(f"{PAGE}/new", typed(stage)).status == 403
    assert as_(key).get(of_ours(stage)).status == 404


def test_a_manager_of_another_programme_finds_nothing_and_makes_nothing_there(as_: AsMember, stage: Stage) -> None:
    asha = as_("asha")

    for path in ("", "/coordinators", "/end"):
        assert asha.get(of_ours(stage) + path).status == 404
    refused = asha.post(f"{PAGE}/new", typed(stage))

    assert refused.status == 422
    assert "Choose one of the programmes in the list" in refused.main
    assert "Lumina" not in asha.get(f"{PAGE}/new").main


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "My Brilliant Career"}, "This programme has a production called My Brilliant Career already"),
        ({"title": ""}, "Write the title"),
        ({"region": "AU-XX"}, "Choose one of the regions in the list"),
        ({"region": "NZ-AUK"}, "Choose one of the regions in the list"),
        ({"zone": "Europe/Paris"}, "Choose one of the time zones in the list"),
        ({"last_day": "1 March 2027"}, "The last day is before the first day"),
        ({"first_day": "1 March 2020", "last_day": "2 March 2020"}, "These days are over."),
        ({"last_day": "1 March 2050"}, "Five years at most."),
        ({"notice_days": "31"}, "Use a number that is 30 or less"),
    ],
)
def test_a_production_that_cannot_be_made_is_said(
    as_: AsMember, stage: Stage, wrong: dict[str, str], sentence: str
) -> None:
    shown = as_("mei").post(f"{PAGE}/new", typed(stage, **wrong))

    assert shown.status == 422
    assert sentence in shown.main
    assert shown.soup.select_one("[name=notice_book_days]")["value"] == "3"  # type: ignore[index]  # the page has this field, or the test fails


def test_the_form_begins_where_the_programme_is(as_: AsMember) -> None:
    shown = as_("mei").get(f"{PAGE}/new")

    chosen = {str(each["name"]): str(each["value"]) for each in shown.soup.select("main input[checked]")}
    assert (chosen["region"], chosen["zone"]) == ("AU-SA", "Australia/Adelaide")
    assert "Macquarie" not in shown.main


def test_only_a_coordinator_of_the_programme_is_named_at_once(as_: AsMember, stage: Stage) -> None:
    mei = as_("mei")

    for key in ("cleo", "mei", "noor"):
        refused = mei.post(f"{PAGE}/new", typed(stage, coordinator=str(stage.id_of(key))))
        assert refused.status == 422
        assert "Choose one of the people in the list, or nobody yet" in refused.main


def test_authz_08_a_new_coordinator_waits_for_a_second_person(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    mei = as_("mei")
    mei.post(f"{PAGE}/new", typed(stage))
    production = made(work_as)
    path = f"{PAGE}/{production.id}/coordinators"

    mei.post(path, {"email": "nina@example.com", "name": "Nina Castle"})

    shown = mei.get(f"{PAGE}/{production.id}")
    assert "Somebody is asked for. They coordinate it when a second person agrees." in shown.main
    with work_as("mei") as work:
        wish = work.db.scalars(select(Approval)).one()
        nina = work.db.scalars(select(Person).where(col(Person.email) == "nina@example.com")).one()
        held = select(RoleGrant).where(col(RoleGrant.person_id) == nina.id)
        assert work.db.scalars(held).all() == []
    assert mei.post(f"/approvals/{wish.id}/agreement", {}).status == 403
    ola = as_("ola")
    assert "Nina Castle becomes Production coordinator of Salt Lake Road" in ola.get("/approvals").main

    assert ola.post(f"/approvals/{wish.id}/agreement", {}).status == 303

    with work_as("mei") as work:
        grant = work.db.scalars(held).one()
        assert (grant.role, grant.production_id) == (Role.COORDINATOR, production.id)
    assert "Nina Castle" in mei.get(f"{PAGE}/{production.id}").main


def test_authz_08_a_manager_who_left_gives_nothing_through_an_older_wish(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    as_("mei").post(f"{of_ours(stage)}/coordinators", {"email": "nina@example.com", "name": "Nina Castle"})
    with work_as("ola") as work:
        wish = work.db.scalars(select(Approval)).one()
        for grant in work.db.scalars(select(RoleGrant).where(col(RoleGrant.person_id) == stage.id_of("mei"))):
            work.db.delete(grant)

    refused = as_("ola").post(f"/approvals/{wish.id}/agreement", {})

    assert refused.status == 422
    assert "Whoever asked no longer has the role for it." in refused.main


def test_authz_08_nobody_asks_for_themselves(as_: AsMember, stage: Stage) -> None:
    shown = as_("mei").post(f"{of_ours(stage)}/coordinators", {"email": "mei@example.com", "name": "Mei Tanaka"})

    assert shown.status == 422
    assert "Nobody gives a role to themselves." in shown.main


def test_a_coordinator_of_the_programme_is_given_another_at_once(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    mei = as_("mei")
    mei.post(f"{PAGE}/new", typed(stage))
    path = f"{PAGE}/{made(work_as).id}"

    mei.post(f"{path}/coordinators", {"email": "tom@example.com", "name": "Tom"})
    again = mei.post(f"{path}/coordinators", {"email": "tom@example.com", "name": "Tom"})

    assert "Tom Whitlam" in mei.get(path).main
    assert "They coordinate this production already" in again.main


def test_f71_ending_says_what_happens_to_published_days_first_and_names_nobody(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor", "bea")
        a_published_plan(work, stage)
    mei, path = as_("mei"), of_ours(stage)

    shown = mei.post(f"{path}/end", {"last_day": "8 March 2027"})

    assert "This touches 2 published days of 2 people." in shown.main
    assert "They keep these days until a new plan is published." in shown.main
    assert "Noor" not in shown.text
    with work_as("mei") as work:
        assert work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id).last_day is None

    ended = mei.follow(press(mei, shown, "Write down this last day"))

    assert "Until Monday 8 March 2027" in ended.main
    with work_as("tom") as work:
        production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
        assert {day for _, day in open_blocks(work, production, MONDAY, date(2027, 3, 14))} == {MONDAY}
        told = work.db.scalars(select(Message).where(col(Message.template) == "production_ends")).one()
        assert told.person_id == stage.id_of("tom")


def test_f71_a_draft_with_days_after_the_end_is_out_of_date(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        draft = a_draft(work, stage)
    mei = as_("mei")
    press(mei, mei.post(f"{of_ours(stage)}/end", {"last_day": "8 March 2027"}), "Write down this last day")

    with work_as(None) as work:
        plans_making.notice_changes(work)

    with work_as("tom") as work:
        assert work.db.get_one(Plan, draft.id).status == "stale"


def test_f71_a_list_that_is_old_is_read_again(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    mei, path = as_("mei"), of_ours(stage)
    shown = mei.post(f"{path}/end", {"last_day": "8 March 2027"})
    with work_as("tom") as work:
        our_place(work, stage)
        enrolled(work, stage, "noor")
        a_published_plan(work, stage)

    again = press(mei, shown, "Write down this last day")

    assert again.status == 422
    assert "The published days changed since you opened this page." in again.main
    assert "This touches 1 published day of 1 person." in again.main


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("1 March 2020", "This day is over."), ("", "Write the last day"), ("1 March 2050", "Five years at most.")],
)
def test_a_last_day_that_cannot_be_is_said(as_: AsMember, stage: Stage, day: str, sentence: str) -> None:
    shown = as_("mei").post(f"{of_ours(stage)}/end", {"last_day": day})

    assert shown.status == 422
    assert sentence in shown.main


def test_f57_no_day_of_work_lies_outside_the_production(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as("tom") as work:
        place, *_ = our_place(work, stage)
        production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
        production.first_day, production.last_day = date(2027, 3, 8), date(2027, 7, 30)
    tom, path = as_("tom"), f"/productions/{stage.productions[OUR_PRODUCTION].id}/shoot-days/new"
    day = {"place": str(place.id), "kind": "shoot", "unit": "", "what": "", "version": "0"}

    late = tom.post(path, {**day, "day": "2 August 2027"})
    early = tom.post(path, {**day, "day": "5 March 2027"})

    assert "The last day of this production is Friday 30 July 2027." in late.main
    assert "The first day of this production is Monday 8 March 2027." in early.main
    with work_as("tom") as work:
        days = work.db.scalars(select(col(ShootDay.on_date)).where(col(ShootDay.location_id) == place.id)).all()
        assert max(days) == date(2027, 3, 12)


def test_f59_notice_counts_the_public_holidays_of_the_productions_own_region(
    work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    """Monday 8 March 2027 is Adelaide Cup Day in South Australia, and a day like any other in New South Wales."""
    clock.now = datetime(2027, 3, 5, 1, tzinfo=UTC)
    noor, last = stage.id_of("noor"), {}
    for region in ("SA", "NSW"):
        with work_as("tom") as work:
            production = work.db.get_one(Production, stage.productions[OUR_PRODUCTION].id)
            production.country, production.region = "AU", region
            until = window_of(work, production, [noor])[noor][Notice.CHANGE]
            last[region] = until.astimezone(ZoneInfo(production.time_zone)).date()

    assert last == {"SA": date(2027, 3, 11), "NSW": date(2027, 3, 10)}


def test_a_production_says_where_its_public_holidays_come_from(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    mei = as_("mei")
    mei.post(f"{PAGE}/new", typed(stage, region="AU-NSW"))

    assert "New South Wales" in mei.get(f"{PAGE}/{made(work_as).id}").main
    assert "Where its programme is" in mei.get(of_ours(stage)).main


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_the_same_statements_whatever_its_length(as_: AsMember, stage: Stage, count: int) -> None:
    mei = as_("mei")
    for number in range(count):
        mei.post(f"{PAGE}/new", typed(stage, title=f"Production {number}"))

    with statements() as asked:
        mei.get(PAGE)

    assert len(asked) == 4
