"""What the clock does by itself never ends anything: every move it may take, and every schedule over every state."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

import app.routes  # noqa: F401 - registers every lifecycle
from app.adapters.parts import Parts
from app.core.lifecycle import LIFECYCLES
from app.models.applications import Application, Decision, Outcome
from app.models.applications import ApplicationStatus as Status
from app.models.conditions import Condition, ConditionStatus, Doer
from app.rules.applications import CLOSED, LIFE
from app.rules.cast import CAST
from app.services import clocks
from app.services.casting import Stage
from app.services.clocks import BY_THE_CLOCK
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.running import run_reactions

DAYS = (0, 1, 14, 15, 30, 41, 42, 60, 120, 400)


def one_in_every_state(work_as: WorkAs, stage: Stage) -> dict[str, Status]:
    """An application in each state, each with everything that a schedule could look at and long overdue."""
    cohort = stage.cohorts["lumina"]
    with work_as(None) as work:
        for number, (status, key) in enumerate(zip(Status, CAST, strict=False)):
            application = Application(
                id=work.new_id(), reference=f"LUM-{number:04}", number=number, programme_id=cohort.programme_id,
                cohort_id=cohort.id, person_id=stage.id_of(key), status=status, status_before=Status.OFFERED.value,
                started_at=work.now, sent_at=work.now, withdrawn_at=work.now, answer_by=work.now,
            )  # fmt: skip
            work.db.add(application)
            work.db.flush()
            work.db.add(
                Decision(
                    id=work.new_id(), application_id=application.id, outcome=Outcome.NOT_YET, feedback="Words",
                    next_on=work.now.date(), decided_by=stage.id_of("mei"), decided_at=work.now, reminds_since=work.now,
                    released_at=None if status is Status.DECIDED_UNRELEASED else work.now,
                )
            )  # fmt: skip
            work.db.add(
                Condition(
                    id=work.new_id(), application_id=application.id, words="Words", doer=Doer.APPLICANT,
                    due_on=work.now.date(), status=ConditionStatus.OPEN, changed_at=work.now,
                )
            )  # fmt: skip
    return {f"LUM-{number:04}": status for number, status in enumerate(Status)}


def states(work_as: WorkAs) -> dict[str, Status]:
    with work_as(None) as work:
        return {each.reference: each.status for each in work.db.query(Application).all()}


def test_n20_no_schedule_ends_anything(work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock) -> None:
    before = one_in_every_state(work_as, stage)
    waits = {Status.OFFERED: Status.PAUSED, Status.DRAFT: Status.KEPT_FOR_NEXT_INTAKE}
    to_come = {reference: waits[status] for reference, status in before.items() if status in waits}
    start = clock.now

    for day in DAYS:
        clock.now = start + timedelta(days=day)
        for act in BY_THE_CLOCK:
            with parts.work() as work:
                act(work)
        run_reactions(parts)
        after = states(work_as)
        changed = {reference: status for reference, status in after.items() if status is not before[reference]}
        assert changed.items() <= to_come.items(), day

    assert states(work_as) == {**before, **to_come}
    with work_as(None) as work:
        assert all(each.status is ConditionStatus.OPEN for each in work.db.query(Condition).all())
        unreleased = [each.released_at for each in work.db.query(Decision).all() if each.released_at is None]
        assert len(unreleased) == 1


NO_PLACES = {"own_files", "resets", "erasures", "day_changes"}
"""Nobody loses a place when a copy of one's data or a wish to take an authenticator away ends, and whoever asks to be
erased set the clock themselves. A change of days that nobody answered ends so that the days stay as they were.
"""


OVER_BY_ITSELF = {("assignments", "finish")}
"""Nobody loses a day at a desk by its being over: it was theirs to the end."""


@pytest.mark.parametrize("noun", sorted(set(LIFECYCLES) - NO_PLACES))
def test_n20_a_move_of_the_clock_leads_to_no_end(noun: str) -> None:
    life = LIFECYCLES[noun]
    closed = life.ends | life.groups.get("closed", frozenset())

    ends = [move.name for move in life.moves if move.by_clock and move.target in closed]
    assert [name for name in ends if (noun, name) not in OVER_BY_ITSELF] == []


def test_n20_the_clock_may_take_no_other_move(work_as: WorkAs, stage: Stage) -> None:
    one_in_every_state(work_as, stage)
    bound = [move for move in LIFE.moves if not move.by_clock]

    for move in bound:
        with work_as(None) as work:
            subject = work.db.query(Application).filter_by(status=min(move.sources)).first()
            assert subject is not None
            with pytest.raises(ValueError, match="only a person may take the move"):
                LIFE.move(work, subject, move.name)
    assert {"decline", "withdraw", "release_not_offered", "release_not_yet"} <= {move.name for move in bound}
    assert {Status.DECLINED, Status.WITHDRAWN, Status.NOT_OFFERED, Status.NOT_YET} <= CLOSED


def test_n20_every_act_of_the_clock_is_on_the_list() -> None:
    """A schedule that stands in the module and not on the list would run through no test."""
    tree = ast.parse(Path(clocks.__file__).read_text())
    public = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}

    assert public <= {act.__name__ for act in BY_THE_CLOCK}
