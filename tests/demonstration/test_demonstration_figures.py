"""The demonstration's figures: two quarters of Lumina that were published before today, the same each time."""

from app.adapters.parts import Parts
from app.demonstration import figures as story
from app.demonstration.theatre import theatre_of
from app.rules.blueprints import blueprint_of
from app.rules.figures_publishing import Period, publishes_at
from app.rules.figures_tables import ADJUSTMENTS, fewest_of, sums_of
from app.rules.small_counts_reading import Published
from app.services.casting import Stage
from app.services.figures_publishing import Edition, editions
from tests.attacking import found_by


def played(parts: Parts, stage: Stage) -> list[Edition]:
    """What was published about adjustments in Lumina, the oldest first."""
    with parts.database.session(writes=True) as db:
        theatre = theatre_of(parts, stage, db, parts.clock())
        story.play(theatre)
        programme = stage.programmes["lumina"].id
        with theatre.by_system() as work:
            return list(reversed(editions(work, [programme])[programme]))


def test_two_quarters_were_published_on_their_days(parts: Parts, stage: Stage) -> None:
    published = played(parts, stage)

    assert [each.period for each in published] == [Period(2026, 3), Period(2026, 4)]
    assert [each.published_at for each in published] == [
        publishes_at(each.period, blueprint_of("lumina")) for each in published
    ]


def test_they_show_numbers_that_moved_that_stayed_and_that_are_not_said(parts: Parts, stage: Stage) -> None:
    published = played(parts, stage)

    said = [
        {row: number for (table, row), number in each.numbers.items() if table == ADJUSTMENTS} for each in published
    ]
    assert said == [
        {"undecided": None, "not_agreed": None, "over": 15, "agreed": 35, "all": 65},
        {"undecided": None, "not_agreed": None, "over": 15, "agreed": 35, "all": 75},
    ]
    assert found_by([Published(each.numbers, sums_of(each.numbers)) for each in published], fewest_of) == []
