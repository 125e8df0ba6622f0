"""The law of papers for an adviser: when one can be added, who may open it, and until when.

No paper is ever needed, and where no decision is needed none can be added. Only the adviser who is named for the
adjustment opens one, and only while there is a decision to make: that is what it was given for (AUTHZ-03, PRIV-02).
For everybody else it does not exist, so nothing they see may hint at it.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.models.files import FileStatus
from app.rules import accommodations
from app.rules.accommodations import BEFORE_DECISION
from app.rules.files import kind_named

MOST_PAPERS = 3
"""For one adjustment: a letter of some pages as pictures, and no folder that somebody has to read through."""

DECIDED = (
    "accommodations.agreed",
    "accommodations.agreed_differently",
    "accommodations.not_agreed",
    "accommodations.not_agreed_finally",
    "accommodations.withdrawn",
    "accommodations.ended",
)
"""After each of these nobody needs a paper for this any more. Whoever looks again later can be shown what was kept."""


def longest_for(name: str) -> int:
    """How many bytes a paper of this name may have; none when it is no picture and no PDF."""
    kind = kind_named(name)
    return 0 if kind is None or kind.is_video else kind.longest_bytes


def takes_papers(accommodation: Accommodation) -> bool:
    """Whether somebody has to decide about it, and has not yet."""
    return accommodation.status in BEFORE_DECISION and not NEEDS[accommodation.need].starts_at_once


def visible_to(actor: Actor) -> Select[Any]:
    """One's own; for the adviser who is named now, those that a scanner has found clean, until there is a decision."""
    mine = col(Evidence.person_id) == actor.person_id if actor.person_id else false()
    return select(Evidence).where(or_(mine, _shown_to(actor)))


def is_own(actor: Actor, paper: Evidence) -> bool:
    return actor.person_id == paper.person_id


def _is_somebody_elses(actor: Actor, paper: Evidence) -> bool:
    """What `visible_to` shows an adviser of other people is theirs to read; nothing more is asked here."""
    return not is_own(actor, paper)


def _shown_to(actor: Actor) -> ColumnElement[bool]:
    if not actor.programmes_as(Role.ADVISER):
        return false()
    named = accommodations.visible_to(actor).where(
        col(Accommodation.adviser_id) == actor.person_id,
        col(Accommodation.person_id) != actor.person_id,
        col(Accommodation.status).in_(BEFORE_DECISION),
    )
    ids = named.with_only_columns(col(Accommodation.id))
    return and_(col(Evidence.status) == FileStatus.CLEAN, col(Evidence.accommodation_id).in_(ids))


SHOW = Policy(
    "evidence.show_papers",
    {Role.APPLICANT: accommodations.is_own},
    N_("Only the person who asked can open this page."),
    Accommodation,
    accommodations.visible_to,
)
READ = Policy(
    "evidence.read",
    {Role.APPLICANT: is_own, Role.ADVISER: _is_somebody_elses},
    N_("This paper is for the person who added it and their adviser."),
    Evidence,
    visible_to,
)
CHANGE = Policy(
    "evidence.change",
    {Role.APPLICANT: is_own},
    N_("Only the person who added a paper can keep or remove it."),
    Evidence,
    visible_to,
)
