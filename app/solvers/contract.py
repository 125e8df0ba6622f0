"""The doors of the solvers: problems are read from JSON here, refused with a place and a sentence, and plans written."""

import json
from dataclasses import fields, is_dataclass

from app.solvers.matches import MatchFigures, MatchPlan, MatchProblem, Mode, Pairs, Unmatched
from app.solvers.matches_reading import read_match_problem
from app.solvers.places import Comparison, PlaceRule
from app.solvers.reading import ContractError
from app.solvers.runs import Rule, Run
from app.solvers.schedules import (
    Assignment,
    BlockWish,
    Explanation,
    Licence,
    LicencesAt,
    Location,
    Must,
    Pin,
    Prefer,
    Proof,
    ScheduleFigures,
    SchedulePlan,
    ScheduleProblem,
    Status,
    Supervision,
    Trainee,
    Workstation,
)
from app.solvers.schedules_reading import read_schedule_problem

__all__ = [
    "Assignment",
    "BlockWish",
    "Comparison",
    "ContractError",
    "Explanation",
    "Licence",
    "LicencesAt",
    "Location",
    "MatchFigures",
    "MatchPlan",
    "MatchProblem",
    "Mode",
    "Must",
    "Pairs",
    "Pin",
    "PlaceRule",
    "Prefer",
    "Proof",
    "Rule",
    "Run",
    "ScheduleFigures",
    "SchedulePlan",
    "ScheduleProblem",
    "Status",
    "Supervision",
    "Trainee",
    "Unmatched",
    "Workstation",
    "as_json",
    "read_match_problem",
    "read_schedule_problem",
]


def as_json(plan: SchedulePlan | MatchPlan) -> str:
    """The plan as its contract says, always in the same order, so that equal plans are equal bytes."""
    name = "schedule-plan/1" if isinstance(plan, SchedulePlan) else "match-plan/1"
    return json.dumps({"format": name} | _plain_members(plan), indent=1, ensure_ascii=False) + "\n"


def _plain_members(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(type(value))
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _plain_members(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, dict) else value
