"""Questions about single bookings are answered as the independent checker would answer them, in less than half a second."""

import time
from random import Random

import pytest

from app.solvers.alternatives import alternatives
from app.solvers.asking import Against, Cell, Move, faults_of_move, why, why_not
from app.solvers.contract import Assignment, ScheduleProblem, read_schedule_problem
from app.solvers.greedy import fill
from app.solvers.ground import Ground
from benchmarks.studios import a_studio
from tests.solvers.checker import Json, Place, assignment_faults, moved
from tests.solvers.problems import a_busy_problem, a_problem, a_trainee, a_workstation, after_a_breakdown, solved

CASES = range(40)


@pytest.fixture(scope="module")
def plans() -> list[tuple[Json, Json]]:
    """Random plans; half of them are published, and are mended after a breakdown."""
    found = []
    for number in CASES:
        chance = _chance(number)
        problem = a_busy_problem(chance)
        plan = solved(problem)
        if number % 2:
            problem = after_a_breakdown(chance, problem, plan)
            plan = solved(problem)
        found.append((problem, plan))
    return found


def test_a_move_has_faults_where_the_checker_finds_some(plans: list[tuple[Json, Json]]) -> None:
    seen = set()
    for number, (problem, plan) in enumerate(plans):
        chance = _chance(number)
        for move in [_some_move(chance, problem, plan) for _ in range(20)]:
            faults = faults_of_move(read_schedule_problem(problem), _assignments(plan), move)
            is_legal, changes = _after(problem, plan, [move])
            assert bool(faults) == (not is_legal or changes > 0), (move, faults)
            seen |= {each.rule for each in faults}

    assert seen >= set(Against) - {Against.NOT_BOOKED, Against.PINNED}


def test_alternatives_are_legal_and_cost_what_they_say(plans: list[tuple[Json, Json]]) -> None:
    people = set()
    for number, (problem, plan) in enumerate(plans):
        move = _some_move(_chance(number), problem, plan)
        for each in alternatives(read_schedule_problem(problem), _assignments(plan), move, limit=500):
            rows = moved(plan["assignments"], [_plain(step) for step in each.moves])
            assert assignment_faults(problem, rows) == []
            assert each.moves[0].source == move.source
            assert each.changed == len(_differences(plan["assignments"], rows))
            assert each.inside_notice >= _after(problem, plan, each.moves)[1]
            people.add(each.people)

    assert people == {1, 2}


def test_every_way_that_moves_nobody_else_is_found(plans: list[tuple[Json, Json]]) -> None:
    for number, (problem, plan) in enumerate(plans[:30]):
        move = _some_move(_chance(number), problem, plan)
        found = alternatives(read_schedule_problem(problem), _assignments(plan), move, limit=10**6)

        alone = {each.target for each in found if each.people == 1}
        possible = {
            cell
            for cell in _cells(problem)
            if cell not in (move.source, move.target)
            and cell.day >= (problem["today"] or 0)
            and _after(problem, plan, [Move(move.trainee, move.source, cell)])[0]
        }
        assert alone == possible


def test_alternatives_that_move_nobody_else_come_first() -> None:
    problem = _studio()
    plan = [_row("t0", 0, 0, "w0"), _row("t1", 0, 0, "w1"), _row("t1", 1, 0, "w1")]
    problem["trainees"][0]["available"] = [[0, 0], [1, 0]]
    asked = Move("t0", Cell(0, 0, "w0"), Cell(0, 0, "w1"))

    found = alternatives(read_schedule_problem(problem), _rows(plan), asked)

    assert [(each.target, each.people, each.changed) for each in found] == [
        (Cell(1, 0, "w0"), 1, 2),
        (Cell(1, 0, "w1"), 2, 3),
    ]


