"""Asking somebody about a desk over HTTP: what each side reads, what a yes and a no do, and who finds nothing at all."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import col

from app.adapters.parts import Parts
from app.models.accommodations import Accommodation, AccommodationStatus, PassportShare, Strength
from app.models.messages import Message
from app.models.overrides import Override, OverrideStatus
from app.models.workstations import Workstation
from app.pages.overrides import LATEST
from app.services import overrides
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.assignments import MONDAY, OUR_PRODUCTION, a_published_plan, an_agreed_need, shared_with_production
from tests.factories.overrides import WALL, WHY, agreed_anew, agreed_to, an_override, only_the_loud_desk
from tests.pressing import press
from tests.running import run_reactions


@pytest.fixture
def asked(work_as: WorkAs, stage: Stage) -> tuple[UUID, Accommodation]:
    with work_as("tom") as work:
        desk, item = only_the_loud_desk(work, stage)
        return desk.id, item


def page(desk: UUID, stage: Stage, key: str = "noor") -> str:
    return f"/workstations/{desk}/questions/{stage.id_of(key)}"


def listing(stage: Stage) -> str:
    return f"/productions/{stage.productions[OUR_PRODUCTION].id}/desk-questions"


def typed(item: Accommodation, **other: str) -> dict[str, str]:
    return {"need": str(item.id), "reason": WHY, "last_day": "14 March 2027", **other}


def messages_of(parts: Parts) -> set[tuple[str, UUID | None]]:
    with parts.work(writes=False) as work:
        found = work.db.scalars(select(Message).where(col(Message.template).startswith("override_")))
        return {(each.template, each.person_id) for each in found}


def test_n15_the_person_reads_what_is_asked_in_their_own_words_and_says_yes_without_a_reason(
    as_: AsMember, stage: Stage, parts: Parts, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    tom = as_("tom")
    fit = tom.get(f"/workstations/{desk}/fits/{stage.id_of('noor')}")
    assert "Only Noor Haddad can say that this desk may be used all the same." in fit.main
    asking = tom.get(page(desk, stage))
    assert WALL in asking.main

    assert press(tom, asking, "Ask Noor Haddad", typed(item)).status == 303
    run_reactions(parts)

    assert messages_of(parts) == {("override_asked", stage.id_of("noor"))}
    noor = as_("noor")
    [link] = [each for each in noor.get("/my-desk-questions").links if each.startswith("/my-desk-questions/")]
    shown = noor.get(link)
    for words in ("Tom Whitlam asks if Loud desk at Production office may be used for you", "My back to a wall", WHY,
                  "It ends by itself after Sunday 14 March 2027.", "You do not need to say why."):  # fmt: skip
        assert words in shown.main
    assert {each.get("name") for each in shown.soup.select("main input, main textarea")} <= {"csrf_token", "once"}

    said = noor.follow(press(noor, shown, "Yes, until that day"))

    assert "You said yes" in said.main
    run_reactions(parts)
    assert ("override_agreed", stage.id_of("tom")) in messages_of(parts)
    fit = as_("tom").get(f"/workstations/{desk}/fits/{stage.id_of('noor')}")
    assert "They agreed to use this desk all the same, until Sunday 14 March 2027." in fit.main


def test_n15_a_no_needs_no_reason_and_is_not_asked_again_for_four_weeks(
    as_: AsMember, stage: Stage, parts: Parts, clock: MovableClock, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    as_("tom").post(page(desk, stage), typed(item))
    noor = as_("noor")
    [link] = [each for each in noor.get("/my-desk-questions").links if each.startswith("/my-desk-questions/")]

    press(noor, noor.get(link), "No, keep it as it is")
    run_reactions(parts)

    assert ("override_declined", stage.id_of("tom")) in messages_of(parts)
    again = as_("tom").post(page(desk, stage), typed(item))
    assert again.status == 422
    assert "They said no to this." in again.main
    clock.advance(days=29)
    assert as_("tom").post(page(desk, stage), typed(item, last_day="1 May 2027")).status == 303


def test_n15_a_yes_is_taken_back_at_any_time_and_the_published_plan_says_that_it_is_out_of_date(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    override = an_override(work_as, desk, item)
    agreed_to(work_as, override)
    with work_as("tom") as work:
        plan = a_published_plan(work, stage)
    before = as_("tom").get(f"/plans/{plan.id}").main
    assert "They agreed to this desk until Sunday 14 March 2027." in before
    for words in ("Not met here", "this plan is out of date"):
        assert words not in before
    noor = as_("noor")

    press(noor, noor.get(f"/my-desk-questions/{override}"), "Take my yes back")
    run_reactions(parts)

    after = as_("tom").get(f"/plans/{plan.id}").main
    assert "What was agreed about a desk does not hold any more, so this plan is out of date." in after
    assert f"Not met here: {WALL}" in after
    assert ("override_taken_back", stage.id_of("tom")) in messages_of(parts)


def test_n15_a_coordinator_reads_the_words_that_are_shared_and_never_the_persons_own(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    an_override(work_as, desk, item)
    tom = as_("tom")

    for path in (page(desk, stage), listing(stage)):
        shown = tom.get(path)
        assert WALL in shown.main
        assert "My back to a wall" not in shown.text
    with work_as("noor") as work:
        for share in work.db.scalars(select(PassportShare)):
            share.ended_at = work.now
    assert WALL not in tom.get(listing(stage)).text
    assert "Something that is not shared with this production now" in tom.get(listing(stage)).main
    assert tom.get(page(desk, stage)).status == 404


@pytest.mark.parametrize("why", ["not shared", "a wish", "met here", "somebody else"])
def test_n15_only_a_shared_must_that_the_desk_does_not_meet_can_be_asked_about(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation], why: str
) -> None:
    desk, item = asked
    with work_as("tom") as work:
        row = work.db.get_one(Accommodation, item.id)
        if why == "not shared":
            row = an_agreed_need(work, stage, of="noor", need="back_to_wall", provide="A wall, please")
        if why == "a wish":
            row.strength = Strength.PREFER
        if why == "met here":
            loud = work.db.get_one(Workstation, desk)
            loud.profile = {**loud.profile, "back": "wall"}
        wanted = row.id
    key = "bea" if why == "somebody else" else "noor"

    shown = as_("tom").post(page(desk, stage, key), typed(item, need=str(wanted)))

    assert shown.status == (422 if why == "not shared" else 404)
    with work_as("tom") as work:
        assert work.db.scalars(select(Override)).all() == []


@pytest.mark.parametrize("key", ["cleo", "mei", "ida", "jun", "noor", "bea", "ola", None])
def test_n15_nobody_else_learns_that_there_is_a_question(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation], key: str | None
) -> None:
    desk, item = asked
    override = an_override(work_as, desk, item)
    client = as_(key)

    for path in (page(desk, stage), listing(stage)):
        assert client.get(path).status in {303, 404}
    assert client.post(f"/desk-questions/{override}/withdrawal", {}).status in {403, 404}
    if key != "noor":
        assert client.get(f"/my-desk-questions/{override}").status in {303, 404}
        for answer in ("yes", "no", "end"):
            assert client.post(f"/my-desk-questions/{override}/{answer}", {}).status in {303, 403, 404}
    with work_as("tom") as work:
        assert work.db.get_one(Override, override).status is OverrideStatus.ASKED


def test_n15_a_coordinator_cannot_say_yes_for_somebody(
    as_: AsMember, work_as: WorkAs, asked: tuple[UUID, Accommodation]
) -> None:
    override = an_override(work_as, *asked)

    assert as_("tom").post(f"/my-desk-questions/{override}/yes", {}).status == 404


def test_n15_a_question_is_withdrawn_and_the_person_is_told(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, asked: tuple[UUID, Accommodation]
) -> None:
    override = an_override(work_as, *asked)
    tom = as_("tom")

    shown = tom.follow(tom.post(f"/desk-questions/{override}/withdrawal", {}))
    run_reactions(parts)

    assert "Not asked any more" in shown.main
    assert ("override_withdrawn", stage.id_of("noor")) in messages_of(parts)
    late = as_("noor").post(f"/my-desk-questions/{override}/yes", {})
    assert late.status == 422
    assert "You are not asked any more" in late.main


def test_n15_everybody_concerned_is_told_once_a_day_before_it_ends(
    work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock, asked: tuple[UUID, Accommodation]
) -> None:
    override = an_override(work_as, *asked)
    agreed_to(work_as, override)
    told = set()
    for days in range(16):
        with work_as(None) as work:
            overrides.tell_before_the_end(work)
            if work.db.get_one(Override, override).ends_told_at == work.now:
                told.add(days)
        clock.advance(days=1)
    run_reactions(parts)

    assert told == {12}, "1 March and 12 days is 13 March, the day before"
    ends = {each for each in messages_of(parts) if each[0] == "override_ends"}
    assert ends == {("override_ends", stage.id_of("noor")), ("override_ends", stage.id_of("tom"))}


def test_n15_what_is_over_can_be_neither_agreed_to_nor_taken_back(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, asked: tuple[UUID, Accommodation]
) -> None:
    override = an_override(work_as, *asked, last_day=MONDAY)
    clock.advance(days=10)
    noor = as_("noor")

    shown = noor.get(f"/my-desk-questions/{override}")

    assert "The last day is over. Everything holds as before" in shown.main
    assert shown.soup.select("main button") == []
    late = noor.post(f"/my-desk-questions/{override}/yes", {})
    assert "The last day of this question is over" in late.main


def test_n15_a_yes_to_words_that_were_agreed_anew_is_refused_with_a_sentence(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, asked: tuple[UUID, Accommodation]
) -> None:
    override = an_override(work_as, *asked)
    agreed_anew(work_as, asked[1])
    noor = as_("noor")

    shown = noor.get(f"/my-desk-questions/{override}")
    late = noor.post(f"/my-desk-questions/{override}/yes", {})

    assert "Other words were agreed since" in shown.main
    assert shown.soup.select("main button") == []
    assert late.status == 422
    assert "What was agreed with you is not the same any more." in late.main
    run_reactions(parts)
    assert ("override_agreed", stage.id_of("tom")) not in messages_of(parts)


def test_n15_a_yes_to_what_is_not_agreed_any_more_is_refused(
    as_: AsMember, work_as: WorkAs, asked: tuple[UUID, Accommodation]
) -> None:
    override = an_override(work_as, *asked)
    with work_as("noor") as work:
        work.db.get_one(Accommodation, asked[1].id).status = AccommodationStatus.WITHDRAWN
    noor = as_("noor")

    assert "It is not agreed any more" in noor.get("/my-desk-questions").main
    assert noor.post(f"/my-desk-questions/{override}/yes", {}).status == 422


def test_n15_new_words_can_be_asked_about_while_a_yes_to_the_old_ones_is_there(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item))
    agreed_anew(work_as, item)
    tom = as_("tom")

    assert "Other words were agreed since" in tom.get(listing(stage)).main
    assert tom.post(page(desk, stage), typed(item)).status == 303
    assert "Waits for a yes or no" in tom.get(listing(stage)).main


def test_n15_an_agreement_whose_last_day_is_over_is_not_told_as_one(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    agreed_to(work_as, an_override(work_as, desk, item, last_day=MONDAY))
    fit = f"/workstations/{desk}/fits/{stage.id_of('noor')}"
    assert "They agreed to use this desk all the same" in as_("tom").get(fit).main

    clock.advance(days=8)

    assert "They agreed to use this desk all the same" not in as_("tom").get(fit).main


def test_n15_two_needs_in_the_same_words_do_not_hide_one_another(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    with work_as("tom") as work:
        exit_in_view = an_agreed_need(work, stage, of="noor", need="see_exit", provide=WALL)
        unshared = an_agreed_need(work, stage, of="noor", need="daylight", provide=WALL)
        shared_with_production(work, stage, exit_in_view)

    asking = as_("tom").get(page(desk, stage))

    offered = {str(each.get("value")) for each in asking.soup.select("main [name=need], main [name=need] option")}
    assert {str(item.id), str(exit_in_view.id)} <= offered
    assert str(unshared.id) not in offered


def test_n15_the_list_shows_what_is_open_and_the_latest_of_the_others(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    with work_as("tom") as work:
        for number in range(LATEST + 2):
            work.db.add(
                Override(
                    id=work.new_id(), accommodation_id=item.id, person_id=item.person_id, workstation_id=desk,
                    production_id=stage.productions[OUR_PRODUCTION].id, status=OverrideStatus.WITHDRAWN, reason=WHY,
                    words_mark="", last_day=MONDAY, asked_by=stage.id_of("tom"), asked_at=work.now, ended_at=work.now,
                )
            )  # fmt: skip
            clock.advance(minutes=1 + number)
    an_override(work_as, desk, item)

    shown = as_("tom").get(listing(stage))

    assert len(shown.soup.select("main tbody tr")) == LATEST + 1
    assert "Waits for a yes or no" in " ".join(shown.soup.select("main tbody tr")[0].text.split())
    assert "Older questions that are over are not shown here." in shown.main


def test_n15_nobody_is_told_of_the_end_of_a_yes_to_other_words(
    work_as: WorkAs, parts: Parts, clock: MovableClock, asked: tuple[UUID, Accommodation]
) -> None:
    agreed_to(work_as, an_override(work_as, *asked))
    agreed_anew(work_as, asked[1])
    clock.advance(days=12)

    with work_as(None) as work:
        overrides.tell_before_the_end(work)
    run_reactions(parts)

    assert {each for each in messages_of(parts) if each[0] == "override_ends"} == set()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": ""}, "Say why you ask"),
        ({"last_day": ""}, "Write the last day"),
        ({"last_day": "1 March 2020"}, "This day is over."),
        ({"last_day": "1 March 2029"}, "Half a year at most."),
        ({"need": ""}, "Choose what you ask about"),
    ],
)
def test_a_question_that_cannot_be_asked_is_said(
    as_: AsMember, stage: Stage, asked: tuple[UUID, Accommodation], wrong: dict[str, str], sentence: str
) -> None:
    desk, item = asked

    shown = as_("tom").post(page(desk, stage), typed(item, **wrong))

    assert shown.status == 422
    assert sentence in shown.main


def test_n15_the_same_is_not_asked_twice(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    an_override(work_as, desk, item)

    shown = as_("tom").post(page(desk, stage), typed(item))

    assert "They were asked this already" in shown.main


def test_the_pages_take_few_statements(
    as_: AsMember, work_as: WorkAs, stage: Stage, asked: tuple[UUID, Accommodation]
) -> None:
    desk, item = asked
    override = an_override(work_as, desk, item, last_day=MONDAY + timedelta(days=20))

    for key, path in (
        ("tom", page(desk, stage)), ("tom", listing(stage)),
        ("noor", "/my-desk-questions"), ("noor", f"/my-desk-questions/{override}"),
    ):  # fmt: skip
        client = as_(key)
        with statements() as sent:
            client.get(path)
        assert len([each for each in sent if each.startswith("SELECT")]) <= 8, path
