"""Phases are counted from the intake, and one function says what a reviewer may see and do on a day."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from pydantic import ValidationError

from app.models.cohorts import Cohort
from app.rules.blueprint_phases import Moment, Phase
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.phases import Rights, last_day_to_score, phases_of, rights_now

LUMINA = blueprint_of("lumina")
OPENS = datetime(2027, 1, 10, 13, 30, tzinfo=UTC)
"""Midnight in Adelaide, when 11 January begins there."""

COHORT = Cohort(
    id=UUID(int=1), programme_id=UUID(int=2), name="Lumina 2027", places=6,
    opens_at=OPENS, closes_at=datetime(2027, 3, 14, 13, 29, tzinfo=UTC),
    decides_on=date(2027, 4, 10), starts_on=date(2027, 5, 1), ends_on=date(2028, 5, 1),
)  # fmt: skip


def with_phases(*phases: Phase) -> Blueprint:
    return LUMINA.model_copy(update={"phases": phases})


def a_phase(key: str = "reading", first: int = 0, last: int = 10, **rights: object) -> Phase:
    return Phase.model_validate(
        {
            "key": key,
            "title": key.title(),
            "begins": {"anchor": "opens", "days": first},
            "ends": {"anchor": "opens", "days": last},
            **rights,
        }
    )


def test_f24_a_day_lasts_from_midnight_to_midnight_of_the_programme() -> None:
    blueprint = with_phases(a_phase(last=0, may=["score"]))

    assert not rights_now(blueprint, COHORT, OPENS - timedelta(seconds=1)).may_score
    assert rights_now(blueprint, COHORT, OPENS).may_score
    assert rights_now(blueprint, COHORT, OPENS + timedelta(hours=24) - timedelta(seconds=1)).may_score
    assert not rights_now(blueprint, COHORT, OPENS + timedelta(hours=24)).may_score


def test_f24_phases_are_counted_from_opening_closing_and_results() -> None:
    dated = phases_of(LUMINA, COHORT)

    assert [(each.phase.key, each.first, each.last) for each in dated] == [
        ("reading", date(2027, 1, 11), date(2027, 4, 3)),
        ("discussion", date(2027, 4, 4), date(2027, 4, 9)),
    ]
    assert last_day_to_score(LUMINA, COHORT) == date(2027, 4, 3)


def test_f24_phases_of_one_day_allow_together_what_each_allows() -> None:
    blueprint = with_phases(
        a_phase("screening", may=["screen"], sees_files=False, sees_others="never"),
        a_phase("reading", may=["score"], sees_files=True, sees_others="after_mine"),
    )

    rights = rights_now(blueprint, COHORT, OPENS)

    assert (rights.may_screen, rights.may_score, rights.may_change, rights.may_comment) == (True, True, False, False)
    assert (rights.sees_files, rights.sees_others) == (True, "after_mine")


def test_f24_outside_every_phase_nothing_may_be_done_or_seen() -> None:
    rights = rights_now(LUMINA, COHORT, datetime(2028, 1, 1, tzinfo=UTC))

    assert rights == Rights(phases=[])


def test_a_programme_without_phases_is_read_at_any_time() -> None:
    rights = rights_now(with_phases(), COHORT, datetime(2030, 1, 1, tzinfo=UTC))

    assert (rights.may_score, rights.may_change, rights.sees_files) == (True, True, True)
    assert last_day_to_score(with_phases(), COHORT) is None


@pytest.mark.parametrize("right", ["screen", "score", "change"])
def test_f25_no_phase_shows_a_name_while_points_can_be_given(right: str) -> None:
    with pytest.raises(ValidationError, match="names stay hidden"):
        a_phase(sees_names=True, may=[right])


def test_f25_names_are_hidden_as_long_as_one_phase_hides_them() -> None:
    shows, hides = a_phase("talk", sees_names=True, may=["comment"]), a_phase("reading", may=["score"])

    assert rights_now(with_phases(shows), COHORT, OPENS).sees_names
    assert not rights_now(with_phases(shows, hides), COHORT, OPENS).sees_names
    assert not rights_now(with_phases(), COHORT, OPENS).sees_names


@pytest.mark.parametrize(("others", "before", "after"), [("never", 0, 0), ("after_mine", 0, 1), ("always", 1, 1)])
def test_f30_the_phase_says_when_other_reviews_are_seen(others: str, before: int, after: int) -> None:
    rights = rights_now(with_phases(a_phase(sees_others=others)), COHORT, OPENS)

    assert rights.sees_other_reviews(mine_is_given=False) is bool(before)
    assert rights.sees_other_reviews(mine_is_given=True) is bool(after)


def test_moments_are_plain_days() -> None:
    assert Moment(anchor="closes").days == 0
