"""What was proved about a plan, stage by stage."""

from collections.abc import Sequence

from app.solvers.figures import Count
from app.solvers.ground import Diary, Ground
from app.solvers.schedules import Proof, Status
from app.solvers.stages import Step


def proofs_of(
    ground: Ground, diary: Diary, floors: Sequence[int], weeks: Sequence[Sequence[Step]]
) -> tuple[Proof, ...]:
    """The whole plan first, then each week; shares of missing hours are in parts of 100 000."""
    whole = [_proof("missing blocks", Count(ground, diary).missing_in_all, sum(floors))]
    return (
        *whole,
        *(
            _proof(f"week {number}: {step.goal.value}", step.value, step.bound)
            for number, steps in enumerate(weeks)
            for step in steps
        ),
    )


def _proof(stage: str, value: int, bound: int) -> Proof:
    return Proof(stage, Status.PROVED if value == bound else Status.WITHIN, value, bound)
