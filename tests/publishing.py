"""The day on which figures are published, in tests: the clock moves to it and the schedule runs."""

from app.rules.blueprints import blueprint_of
from app.rules.figures_publishing import Period, publishes_at
from app.services.figures_publishing import publish_due
from tests.asking import WorkAs
from tests.conftest import MovableClock

FIRST = Period(2027, 1)
"""The first period that ends after the tests' own Monday."""
SECOND = FIRST.next


def publish(work_as: WorkAs, clock: MovableClock, period: Period = FIRST) -> None:
    """Half past nine in Adelaide on the first working day after this period."""
    clock.now = publishes_at(period, blueprint_of("lumina"))
    with work_as(None) as work:
        publish_due(work)
