"""The page on which somebody asks to be erased: what goes, what stays as counts, what is kept and for how long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.core.words import N_
from app.core.work import Work
from app.models.people import Person
from app.rules.erasures import COUNTED, KEPT, LEAVES
from app.services.erasures import open_wish, runs_at
from app.services.retentions import holds_of


@dataclass(frozen=True)
class Erasing:
    """`asked_at` is None before the wish. `day` is when the product erases, from today or from the wish."""

    day: datetime
    asked_at: datetime | None
    holds: Sequence[str]
    """Why something of theirs is kept for now, in the managers' words."""
    zone: str
    leaves: Sequence[str] = LEAVES
    counted: Sequence[str] = COUNTED
    kept: Sequence[str] = KEPT
    title: str = N_("Erase everything about me")
    crumb: tuple[str, str, dict[str, object]] = (N_("how you sign in"), "sign_ins.ways", {})


def show(work: Work, person: Person) -> Erasing:
    wish = open_wish(work, person.id)
    return Erasing(
        day=wish.runs_at if wish else runs_at(work, person, work.now),
        asked_at=wish.asked_at if wish else None,
        holds=[each.reason for each in holds_of(work, person.id)],
        zone=person.time_zone,
    )
