"""Figures are published once, on their day, by however many workers; what is stored tells nothing, and never changes."""

import random
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.work import Work
from app.models.applications import ApplicationStatus
from app.models.figures import FigureSnapshot
from app.models.monitoring import WithheldFigure
from app.models.people import Person
from app.rules.accommodations_figures import Group
from app.rules.blueprints import blueprint_of
from app.rules.figures import BEGAN, SAID_YES
from app.rules.figures_publishing import LATEST, publishes_at
from app.rules.figures_tables import (
    OUTCOMES,
    TOTAL,
    Linked,
    adjustments_table,
    cohort_tables,
    fewest_of,
    is_rest,
    sums_of,
)
from app.rules.monitoring import QUESTIONS
from app.rules.small_counts_reading import Published
from app.services import erasures
from app.services.casting import Stage
from app.services.figures_publishing import editions, keep
from app.worker import keep_time
from tests.asking import WorkAs
from tests.attacking import found_by
from tests.conftest import MovableClock
from tests.factories.monitoring import counted
from tests.publishing import FIRST, SECOND, publish

DAY = publishes_at(FIRST, blueprint_of("lumina"))
PERIODS = [FIRST, SECOND, SECOND.next]
Row = tuple[UUID, str, str]


def rows(work: Work) -> Mapping[Row, tuple[UUID, dict[str, int | None]]]:
    found = work.db.scalars(select(FigureSnapshot).order_by(col(FigureSnapshot.id))).all()
    return {(row.subject_id, row.period, row.name): (row.id, dict(row.numbers)) for row in found}


def stored(work_as: WorkAs) -> Mapping[Row, tuple[UUID, dict[str, int | None]]]:
    with work_as(None) as work:
        return rows(work)


def people(work_as: WorkAs, stage: Stage, number: int) -> list[Person]:
    with work_as(None) as work:
        return counted(work, stage.cohorts["lumina"], people=number, age="25_to_34", status=ApplicationStatus.ENROLLED)


def said_yes(work_as: WorkAs, stage: Stage) -> list[int | None]:
    """What was published of everybody who said yes, the newest period first."""
    cohort = stage.cohorts["lumina"].id
    with work_as(None) as work:
        return [edition.numbers[TOTAL] for edition in editions(work, [cohort])[cohort]]


def test_n32_the_schedule_publishes_each_table_once_on_its_day(
    parts: Parts, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    clock.now = DAY - timedelta(minutes=1)
    keep_time(parts)
    before = stored(work_as)
    clock.now = DAY

    keep_time(parts)
    first = stored(work_as)
    people(work_as, stage, 40)
    clock.advance(hours=1)
    keep_time(parts)

    cohort, programme = stage.cohorts["lumina"].id, stage.programmes["lumina"].id
    assert before == {}
    assert [name for subject, _, name in first if subject == cohort] == [*sorted([OUTCOMES, *QUESTIONS])]
    assert [name for subject, _, name in first if subject == programme] == ["adjustments"]
    assert {period for _, period, _ in first} == {"2027-q1"}
    assert stored(work_as) == first


def test_n32_whoever_comes_second_with_the_same_period_changes_nothing(work_as: WorkAs, stage: Stage) -> None:
    """The constraint, where two workers have counted before either has stored."""
    programme = stage.programmes["lumina"]
    counts = dict.fromkeys(Group, 40)
    with work_as(None) as work:
        keep(work, programme, FIRST, adjustments_table(counts))
        work.db.flush()
        first = rows(work)
        keep(work, programme, FIRST, adjustments_table(dict.fromkeys(Group, 90)))

    assert stored(work_as) == first


def test_n32_what_no_worker_published_in_time_is_left_out(parts: Parts, work_as: WorkAs, clock: MovableClock) -> None:
    clock.now = DAY + LATEST + timedelta(days=1)
    keep_time(parts)

    assert stored(work_as) == {}


def test_priv06_what_is_stored_is_what_may_be_shown(work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    people(work_as, stage, 43)

    publish(work_as, clock)

    numbers = [number for _, of_table in stored(work_as).values() for number in of_table.values()]
    assert said_yes(work_as, stage) == [45]
    assert {number for number in numbers if number is not None} == {45}
    rests = [number for key, (_, of) in stored(work_as).items() for row, number in of.items() if is_rest((key[2], row))]
    assert set(rests) == {None}


@pytest.mark.parametrize("how", ["keeps out", "is erased", "keeps out and is erased"])
def test_n33_whoever_leaves_after_publication_stays_in_it_and_is_in_no_later_one(
    work_as: WorkAs, stage: Stage, clock: MovableClock, how: str
) -> None:
    leaving = people(work_as, stage, 53)[:5]
    publish(work_as, clock)
    before = stored(work_as)
    with work_as(None) as work:
        for person in leaving:
            if "keeps out" in how:
                work.db.add(WithheldFigure(person_id=person.id, figure=SAID_YES, withheld_at=work.now))
                work.db.flush()
            if "is erased" in how:
                erasures.erase(work, person.id)
    unchanged = stored(work_as)

    publish(work_as, clock, SECOND)

    assert unchanged == before
    assert {key: row for key, row in stored(work_as).items() if key[1] == FIRST.key} == before
    assert said_yes(work_as, stage) == [50, 55]


@pytest.mark.parametrize("seed", range(12))
def test_n32_priv06_an_attack_on_what_is_stored_of_three_periods_finds_nothing(
    work_as: WorkAs, stage: Stage, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    cohort, programme = stage.cohorts["lumina"], stage.programmes["lumina"]
    of_cohort, of_programme = a_cohort(chance), some_adjustments(chance)
    for period in PERIODS:
        with work_as(None) as work:
            keep(work, cohort, period, cohort_of(of_cohort))
            keep(work, programme, period, adjustments_table({**of_programme, Group.ALL: sum(of_programme.values())}))
        of_cohort = {key: a_little_other(chance, count) for key, count in of_cohort.items()}
        of_programme = {key: a_little_other(chance, count) for key, count in of_programme.items()}

    with work_as(None) as work:
        found = editions(work, [cohort.id, programme.id])
    for subject in (cohort.id, programme.id):
        published = [Published(each.numbers, sums_of(each.numbers)) for each in reversed(found[subject])]
        assert [each.period for each in reversed(found[subject])] == PERIODS
        assert found_by(published, fewest_of) == []


def a_cohort(chance: random.Random) -> dict[tuple[str, str], int]:
    """How many began, how many said yes beside them, and what each question was answered."""
    counts = {(OUTCOMES, BEGAN): chance.randint(0, 80), (OUTCOMES, SAID_YES): chance.randint(0, 20)}
    for key in ("age", "gender"):
        counts |= {(key, value): chance.choice([chance.randint(0, 12), chance.randint(8, 40)]) for value in "abc"}
    return counts


def cohort_of(counts: Mapping[tuple[str, str], int]) -> Linked:
    began, beside = counts[OUTCOMES, BEGAN], counts[OUTCOMES, SAID_YES]
    answers: dict[str, dict[str, int]] = {"age": {}, "gender": {}}
    for (table, row), count in counts.items():
        if table != OUTCOMES:
            answers[table][row] = count
    return cohort_tables({SAID_YES: began + beside, BEGAN: began}, answers)


def some_adjustments(chance: random.Random) -> dict[Group, int]:
    return {group: chance.randint(0, 50) for group in Group if group is not Group.ALL}


def a_little_other(chance: random.Random, count: int) -> int:
    return max(0, count + chance.choice([0, chance.randint(-3, 3), chance.randint(-15, 15)]))
