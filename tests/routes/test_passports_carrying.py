"""What was shared before comes as a proposal; nothing is shared before the yes, and each item is answered by itself."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col

from app.adapters.parts import Parts
from app.core.events import Event
from app.forms.matches import Ending
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, PassportShare
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.models.messages import Message
from app.models.passports import PassportProposal, ProposalReason, ProposalStatus
from app.models.plans import Plan, PlanStatus
from app.models.workstations import Workstation
from app.services import accommodations, matches, passports_carrying
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.factories.accommodations import shared
from tests.factories.assignments import MONDAY, a_draft, days_of, enrolled
from tests.factories.matches import a_match
from tests.factories.mentors import a_mentor
from tests.factories.passports import (
    PLAIN,
    UNTIL,
    WALL,
    WHY,
    coordinators,
    plain_words,
    planned,
    share_of,
    shared_at_the_desk,
    shared_with_jun,
)
from tests.pressing import press
from tests.running import run_reactions


def a_new_mentor(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    """Jun's mentoring ends and Una is chosen."""
    with work_as("noor") as work:
        matches.end(work, work.db.query(Match).one(), Ending())
    with work_as("una") as work:
        mentor = a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("mei") as work:
        a_match(work, of=stage.people["noor"], mentor=mentor, cohort=stage.cohorts["lumina"])
    run_reactions(parts)


def proposals(work_as: WorkAs) -> list[tuple[ProposalReason, ProposalStatus]]:
    with work_as(None) as work:
        rows = work.db.query(PassportProposal).order_by(col(PassportProposal.id)).all()
        return [(row.because, row.status) for row in rows]


