"""After the whole story, the board and its words say what a rebuild from nothing would say: no step forgot them."""

from app.services import decisions_board
from tests.house.conftest import Demonstration
from tests.services.test_decisions_board import lines_of, words_of


def test_no_step_of_the_story_forgot_the_board(demonstration: Demonstration) -> None:
    with demonstration.parts.work() as work:
        lines, words = lines_of(work), words_of(work)
        decisions_board.rebuild(work)

        assert len(lines) > 10
        assert lines_of(work) == lines
        assert words_of(work) == words
