"""Which function follows which event. A reaction runs in its own work, after the commit, and is safe to run twice."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Run = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Reaction:
    """`run(work, event)`; a slow one gets the parts instead of a work, and opens its own works around what is slow."""

    name: str
    event: str
    run: Run
    is_slow: bool


REACTIONS: dict[str, Reaction] = {}


def follows(event: str, *, slow: bool = False) -> Callable[[Run], Run]:
    """Declare that the function below follows `event`, for instance `applications.sent`."""

    def remember(run: Run) -> Run:
        name = f"{run.__module__.rpartition('.')[2]}.{run.__name__}.{event}"
        if name in REACTIONS:
            raise ValueError(f"two reactions are called {name}")
        REACTIONS[name] = Reaction(name, event, run, slow)
        return run

    return remember


def reactions_to(event: str) -> list[Reaction]:
    return [reaction for reaction in REACTIONS.values() if reaction.event == event]
