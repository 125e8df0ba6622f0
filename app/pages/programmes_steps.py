"""What happens after sending, each step with its day, and what a programme promises if somebody asks today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.core.words import N_, Sentence, sentence
from app.rules.answers import due
from app.rules.blueprints import Blueprint, Step


@dataclass(frozen=True)
class DatedStep:
    """`when` is None while no intake has its days."""

    title: str
    about: str
    when: Sentence | None


@dataclass(frozen=True)
class Promise:
    """Something promised within working days, and the day that it means when it begins today."""

    what: str
    days: int
    by: date


def dated_steps(blueprint: Blueprint, closes_at: datetime | None, decides_on: date | None) -> Sequence[DatedStep]:
    return [
        DatedStep(step.title, step.about, _when(blueprint, step, closes_at, decides_on))
        for step in blueprint.after_sending
    ]


def promises(blueprint: Blueprint, now: datetime) -> Sequence[Promise]:
    promised = (
        (N_("A person answers your question"), blueprint.promises.first_reply),
        (N_("You can change your answers after you send"), blueprint.promises.edit_after_sending),
        (N_("An adviser answers when you ask for an adjustment"), blueprint.promises.acknowledge_adjustment),
    )
    return [Promise(what, days, _day(blueprint, due(blueprint, now, days))) for what, days in promised]


def _when(
    blueprint: Blueprint, step: Step, closes_at: datetime | None, decides_on: date | None
) -> Sentence | None:  # fmt: skip
    if step.when == "sending":
        return Sentence(N_("When: on the day that you send."))
    if closes_at is None or decides_on is None:
        return None
    if step.when == "reading":
        closed = _day(blueprint, closes_at)
        return sentence(N_("When: from %(first)s to %(last)s."), first=closed + timedelta(days=1), last=decides_on)
    if step.when == "result":
        return sentence(N_("When: by %(day)s."), day=decides_on)
    if step.when == "answering":
        told = datetime.combine(decides_on, datetime.min.time(), tzinfo=ZoneInfo(blueprint.time_zone))
        until = due(blueprint, told, blueprint.promises.answer_offer)
        return sentence(N_("When: you have until %(day)s, or longer."), day=_day(blueprint, until))
    return None


def _day(blueprint: Blueprint, instant: datetime) -> date:
    return instant.astimezone(ZoneInfo(blueprint.time_zone)).date()