def test_f49_n12_a_new_mentor_reads_nothing_until_the_yes(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    shared_with_jun(work_as, stage)
    shared_at_the_desk(work_as, stage)
    a_new_mentor(work_as, stage, parts)
    noor, una, path = as_("noor"), as_("una"), f"/passports/{stage.id_of('noor')}"

    page = noor.get("/passport/proposals")
    before = una.get(path).status
    done = noor.follow(press(noor, page, f"Share this “{PLAIN}” with Una Quist"))
    run_reactions(parts)

    assert "You have a new mentor." in page.main
    assert PLAIN in page.main
    assert WALL not in page.main  # it was shared with a desk and never with a mentor
    assert WHY not in page.text
    assert (before, una.get(path).status) == (404, 200)
    assert "There is nothing to answer." in done.main
    assert "Confirm that I will provide this" in una.get(path).main
    assert templates(work_as, "una@example.com") == ["instruction_shared", "trainee_confirmed"]
    assert "passport_proposed" in templates(work_as, "noor@example.com")


def test_n12_a_no_shares_nothing_and_is_not_asked_twice(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    shared_with_jun(work_as, stage)
    a_new_mentor(work_as, stage, parts)
    noor = as_("noor")

    done = noor.follow(press(noor, noor.get("/passport/proposals"), f"Do not share this “{PLAIN}” with Una Quist"))
    with work_as(None) as work:
        passports_carrying.propose_to_mentor(work, stage.id_of("noor"), stage.id_of("una"))

    assert "It is not shared. You can still share it from your passport." in done.text
    assert proposals(work_as) == [(ProposalReason.MENTOR, ProposalStatus.DECLINED)]
    assert as_("una").get(f"/passports/{stage.id_of('noor')}").status == 404


def test_n12_another_day_can_be_chosen(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    shared_with_jun(work_as, stage)
    a_new_mentor(work_as, stage, parts)
    noor = as_("noor")
    links = [str(link["href"]) for link in noor.get("/passport/proposals").soup.select("main a")]

    form = noor.get(next(link for link in links if link.startswith("/passport/sharing")))

    chosen = [box["value"] for box in form.soup.select("input[checked]")]
    assert f"person:{stage.id_of('una')}" in chosen
    assert len(chosen) == 2


def test_n12_a_new_production_is_proposed_what_another_one_read(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    item = plain_words(work_as)
    shared(work_as, item, of="noor", reader=coordinators(stage), until=UNTIL)
    with work_as(None) as work:
        work.db.query(PassportShare).one().with_production_id = stage.productions["harbour-lights"].id
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    planned(work_as, stage, monday=MONDAY)
    run_reactions(parts)

    page = as_("noor").get("/passport/proposals")

    assert "You work on a new production." in page.main
    assert "The coordinators of My Brilliant Career" in page.main
    assert as_("tom").get(f"/passports/{stage.id_of('noor')}").status == 404


def test_f49_a_new_group_proposes_the_same_readers_for_longer(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = shared_at_the_desk(work_as, stage)
    later = UNTIL + timedelta(days=200)
    with work_as("mei") as work:
        cohort = Cohort(
            id=work.new_id(), programme_id=stage.programmes["lumina"].id, name="Next", opens_at=work.now,
            closes_at=work.now, decides_on=UNTIL, starts_on=UNTIL, ends_on=later, places=4,
        )  # fmt: skip
        work.db.add(cohort)
        work.db.flush()
        passports_carrying.propose_for_cohort(work, stage.id_of("noor"), cohort)
        passports_carrying.propose_for_cohort(work, stage.id_of("noor"), cohort)
    noor = as_("noor")
    page = noor.get("/passport/proposals")

    assert "You are in a new group, so you are here for longer." in page.main
    assert share_of(work_as, item).until == UNTIL
    noor.follow(press(noor, page, f"Share this “{WALL}” with The coordinators of My Brilliant Career"))
    assert share_of(work_as, item).until == later
    assert proposals(work_as) == [(ProposalReason.COHORT, ProposalStatus.SHARED)]


def test_n12_a_new_desk_asks_the_coordinators_again(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    item = shared_at_the_desk(work_as, stage)
    with work_as("mei") as work:
        enrolled(work, stage, "noor")
    plan = planned(work_as, stage, monday=MONDAY)
    run_reactions(parts)
    tom, noor = as_("tom"), stage.id_of("noor")
    press(tom, tom.get(f"/passports/{noor}"), "Confirm that I will provide this")
    confirmed = share_of(work_as, item).confirmed_at
    clock.advance(minutes=1)
    moved_to_another_desk(work_as, stage, plan.id)
    run_reactions(parts)

    assert confirmed is not None
    assert share_of(work_as, item).confirmed_at is None
    assert "Confirm that I will provide this" in tom.get(f"/passports/{noor}").main


def test_n12_what_was_taken_back_is_not_proposed(as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    item = shared_with_jun(work_as, stage)
    with work_as("noor") as work:
        accommodations.withdraw(work, work.db.get_one(Accommodation, item), Nothing())
    a_new_mentor(work_as, stage, parts)

    assert "There is nothing to answer." in as_("noor").get("/passport/proposals").main


def test_n12_an_answer_is_given_once_and_by_its_owner(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    shared_with_jun(work_as, stage)
    a_new_mentor(work_as, stage, parts)
    with work_as(None) as work:
        proposal = work.db.query(PassportProposal).one().id
    path = f"/passport/proposals/{proposal}"

    strangers = {as_(who).post(f"{path}/{answer}").status for who in ("bea", "una", "mei") for answer in ("yes", "no")}
    first = as_("noor").post(f"{path}/no")
    second: Shown = as_("noor").post(f"{path}/yes")

    assert strangers == {404}
    assert (first.status, second.status) == (303, 422)
    assert second.errors == ["You answered this already. You can share it, or end it, on the page of your passport."]


def test_n12_an_ended_mentoring_takes_its_proposals_along(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    shared_with_jun(work_as, stage)
    a_new_mentor(work_as, stage, parts)
    with work_as("noor") as work:
        matches.end(work, work.db.query(Match).filter_by(mentor_person_id=stage.id_of("una")).one(), Ending())
    run_reactions(parts)

    assert proposals(work_as) == [(ProposalReason.MENTOR, ProposalStatus.LAPSED)]


def moved_to_another_desk(work_as: WorkAs, stage: Stage, plan_id: UUID) -> None:
    """A second version of the same week in which Noor sits elsewhere."""
    with work_as("tom") as work:
        plan = a_draft(work, stage)
        desks = {each.workstation_id for each in days_of(work, work.db.get_one(Plan, plan_id), stage.people["noor"])}
        other = work.db.query(Workstation).filter(col(Workstation.id).not_in(desks)).first()
        assert other is not None
        plan.status, plan.version, plan.published_at = PlanStatus.PUBLISHED, 2, work.now
        for each in days_of(work, plan, stage.people["noor"]):
            each.workstation_id = other.id
        work.db.flush()
        work.record(
            Event(
                "assignments.days_changed",
                plan.id,
                about=stage.id_of("noor"),
                facts={"is_first": 0, "added": 1, "gone": 0, "kept": 0, "first_day": MONDAY.isoformat()},
            )
        )


def templates(work_as: WorkAs, email: str) -> list[str]:
    with work_as(None) as work:
        return sorted(row.template for row in work.db.query(Message).filter_by(email=email).all())