def test_a_swap_gives_the_other_person_what_is_left() -> None:
    problem = _studio()
    plan = [_row("t0", 0, 0, "w0"), _row("t1", 1, 1, "w0")]
    problem["trainees"][0]["available"] = [[0, 0], [1, 1]]
    problem["workstations"] = problem["workstations"][:1]

    (found,) = alternatives(read_schedule_problem(problem), _rows(plan), Move("t0", Cell(0, 0, "w0"), None))

    assert found.moves == (
        Move("t0", Cell(0, 0, "w0"), Cell(1, 1, "w0")),
        Move("t1", Cell(1, 1, "w0"), Cell(0, 0, "w0")),
    )
    assert (found.people, found.changed, found.inside_notice) == (2, 4, 0)


def test_pinned_bookings_are_neither_moved_nor_pushed_aside() -> None:
    problem = _studio()
    problem["pins"] = [{"trainee": "t0", "day": 0, "block": 0}]
    plan = [_row("t0", 0, 0, "w0"), _row("t1", 0, 0, "w1")]
    read, away, aside = read_schedule_problem(problem), Cell(1, 0, "w0"), Cell(0, 0, "w1")

    assert [each.rule for each in faults_of_move(read, _rows(plan), Move("t0", Cell(0, 0, "w0"), away))] == ["pinned"]
    assert {each.target for each in alternatives(read, _rows(plan), Move("t0", Cell(0, 0, "w0"), None))} == {aside}


def test_why_not_names_rules_and_what_they_are_about_and_nobody_else() -> None:
    problem = _studio()
    problem["trainees"][0]["must"]["place"] = [{"attribute": "noise_level", "at_most": 1}]
    plan = [_row("t0", 0, 0, "w0"), _row("t1", 0, 1, "w1")]

    found = why_not(read_schedule_problem(problem), _rows(plan), "t0", Cell(0, 1, "w1"))

    assert [(each.rule, each.facts, each.is_personal) for each in found] == [
        ("place", {"attribute": "noise_level"}, True),
        ("taken", {"workstation": "w1", "day": 0, "block": 1}, False),
    ]
    assert why_not(read_schedule_problem(problem), _rows(plan), "t1", Cell(0, 1, "w0")) == ()


def test_each_trainee_may_have_a_notice_window_of_their_own() -> None:
    """The problem says two days; t0 is promised none and t1 four."""
    problem = _studio()
    plan = [_row("t0", 1, 0, "w0"), _row("t1", 3, 0, "w1")]
    problem |= {"today": 0, "published": plan}
    problem["trainees"][0]["notice_days"] = 0
    problem["trainees"][1]["notice_days"] = 4
    read = read_schedule_problem(problem)

    assert faults_of_move(read, _rows(plan), Move("t0", Cell(1, 0, "w0"), Cell(2, 0, "w0"))) == ()
    (fault,) = faults_of_move(read, _rows(plan), Move("t1", Cell(3, 0, "w1"), Cell(4, 0, "w1")))
    assert (fault.rule, fault.facts) == ("notice", {"day": 3, "block": 0})


def test_why_says_which_wishes_are_met_and_what_is_kept() -> None:
    problem = _studio()
    problem["trainees"][0]["prefer"] = {
        "place": [
            {"attribute": "noise_level", "at_most": 2, "weight": 2},
            {"attribute": "noise_level", "at_most": 1, "weight": 1},
        ],
        "block_at_most": {"value": 0, "weight": 1},
    }
    plan = [_row("t0", 0, 1, "w0"), _row("t0", 1, 0, "w0"), _row("t1", 0, 0, "w1")]
    problem |= {"published": plan[:1], "today": 0, "pins": [{"trainee": "t0", "day": 1, "block": 0}]}
    read = read_schedule_problem(problem)

    first, second = (why(read, _rows(plan), each) for each in _rows(plan)[:2])

    assert ([rule.value for rule in first.met], [rule.value for rule in first.unmet]) == ([2], [1])
    assert (first.is_early_enough, first.is_pinned, first.is_as_published) == (False, False, True)
    assert (second.is_early_enough, second.is_pinned, second.is_as_published) == (True, True, False)
    assert (first.is_usual_seat, first.is_usual_time) == (True, False)


