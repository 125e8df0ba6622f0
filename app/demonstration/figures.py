"""The demonstration's published figures: two quarters of Lumina.

A programme is older than the people of its story. What is counted here stands for people who have left and are erased:
their numbers stay as they were published. It goes through the same protection as every count.
"""

from collections.abc import Mapping
from datetime import timedelta

from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.rules.accommodations_figures import Group
from app.rules.blueprints import blueprint_of
from app.rules.figures_publishing import Period, is_counted_in, newest_due, publishes_at
from app.rules.figures_tables import adjustments_table
from app.services.figures_publishing import keep, publish

LUMINA = "lumina"
THEN: Mapping[Group, int] = {Group.UNDECIDED: 11, Group.NOT_AGREED: 6, Group.OVER: 13, Group.AGREED: 34, Group.ALL: 64}
LATER: Mapping[Group, int] = {Group.UNDECIDED: 9, Group.NOT_AGREED: 7, Group.OVER: 16, Group.AGREED: 41, Group.ALL: 73}
"""What is agreed grew by a few, so that its number stays as it was published."""


def play(theatre: Theatre) -> None:
    """After everything that could be counted. The cohort's own tables are counted as they are: six people, nothing said."""
    newest = newest_due(blueprint_of(LUMINA), theatre.now)
    for period, counted in ((newest.before, THEN), (newest, LATER)):
        since = theatre.now - publishes_at(period, blueprint_of(LUMINA))
        with theatre.at(days=-since / timedelta(days=1)), theatre.by_system() as work:
            keep(work, theatre.stage.programmes[LUMINA], period, adjustments_table(counted))
            _publish_cohort(work, theatre, period)


def _publish_cohort(work: Work, theatre: Theatre, period: Period) -> None:
    cohort = theatre.stage.cohorts[LUMINA]
    if is_counted_in(cohort, period, blueprint_of(LUMINA)):
        publish(work, cohort, period)
