"""The board's lines and words: completed after an update, or written again whole."""

from app.adapters import searching
from app.adapters.parts import Parts
from app.commands.saying import say
from app.services import decisions_board


def complete(parts: Parts) -> None:
    """Give a line to every application that has none; says so only when there was something to do."""
    with parts.work() as work:
        count = decisions_board.complete(work)
        if count:
            searching.analyse(work.db)
            say(f"{count} applications are on the board now.")


def rebuild(parts: Parts) -> None:
    with parts.work() as work:
        count = decisions_board.rebuild(work)
        searching.analyse(work.db)
    say(f"The board and its words are written again for {count} applications.")
