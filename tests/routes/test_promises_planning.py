"""What planning promises, counted without names: a yes inside the notice, and the same mentor until the cohort is over."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlmodel import select

from app.forms.matches import Ending
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.day_changes import DayChange
from app.models.matches import Match
from app.models.mentors import Mentor
from app.services import day_changes, matches
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.factories.assignments import OUR_PRODUCTION
from tests.factories.matches import a_match, noor_and_jun
from tests.factories.mentors import a_mentor
from tests.routes.test_day_changes import publish, published_and_moved


def table(shown: Shown, name: str) -> dict[str, list[int]]:
    """The numbers of each row by its head."""
    return {
        row.select("th")[0].get_text(strip=True): [int(cell.get_text(strip=True)) for cell in row.select("td")]
        for row in shown.soup.select(f"#{name} tbody tr")
    }


def ended(work_as: WorkAs, match: Match) -> None:
    with work_as("mei") as work:
        matches.end(work, work.db.get_one(Match, match.id), Ending(because="They work at other hours."))


def lumina(stage: Stage) -> str:
    return stage.cohorts["lumina"].name


def test_n17_managers_read_how_often_notice_was_kept_at_each_production(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    mei = as_("mei")
    assert table(mei.get("/promises"), "notice") == {"My Brilliant Career": [0, 0, 0]}
    publish(as_, draft, before)
    waits = table(mei.get("/promises"), "notice")
    with work_as("noor") as work:
        day_changes.keep(work, work.db.scalars(select(DayChange)).one(), Nothing())

    shown = mei.get("/promises")

    assert waits == {"My Brilliant Career": [0, 1, 0]}
    assert table(shown, "notice") == {"My Brilliant Career": [1, 0, 0]}
    assert "Noor" not in shown.text


def test_n17_a_change_for_safety_is_one_that_was_missed(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    publish(as_, draft, before)
    with work_as("tom") as work:
        change = work.db.scalars(select(DayChange)).one()

    as_("tom").post(f"/day-changes/{change.id}/safety", {"safety": "desk", "words": "The chair is broken."})

    shown = as_("mei").get("/promises")
    assert table(shown, "notice") == {"My Brilliant Career": [0, 0, 1]}
    assert "The chair is broken" not in shown.text


def test_n17_notice_of_another_programme_is_not_counted(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    publish(as_, draft, before)

    shown = as_("asha").get("/promises")

    assert table(shown, "notice") == {"Harbour Lights": [0, 0, 0]}
    assert "My Brilliant Career" not in shown.text


def test_n17_a_cohort_that_is_chosen_is_counted_alone(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    publish(as_, draft, before)
    with work_as("mei") as work:
        ours = stage.cohorts["lumina"]
        other = Cohort(
            id=work.new_id(), programme_id=ours.programme_id, name="Lumina next", opens_at=ours.opens_at,
            closes_at=ours.closes_at, decides_on=ours.decides_on, starts_on=ours.starts_on, ends_on=ours.ends_on, places=2,
        )  # fmt: skip
        work.db.add(other)
    mei = as_("mei")

    assert table(mei.get(f"/promises?cohort={other.id}"), "notice") == {"My Brilliant Career": [0, 0, 0]}
    assert table(mei.get(f"/promises?cohort={ours.id}"), "notice") == {"My Brilliant Career": [0, 1, 0]}
    assert set(table(mei.get(f"/promises?cohort={other.id}"), "mentors")) == {"Lumina next"}


def test_n16_a_mentor_who_changed_is_counted_and_named_nowhere(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    match = noor_and_jun(work_as, stage)
    mei = as_("mei")
    before = table(mei.get("/promises"), "mentors")
    ended(work_as, match)

    shown = mei.get("/promises")

    assert before == {lumina(stage): [1, 0]}
    assert table(shown, "mentors") == {lumina(stage): [0, 1]}
    for hidden in ("Noor", "Jun", "other hours"):
        assert hidden not in shown.text


def test_n16_the_next_mentor_is_kept_beside_the_change(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    ended(work_as, noor_and_jun(work_as, stage))
    with work_as("una") as work:
        mentor = a_mentor(work, programme=stage.programmes["lumina"], about="I draw shapes.")
    with work_as("mei") as work:
        a_match(
            work, of=stage.people["noor"], mentor=work.db.get_one(Mentor, mentor.id), cohort=stage.cohorts["lumina"]
        )

    assert table(as_("mei").get("/promises"), "mentors") == {lumina(stage): [1, 1]}


@pytest.mark.parametrize("how", ["left", "over"])
def test_n16_whoever_left_or_finished_changed_no_mentor(as_: AsMember, work_as: WorkAs, stage: Stage, how: str) -> None:
    match = noor_and_jun(work_as, stage)
    with work_as("mei") as work:
        if how == "left":
            work.db.execute(update(Enrolment).values(status=EnrolmentStatus.LEFT))
        else:
            work.db.get_one(Cohort, match.cohort_id).ends_on = work.now.date()
    ended(work_as, match)

    assert table(as_("mei").get("/promises"), "mentors") == {lumina(stage): [0, 0]}


def test_n16_the_page_of_changes_counts_mentors_since_the_version_before(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    match = noor_and_jun(work_as, stage)
    with work_as("mei") as work:
        work.db.execute(delete(Enrolment))
    before, draft = published_and_moved(work_as, stage, "noor", "ari")
    tom = as_("tom")
    assert "The same mentor" not in tom.get(f"/plans/{before}/changes").main
    none = tom.get(f"/plans/{draft}/changes").main
    clock.advance(hours=1)
    ended(work_as, match)

    shown = as_("tom").get(f"/plans/{draft}/changes")
    clock.advance(hours=1)
    publish(as_, draft, before)
    clock.advance(hours=1)

    assert "Mentors that changed since that version: 0." in none
    assert (
        "Mentors that changed since that version: 1. It is a number for the whole cohort. It names nobody."
        in shown.main
    )
    for hidden in ("Jun", "other hours"):
        assert hidden not in shown.text
    assert "between these two versions: 1." in as_("tom").get(f"/plans/{draft}/changes").main


def test_n16_a_change_before_the_version_is_not_counted_again(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    match = noor_and_jun(work_as, stage)
    ended(work_as, match)
    clock.advance(hours=1)
    with work_as("mei") as work:
        work.db.execute(delete(Enrolment))
    _, draft = published_and_moved(work_as, stage, "noor", "ari")

    assert "Mentors that changed since that version: 0." in as_("tom").get(f"/plans/{draft}/changes").main


def test_n17_numbers_and_cohorts_of_many_are_one_statement(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    """The page stays at eight statements, which tests/routes/test_promises.py counts; here every row stands beside another."""
    with work_as("mei") as work:
        ours = stage.cohorts["lumina"]
        for number in range(3):
            work.db.add(
                Cohort(
                    id=work.new_id(), programme_id=ours.programme_id, name=f"Lumina {number}", opens_at=ours.opens_at,
                    closes_at=ours.closes_at, decides_on=ours.decides_on, starts_on=ours.starts_on,
                    ends_on=ours.ends_on + timedelta(days=number), places=2,
                )
            )  # fmt: skip

    shown = as_("mei").get("/promises")

    assert list(table(shown, "mentors")) == sorted([lumina(stage), "Lumina 0", "Lumina 1", "Lumina 2"])
    assert list(table(shown, "notice")) == [stage.productions[OUR_PRODUCTION].title]
