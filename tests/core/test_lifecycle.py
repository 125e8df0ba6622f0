"""A move changes the state and writes what happened; a state that does not allow it refuses in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import pytest

from app.core import lifecycle
from app.core.actors import Role
from app.core.errors import Refused
from app.core.lifecycle import Lifecycle, Move, Words
from tests.asking import WorkAs


class Kettle(StrEnum):
    COLD = "cold"
    HOT = "hot"
    PAUSED = "paused"
    EMPTY = "empty"


WORDS = {state: Words(f"The kettle is {state}", state.title()) for state in Kettle}
COLD, HOT, PAUSED, EMPTY = Kettle


@dataclass
class OneKettle:
    id: UUID
    status: Kettle = COLD
    status_before: Kettle | None = None


@pytest.fixture
def life(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lifecycle[Kettle]]:
    monkeypatch.setattr(lifecycle, "LIFECYCLES", {})
    moves = (
        Move("boil", frozenset({COLD}), HOT, (Role.HOST,), "kettles.boiled"),
        Move("pause", frozenset({COLD, HOT}), PAUSED, (Role.HOST,), "kettles.paused", remembers=True),
        Move("resume", frozenset({PAUSED}), None, (Role.HOST,), "kettles.resumed"),
        Move("pour", frozenset({HOT}), EMPTY, (Role.HOST,), "kettles.poured"),
    )
    return Lifecycle("kettles", COLD, moves, WORDS, ends=frozenset({EMPTY}))  # type: ignore[return-value]


def test_a_move_changes_the_state_and_records_from_and_to(life: Lifecycle[Kettle], work_as: WorkAs) -> None:
    with work_as("hal") as work:
        kettle = OneKettle(work.new_id())
        life.move(work, kettle, "boil", reason="tea", shown="Tea is ready.", facts={"cups": 2})
        [event] = work.events

    assert kettle.status is HOT
    assert (event.name, event.reason, event.shown) == ("kettles.boiled", "tea", "Tea is ready.")
    assert event.facts == {"from": "cold", "to": "hot", "cups": 2}


@pytest.mark.parametrize("name", ["pour", "resume"])
def test_a_move_that_the_state_does_not_allow_is_refused_in_its_words(
    life: Lifecycle[Kettle], work_as: WorkAs, name: str
) -> None:
    with work_as("hal") as work:
        kettle = OneKettle(work.new_id())
        with pytest.raises(Refused, match="It is now: The kettle is cold"):
            life.move(work, kettle, name)

        assert (kettle.status, work.events) == (COLD, [])


@pytest.mark.parametrize("before", [COLD, HOT])
def test_a_pause_leads_back_to_where_it_was(life: Lifecycle[Kettle], work_as: WorkAs, before: Kettle) -> None:
    with work_as("hal") as work:
        kettle = OneKettle(work.new_id(), before)
        life.move(work, kettle, "pause")
        life.move(work, kettle, "resume")

    assert kettle.status is before


def test_what_is_allowed_is_asked_of_the_same_table(life: Lifecycle[Kettle]) -> None:
    kettle = OneKettle(UUID(int=1), HOT)

    assert [move.name for move in life.moves if life.allows(kettle, move.name)] == ["pause", "pour"]


def test_two_moves_of_one_name_are_refused_at_import(life: Lifecycle[Kettle]) -> None:
    with pytest.raises(ValueError, match="two moves share a name"):
        Lifecycle("kettles", COLD, (*life.moves, life.moves[0]), WORDS, ends=frozenset({EMPTY}))


def test_a_state_without_words_is_refused_at_import(life: Lifecycle[Kettle]) -> None:
    with pytest.raises(ValueError, match="hot has no words"):
        Lifecycle("kettles", COLD, life.moves, {COLD: WORDS[COLD], PAUSED: WORDS[PAUSED], EMPTY: WORDS[EMPTY]})
