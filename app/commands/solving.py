"""Solving a problem from a file, by the contract: a plan and exit 0, or one sentence and exit 2."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.commands.saying import BAD_INPUT, say, stop
from app.solvers import contract, matching, scheduling


def solve_schedule(problem: Path, *, seconds: float, seed: int, out: Path | None) -> None:
    read = _read(problem, contract.read_schedule_problem)
    _write(scheduling.solve(read, seed=seed, seconds=seconds), out)


def solve_match(problem: Path, *, seconds: float, seed: int, out: Path | None) -> None:
    read = _read(problem, contract.read_match_problem)
    _write(matching.solve(read, seed=seed, seconds=seconds), out)


def _read(path: Path, read: Callable[[str], Any]) -> Any:
    try:
        return read(path.read_text(encoding="utf-8"))
    except OSError:
        stop(f"{path}: this file cannot be read.", code=BAD_INPUT)
    except UnicodeDecodeError:
        stop(f"{path}: this file is not text in UTF-8.", code=BAD_INPUT)
    except contract.ContractError as problem:
        stop(f"{path}: {problem}", code=BAD_INPUT)


def _write(plan: Any, out: Path | None) -> None:
    text = contract.as_json(plan)
    if out is None:
        say(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError:
        stop(f"{out}: this file cannot be written.", code=BAD_INPUT)
