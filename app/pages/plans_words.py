"""A plan's figures and what somebody misses in it, in plain words. Nobody's need is in any of these sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.adapters.wordings import full_date, spoken
from app.core.words import N_, Sentence, sentence
from app.rules.shortfalls import CAUSES, WAYS_OUT, Shortfall, WayOut

Figures = Mapping[str, str | int | float | None]


@dataclass(frozen=True)
class ShortfallLine:
    person_id: UUID
    person: str
    missing: int
    causes: Sequence[str]
    ways_out: Sequence[str]


def figures_in_words(figures: Figures) -> list[Sentence]:
    """What the plan gives, and whether another plan could give more. Empty before there is a plan."""
    if not figures:
        return []
    wanted, blocks, missing = (int(figures[name] or 0) for name in ("wanted", "blocks", "missing"))
    at_least = int(figures["missing_at_least"] or 0)
    lines = [
        sentence(N_("Half days that are planned: %(blocks)s of %(wanted)s."), blocks=blocks, wanted=wanted),
        _proof(missing, at_least),
        Sentence(N_("Everything that must hold for somebody holds at each desk. This was checked twice.")),
    ]
    if figures.get("changed"):
        facts = {"changed": figures["changed"], "people": figures["people"]}
        lines.append(
            sentence(
                N_("Half days that differ from the published plan: %(changed)s. People whose days change: %(people)s."),
                **facts,
            )
        )
    if figures.get("unkept"):
        lines.append(sentence(N_("Times that you kept and that cannot hold: %(count)s."), count=figures["unkept"]))
    return lines


def shortfalls_in_words(found: Sequence[Shortfall], names: Mapping[UUID, str]) -> list[ShortfallLine]:
    """`names` are those of people, places and desks by id."""
    return [_line(each, names) for each in found]


def _proof(missing: int, at_least: int) -> Sentence:
    if missing == 0:
        return Sentence(N_("Nobody misses anything."))
    if missing <= at_least:
        return Sentence(N_("No other plan can give more. This is proved."))
    return sentence(N_("Another plan could give at most %(more)s more."), more=missing - at_least)


def _line(shortfall: Shortfall, names: Mapping[UUID, str]) -> ShortfallLine:
    return ShortfallLine(
        person_id=shortfall.person,
        person=names[shortfall.person],
        missing=shortfall.missing,
        causes=[CAUSES[cause] for cause in shortfall.causes],
        ways_out=[" ".join(_way_out(step, names) for step in way) for way in shortfall.ways_out],
    )


def _way_out(step: WayOut, names: Mapping[UUID, str]) -> str:
    facts = {
        "desk": names[step.desk] if step.desk else "",
        "place": names[step.place] if step.place else "",
        "block": step.block or "",
        "program": step.program,
        "day": full_date(date.fromisoformat(step.day)) if step.day else "",
    }
    return spoken(sentence(WAYS_OUT[step.cause], **facts))
