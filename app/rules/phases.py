"""The law of phases: one function says what a reviewer may see and do now, and everything that shows a reading asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.models.cohorts import Cohort
from app.rules.blueprint_phases import ALWAYS, Moment, Others, Phase
from app.rules.blueprints import Blueprint

_FROM_LEAST: Sequence[Others] = ("never", "after_mine", "always")


@dataclass(frozen=True)
class Dated:
    """One phase of one intake with its first and its last day."""

    phase: Phase
    first: date
    last: date


@dataclass(frozen=True)
class Rights:
    """What reviewers of an intake may see and do at one moment. Without a phase they may do nothing.

    `until` is the last day on which anything of it may be done, and None when nothing may.
    """

    phases: Sequence[Phase] = ()
    until: date | None = None
    sees_files: bool = False
    sees_names: bool = False
    sees_others: Others = "never"
    may_screen: bool = False
    may_score: bool = False
    may_change: bool = False
    may_comment: bool = False

    def sees_other_reviews(self, *, mine_is_given: bool) -> bool:
        return self.sees_others == "always" or (self.sees_others == "after_mine" and mine_is_given)


def phases_of(blueprint: Blueprint, cohort: Cohort) -> Sequence[Dated]:
    """The phases of this intake in the order of the blueprint."""
    return [
        Dated(phase, _day(phase.begins, blueprint, cohort), _day(phase.ends, blueprint, cohort))
        for phase in blueprint.phases or (ALWAYS,)
    ]


def rights_now(blueprint: Blueprint, cohort: Cohort, now: datetime) -> Rights:
    """Everything that the phases of today allow together. A day lasts from midnight to midnight of the programme."""
    today = now.astimezone(ZoneInfo(blueprint.time_zone)).date()
    open_now = [dated for dated in phases_of(blueprint, cohort) if dated.first <= today <= dated.last]
    phases = [dated.phase for dated in open_now]
    may = {right for phase in phases for right in phase.may}
    return Rights(
        phases=phases,
        until=max((dated.last for dated in open_now if dated.phase.may), default=None),
        sees_files=any(phase.sees_files for phase in phases),
        sees_names=bool(phases) and all(phase.sees_names for phase in phases),
        sees_others=max((phase.sees_others for phase in phases), key=_FROM_LEAST.index, default="never"),
        may_screen="screen" in may,
        may_score="score" in may,
        may_change="change" in may,
        may_comment="comment" in may,
    )


def last_day_to_score(blueprint: Blueprint, cohort: Cohort) -> date | None:
    """The day until which a first review can be given; None where the programme names no phases."""
    if not blueprint.phases:
        return None
    return max((dated.last for dated in phases_of(blueprint, cohort) if "score" in dated.phase.may), default=None)


def _day(moment: Moment, blueprint: Blueprint, cohort: Cohort) -> date:
    zone = ZoneInfo(blueprint.time_zone)
    anchors = {
        "opens": cohort.opens_at.astimezone(zone).date(),
        "closes": cohort.closes_at.astimezone(zone).date(),
        "decides": cohort.decides_on,
    }
    return anchors[moment.anchor] + timedelta(days=moment.days)
