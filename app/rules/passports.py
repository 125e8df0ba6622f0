"""The law of the passport: the person owns it, shares one agreed item with one reader, and ends that at any time."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, signed_in
from app.core.words import N_
from app.models.accommodations import Accommodation, PassportShare
from app.rules.accommodations import is_own
from app.rules.accommodations import visible_to as accommodations_visible_to

LONGEST_SHARE = timedelta(days=550)
"""A year in a cohort and some months after it. Sharing again is one press, so nothing is shared for ever."""


def visible_to(actor: Actor) -> Select[Any]:
    """A share exists on this page only for the person who gave it. Readers meet the instruction, never the share."""
    return select(PassportShare).where(
        col(PassportShare.person_id) == actor.person_id, col(PassportShare.person_id).is_not(None)
    )


def is_given_by(actor: Actor, share: PassportShare) -> bool:
    return actor.person_id == share.person_id


OWN = signed_in(
    "passports.own",
    why=N_("A passport shows its owner what they share, and only its owner shares it."),
    otherwise=N_("Sign in to see your passport."),
)
ARRANGE = Policy(
    "passports.arrange",
    {Role.APPLICANT: is_own},
    N_("Only its owner can change a passport."),
    Accommodation,
    accommodations_visible_to,
)
END = Policy(
    "passports.end", {Role.APPLICANT: is_given_by}, N_("Only its owner can end this."), PassportShare, visible_to
)
