"""The law of changes by hand: what stands against somebody in a cell, in words that say nothing about what they need."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.words import N_


class Against(StrEnum):
    """Why somebody cannot sit in a cell. What a person needs is one code, and when they can come another."""

    FIT = "fit"
    TIMES = "times"
    AWAY = "away"
    BUSY = "busy"
    ELSEWHERE = "elsewhere"
    FULL = "full"
    TAKEN = "taken"
    CLOSED = "closed"
    OUT_OF_SERVICE = "out_of_service"
    SUPERVISION = "supervision"
    LICENCE = "licence"
    OVER = "over"
    NOT_ENROLLED = "not_enrolled"


SENTENCES: Mapping[Against, str] = {
    Against.FIT: N_("This desk does not meet what was agreed."),
    Against.TIMES: N_("Not available then."),
    Against.AWAY: N_("Away then."),
    Against.BUSY: N_("Busy then."),
    Against.ELSEWHERE: N_("Has another desk at this time."),
    Against.FULL: N_("Has all half days of this week."),
    Against.TAKEN: N_("This desk is not free then."),
    Against.CLOSED: N_("Closed then."),
    Against.OUT_OF_SERVICE: N_("This desk cannot be used then."),
    Against.SUPERVISION: N_("Too many people for the supervisor then."),
    Against.LICENCE: N_("All licences of a program at this desk are in use then."),
    Against.OVER: N_("This time is over. It stays as it was."),
    Against.NOT_ENROLLED: N_("Not in this group of trainees."),
}

MOST_ALTERNATIVES = 5

LAST_CHANGES = 30
"""How many changes by hand are listed; older ones stay in the log."""
