"""What coordinators read while a plan is made, when it was stopped, and when a draft is out of date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from app.adapters.wordings import full_date
from app.core.words import N_, Sentence, sentence
from app.models.plans import Plan, PlanStatus
from app.rules.plans import CHANGED_SINCE

PHASES: Mapping[str, str] = {
    "keeping": N_("What people were promised is put in first."),
    "searching": N_("There is a plan that keeps every rule. We are looking for a better one."),
    "explaining": N_("The plan is found. We are working out what is in the way of each half day that is missing."),
    "done": N_("The plan is found. It is being stored."),
}
WAITS = N_("It waits for its turn.")
BEGINS = N_("It has begun.")
TAKEN_UP = N_("It was interrupted. It goes on by itself within two minutes. You do not need to do anything.")
STOPPING = N_("You asked to stop it. That takes a few seconds.")
FALLBACK = N_(
    "The search for a better plan ended early. This is a simpler plan. It keeps every rule, and may give fewer half days. "
    "You can use it, or put it aside and ask for a new one."
)


@dataclass(frozen=True)
class Making:
    """How far a plan is. `lines` are in the order in which they matter; `can_stop` is false once that was asked."""

    lines: Sequence[Sentence]
    can_stop: bool
    has_found: bool
    changes: Sequence[Sentence]


def making(plan: Plan, now: datetime, zone: str, *, has_rows: bool) -> Making:
    return Making(
        lines=list(_lines(plan, now)),
        can_stop=plan.status in {PlanStatus.WANTED, PlanStatus.SOLVING} and plan.cancel_wanted_at is None,
        has_found=plan.status is PlanStatus.CANCELLED and has_rows,
        changes=_changes(plan, zone),
    )


def _lines(plan: Plan, now: datetime) -> Sequence[Sentence]:
    if plan.status is PlanStatus.WANTED:
        return [Sentence(WAITS)]
    if plan.status is not PlanStatus.SOLVING:
        return [Sentence(FALLBACK)] if plan.figures.get("ended_by") == "fallback" else []
    best = [_best(plan.best)] if plan.best else []
    if plan.cancel_wanted_at is not None:
        return [Sentence(STOPPING), *best]
    if plan.lease_until is None or plan.lease_until < now:
        return [Sentence(TAKEN_UP), *best]
    return [Sentence(PHASES.get(plan.phase, BEGINS)), *best]


def _best(best: Mapping[str, int]) -> Sentence:
    if not best["missing"]:
        return Sentence(N_("Best so far: nobody misses anything."))
    return sentence(
        N_("Best so far: %(missing)s of %(wanted)s half days are missing."),
        missing=best["missing"],
        wanted=best["wanted"],
    )


def _changes(plan: Plan, zone: str) -> list[Sentence]:
    if plan.status is not PlanStatus.STALE or plan.changed_at is None:
        return []
    day = full_date(plan.changed_at.astimezone(ZoneInfo(zone)))
    return [sentence(CHANGED_SINCE[what], day=day) for what in plan.changed_what.split()]