@pytest.mark.parametrize("move", [Move("t0", Cell(1, 0, "w0"), None), Move("t0", None, None)])
def test_alternatives_to_nothing_are_refused(move: Move) -> None:
    with pytest.raises(ValueError, match="Move"):
        alternatives(read_schedule_problem(_studio()), (), move)


def test_answers_for_forty_people_take_less_than_half_a_second() -> None:
    """Of the processor's time, on a full plan by first come, first served, where most moves need somebody else."""
    problem = a_studio(40, 20, 60, 2, seed=3)
    plan = _first_come(problem)
    source = plan[len(plan) // 2]
    cell = Cell(source.day, source.block, source.workstation)
    began = time.process_time()

    alternatives(problem, plan, Move(source.trainee, cell, None), limit=1000)
    faults_of_move(problem, plan, Move(source.trainee, cell, Cell(0, 0, "W1")))
    why(problem, plan, source)

    assert time.process_time() - began < 0.5


def _chance(number: int) -> Random:
    return Random(number)  # noqa: S311 - the same plans each time


def _studio() -> Json:
    problem = a_problem()
    problem["workstations"] = [a_workstation("w0"), a_workstation("w1")]
    problem["trainees"] = [a_trainee("t0", problem), a_trainee("t1", problem)]
    return problem


def _row(trainee: str, day: int, block: int, workstation: str) -> Json:
    return {"trainee": trainee, "day": day, "block": block, "workstation": workstation}


def _rows(rows: list[Json]) -> tuple[Assignment, ...]:
    return tuple(Assignment(**each) for each in rows)


def _assignments(plan: Json) -> tuple[Assignment, ...]:
    return _rows(plan["assignments"])


def _cells(problem: Json) -> list[Cell]:
    return [
        Cell(day, block, seat["id"])
        for day in range(problem["days"])
        for block in range(problem["blocks"])
        for seat in problem["workstations"]
    ]


def _some_move(chance: Random, problem: Json, plan: Json) -> Move:
    """From a booking that may still be moved, or from nowhere."""
    coming = [each for each in _assignments(plan) if each.day >= (problem["today"] or 0)]
    target = chance.choice(_cells(problem))
    if not coming or chance.random() < 0.3:
        return Move(chance.choice(problem["trainees"])["id"], None, target)
    source = chance.choice(coming)
    return Move(source.trainee, Cell(source.day, source.block, source.workstation), target)


def _plain(move: Move) -> tuple[str, Place | None, Place | None]:
    return move.trainee, _place(move.source), _place(move.target)


def _place(cell: Cell | None) -> Place | None:
    return None if cell is None else (cell.day, cell.block, cell.workstation)


def _after(problem: Json, plan: Json, moves: "list[Move] | tuple[Move, ...]") -> tuple[bool, int]:
    """Whether the checker finds nothing, and how many cells of a notice window change without being put back."""
    rows = moved(plan["assignments"], [_plain(each) for each in moves])
    was = {(each["trainee"], each["day"], each["block"]): each["workstation"] for each in problem["published"] or []}
    now = {(each["trainee"], each["day"], each["block"]): each["workstation"] for each in rows}
    inside = [
        key
        for key in _differences(plan["assignments"], rows)
        if now.get(key) != was.get(key) and _is_inside(problem, *key[:2])
    ]
    return assignment_faults(problem, rows) == [], len(inside)


def _is_inside(problem: Json, trainee: str, day: int) -> bool:
    own = next(each for each in problem["trainees"] if each["id"] == trainee).get("notice_days")
    notice = problem["notice_days"] if own is None else own
    return problem["published"] is not None and problem["today"] <= day < problem["today"] + notice


def _differences(before: list[Json], after: list[Json]) -> set[tuple[str, int, int]]:
    pairs = {tuple(each.items()) for each in before} ^ {tuple(each.items()) for each in after}
    return {(row["trainee"], row["day"], row["block"]) for row in map(dict, pairs)}


def _first_come(problem: ScheduleProblem) -> tuple[Assignment, ...]:
    ground = Ground.of(problem)
    return ground.assignments(fill(ground, [{} for _ in ground.trainees], ground.options, ground.weeks))
