"""The list of what coordinators provide, in the words that people shared with them and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.words import N_
from app.core.work import Work
from app.services.accommodations_providing import Task, tasks


@dataclass(frozen=True)
class Providing:
    """What is still to do stands first, by name."""

    waiting: Sequence[Task]
    done: Sequence[Task]
    title: str = N_("What to provide")


def providing(work: Work) -> Providing:
    found = tasks(work)
    return Providing([task for task in found if not task.is_done], [task for task in found if task.is_done])
