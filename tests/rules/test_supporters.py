"""Whoever supports somebody holds no other role on the case, and whoever was asked to reads nothing of it (N29)."""

from uuid import UUID

import pytest

from app.core.errors import Refused
from app.models.applications import Application
from app.models.supporters import Supporter
from app.services.casting import Stage
from app.services.reviewers import reviewers_for, set_apart
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import asked
from tests.factories.decisions import a_sent_application, in_review
from tests.factories.matches import noor_and_jun
from tests.factories.supporters import ended, helping, invited, prepared

WORDS = "They know each other from outside the programme."


def candidates(work_as: WorkAs, application: UUID) -> list[str]:
    with work_as("mei") as work:
        return [each.name for each in reviewers_for(work.db, work.db.get_one(Application, application))]


def apart(work_as: WorkAs, application: UUID) -> dict[str, list[str]]:
    with work_as("mei") as work:
        found = set_apart(work.db, work.db.get_one(Application, application))
        return {each.name: list(each.kinds) for each in found}


@pytest.mark.parametrize("how", ["invited", "helping", "ended"])
def test_n29_a_supporter_is_never_proposed_as_reviewer(work_as: WorkAs, how: str) -> None:
    application = a_sent_application(work_as, of="bea")
    before = candidates(work_as, application)
    if how == "invited":
        invited(work_as, of="bea", email="ravi@example.com")
    else:
        support = helping(work_as, of="bea", by="ravi")
        if how == "ended":
            ended(work_as, support, of="bea")

    assert "Ravi Menon" in before
    assert "Ravi Menon" not in candidates(work_as, application)
    assert apart(work_as, application) == {"Ravi Menon": [WORDS]}


def test_n29_who_was_only_thought_of_is_not_tied(work_as: WorkAs) -> None:
    """Nobody was told, so that nothing may show it."""
    application = a_sent_application(work_as, of="bea")

    prepared(work_as, of="bea", email="ravi@example.com")

    assert "Ravi Menon" in candidates(work_as, application)


def test_n29_the_case_is_hidden_wholly_from_a_reviewer_who_was_asked(as_: AsMember, work_as: WorkAs) -> None:
    application = in_review(work_as, of="bea", by=("ravi", "sol"))
    ravi = as_("ravi")
    path = ravi.get("/reviews").soup.select_one("main a[href^='/reviews/0']")
    assert path is not None
    before = ravi.get(str(path["href"])).status

    invited(work_as, of="bea", email="ravi@example.com")

    assert before == 200
    assert ravi.get(str(path["href"])).status == 404
    with work_as(None) as work:
        reference = work.db.get_one(Application, application).reference
    assert reference not in ravi.get("/reviews").text


def test_n29_help_before_the_intake_ties_nobody(work_as: WorkAs, clock: MovableClock) -> None:
    clock.advance(days=-120)
    support = helping(work_as, of="bea", by="ravi", until=clock.now.date())
    ended(work_as, support, of="bea")
    clock.advance(days=120)

    assert "Ravi Menon" in candidates(work_as, a_sent_application(work_as, of="bea"))


def test_n29_a_manager_who_supports_decides_nothing_about_them(as_: AsMember, work_as: WorkAs) -> None:
    application = a_sent_application(work_as, of="bea")
    mei, path = as_("mei"), f"/decisions/{application}"
    before = mei.get(path).status
    with work_as(None) as work:
        reference = work.db.get_one(Application, application).reference

    helping(work_as, of="bea", by="mei")

    assert before == 200
    assert mei.get(path).status == 404
    assert reference not in mei.get("/decisions").text


def test_n29_an_adviser_who_supports_advises_nothing_of_theirs(as_: AsMember, work_as: WorkAs) -> None:
    """Their adviser cannot become their supporter; somebody who supports them already is named as no adviser."""
    item = asked(work_as, of="bea")

    with pytest.raises(Refused):
        helping(work_as, of="bea", by="ida")

    assert as_("ida").get(f"/adviser/adjustments/{item}").status == 200


@pytest.mark.parametrize("who", ["ravi", "jun"])
def test_n29_who_works_on_the_case_cannot_become_a_supporter(
    as_: AsMember, work_as: WorkAs, stage: Stage, who: str
) -> None:
    if who == "ravi":
        in_review(work_as, of="noor", by=("ravi", "sol"))
    else:
        noor_and_jun(work_as, stage)
    support = invited(work_as, of="noor", email=f"{who}@example.com")

    shown = as_(who).post(f"/supporting/{support}/acceptance")

    assert shown.status == 422
    assert shown.errors == ["You work with this person in another role, so you cannot also support them here."]
    with work_as(None) as work:
        assert work.db.get_one(Supporter, support).accepted_at is None


def test_n29_an_invitation_alone_takes_no_case_from_staff(as_: AsMember, work_as: WorkAs) -> None:
    """Or else an applicant could choose who decides about them."""
    item = asked(work_as, of="bea")

    invited(work_as, of="bea", email="ida@example.com")

    assert as_("ida").get(f"/adviser/adjustments/{item}").status == 200
