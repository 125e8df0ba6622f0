"""Of all weekly patterns the cheapest is found, as a count of every one of them says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.solvers.contract import read_schedule_problem
from app.solvers.ground import Ground
from app.solvers.masks import Tempo
from app.solvers.patterns import Patterns
from tests.solvers.problems import a_problem, a_trainee

DAYS, BLOCKS = 3, 2
WIDTH = DAYS * BLOCKS
MOST_BLOCKS = 16
CELL = 5

TEMPOS = st.builds(
    lambda wants, most_a_day, apart: _tempo(wants, most_a_day, apart=apart),
    st.integers(1, 4), st.integers(1, 2), st.booleans(),
)  # fmt: skip
WEEKS = st.lists(st.integers(0, 2**WIDTH - 1), min_size=1, max_size=4)
STEPS = st.lists(st.integers(0, 300), min_size=MOST_BLOCKS, max_size=MOST_BLOCKS)


def _tempo(wants: int, most_a_day: int, *, apart: bool) -> Tempo:
    problem = a_problem(days=DAYS, blocks=BLOCKS) | {"days_per_week": DAYS}
    must = {"max_blocks_per_day": most_a_day, "no_consecutive_days": apart}
    prefer = {"place": [], "block_at_most": {"value": 0, "weight": 3}}
    problem["trainees"] = [a_trainee("t0", problem, blocks_per_week=wants, must=must, prefer=prefer)]
    return Tempo(Ground.of(read_schedule_problem(problem)), 0, 0)


@settings(max_examples=100)
@given(TEMPOS, WEEKS, STEPS)
def test_no_pattern_costs_less_than_the_one_that_is_found(tempo: Tempo, weeks: list[int], steps: list[int]) -> None:
    missing_prices = [sum(steps[:missing]) for missing in range(tempo.limit * len(weeks) + 1)]
    size_prices = [CELL * max(0, size - tempo.limit) for size in range(WIDTH + 1)]

    def price(pattern: int) -> int:
        chosen = [tempo.choice(free & pattern) for free in weeks]
        given, late = sum(each.blocks for each in chosen), sum(each.late for each in chosen)
        return missing_prices[len(missing_prices) - 1 - given] + late + size_prices[pattern.bit_count()]

    found = Patterns(WIDTH, missing_prices, size_prices).best([(tempo, free, 1) for free in weeks])

    assert price(found) == min(map(price, range(2**WIDTH)))


def test_weeks_that_are_alike_count_as_often_as_there_are() -> None:
    """Five weeks with the first cell free are worth more than two with the second, where one cell must do."""
    tempo = _tempo(1, 1, apart=False)
    patterns = Patterns(WIDTH, [1000 * missing for missing in range(8)], [0, 0, *[9000] * (WIDTH - 1)])

    assert patterns.best([(tempo, 0b01, 5), (tempo, 0b10, 2)]) == 0b01
    assert patterns.best([(tempo, 0b01, 2), (tempo, 0b10, 5)]) == 0b10
