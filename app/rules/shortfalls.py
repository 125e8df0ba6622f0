"""What somebody misses in a plan and why, in codes that say nothing about what they need."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from app.core.words import N_


class Cause(StrEnum):
    """What stands in the way. What a person needs has no code of its own: desks that are taken for everybody and desks
    that do not fit one person are the same cause, so that nobody can tell from it that there is a need at all.
    """

    FIT = "fit"
    """Only in plans that were stored before; it reads as `TAKEN` does."""

    TIMES = "times"
    NO_DESKS = "no_desks"
    KEPT = "kept"
    NOTICE = "notice"
    TAKEN = "taken"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    SUPERVISION = "supervision"
    LICENCE = "licence"


CAUSES: Mapping[Cause, str] = {
    Cause.FIT: N_("No desk that fits is free at some of the times."),
    Cause.TIMES: N_("Not available at the other times of the week."),
    Cause.NO_DESKS: N_("There are no desks."),
    Cause.KEPT: N_("What is published stays where it is."),
    Cause.NOTICE: N_("Nothing new may start inside the time of notice."),
    Cause.TAKEN: N_("No desk that fits is free at some of the times."),
    Cause.CLOSED: N_("Places are closed on some of the days."),
    Cause.OUT_OF_SERVICE: N_("Desks that fit cannot be used on some of the days."),
    Cause.SUPERVISION: N_("The supervisor has no room for one more person at some of the times."),
    Cause.LICENCE: N_("All licences of a program are in use at some of the times."),
}

WAYS_OUT: Mapping[Cause, str] = {
    Cause.KEPT: N_("Move one of their published times, with their yes."),
    Cause.NOTICE: N_("Ask the person for a yes to a time inside the time of notice."),
    Cause.TAKEN: N_("Free %(desk)s on %(day)s, block %(block)s."),
    Cause.CLOSED: N_("Open %(place)s on %(day)s."),
    Cause.OUT_OF_SERVICE: N_("Make %(desk)s ready to use by %(day)s."),
    Cause.SUPERVISION: N_("Find supervision for one more person at %(place)s on %(day)s, block %(block)s."),
    Cause.LICENCE: N_("Get one more licence of %(program)s for %(day)s, block %(block)s."),
}


@dataclass(frozen=True)
class WayOut:
    """One thing that could give. Ids and a date, so that the words are drawn when they are read."""

    cause: Cause
    desk: UUID | None = None
    place: UUID | None = None
    day: str = ""
    block: int | None = None
    program: str = ""


@dataclass(frozen=True)
class Shortfall:
    """Blocks that one person misses, the smallest set of causes, and ways out: what stands in one tuple goes together."""

    person: UUID
    missing: int
    causes: tuple[Cause, ...] = ()
    ways_out: tuple[tuple[WayOut, ...], ...] = ()

    def stored(self) -> dict[str, object]:
        return dict(_SHORTFALL.dump_python(self, mode="json"))

    @staticmethod
    def read(stored: Mapping[str, Any]) -> "Shortfall":
        return _SHORTFALL.validate_python(stored)


_SHORTFALL = TypeAdapter(Shortfall)
