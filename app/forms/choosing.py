"""Answers from a list that only the blueprint knows: the check that a fixed list gets from its type."""

from collections.abc import Callable, Sequence

from app.core.words import N_
from app.forms.asking import Option
from app.forms.mistakes import mistake

CHOOSE = N_("Choose one of the answers in the list")


def known(options: Sequence[Option]) -> Callable[[str], str]:
    """For an `AfterValidator`: the answer is one of these options, or was left out."""
    values = {"", *(option.value for option in options)}

    def check(value: str) -> str:
        if value not in values:
            raise mistake(CHOOSE)
        return value

    return check


def all_known(options: Sequence[Option]) -> Callable[[list[str]], list[str]]:
    check = known(options)
    return lambda values: [check(value) for value in values]
