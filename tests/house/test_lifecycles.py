"""Lifecycles agree with the database and with the pages made from them; random walks never leave them."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Enum
from sqlmodel import SQLModel

import app.routes  # noqa: F401 - registers every lifecycle
from app.core.lifecycle import LIFECYCLES, Lifecycle, Move, Words

NOUNS = sorted(LIFECYCLES)


def test_the_lifecycles_are_found() -> None:
    assert {"applications", "accommodations", "assignments", "matches"} <= set(NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_the_database_allows_exactly_the_states(noun: str) -> None:
    column: Any = SQLModel.metadata.tables[noun].c.status

    assert isinstance(column.type, Enum)
    assert list(column.type.enums) == [state.value for state in LIFECYCLES[noun].states]


@given(st.data())
def test_random_walks_stay_on_the_map(data: st.DataObject) -> None:
    life = LIFECYCLES[data.draw(st.sampled_from(NOUNS))]
    state = life.start
    for _ in range(data.draw(st.integers(0, 30))):
        open_moves = [move for move in life.moves if state in move.sources and move.target is not None]
        if not open_moves:
            assert state in life.ends or any(state in move.sources for move in life.moves)
            return
        state = data.draw(st.sampled_from(open_moves)).target
        assert state in life.states


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


WORDS = {Light.RED: Words("Stop", "Red"), Light.GREEN: Words("Go", "Green")}


def test_a_state_that_nothing_reaches_is_refused() -> None:
    with pytest.raises(ValueError, match="green cannot be reached"):
        Lifecycle("lights", Light.RED, moves=(), words=WORDS, ends=frozenset(Light))


def test_a_dead_end_that_is_not_an_end_is_refused() -> None:
    to_green = Move("go", frozenset({Light.RED}), Light.GREEN, (), "lights.changed")

    with pytest.raises(ValueError, match="green has no way out"):
        Lifecycle("lights", Light.RED, moves=(to_green,), words=WORDS)


def test_a_move_out_of_an_end_is_refused() -> None:
    to_green = Move("go", frozenset({Light.RED}), Light.GREEN, (), "lights.changed")
    back = Move("stop", frozenset({Light.GREEN}), Light.RED, (), "lights.changed")

    with pytest.raises(ValueError, match="stop leaves an end"):
        Lifecycle("lights", Light.RED, moves=(to_green, back), words=WORDS, ends=frozenset({Light.GREEN}))
