"""The law of the passport: the person owns it, shares one agreed item with one reader, and ends that at any time."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, false, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.accommodations import Accommodation, PassportShare
from app.models.messages import Prefix
from app.models.passports import PassportProposal
from app.models.passports import ProposalStatus as Status
from app.models.people import Person
from app.rules.accommodations import is_own
from app.rules.accommodations import visible_to as accommodations_visible_to
from app.rules.messages import Wording

LONGEST_SHARE = timedelta(days=550)
"""A year in a cohort and some months after it. Sharing again is one press, so nothing is shared for ever."""

_WAITING = frozenset({Status.WAITING})

PROPOSALS = Lifecycle(
    noun="passport_proposals",
    start=Status.WAITING,
    moves=(
        Move("share", _WAITING, Status.SHARED, (Role.APPLICANT,), "passports.proposal_accepted"),
        Move("decline", _WAITING, Status.DECLINED, (Role.APPLICANT,), "passports.proposal_declined"),
        Move("lapse", _WAITING, Status.LAPSED, (), "passports.proposal_lapsed"),
    ),
    words={
        Status.WAITING: Words(N_("Waits for your answer"), N_("Waits for an answer")),
        Status.SHARED: Words(N_("You shared it"), N_("Shared")),
        Status.DECLINED: Words(N_("You did not share it"), N_("Not shared")),
        Status.LAPSED: Words(N_("There is nobody to share it with now"), N_("Not needed any more")),
    },
    ends=frozenset({Status.SHARED, Status.DECLINED, Status.LAPSED}),
)
"""An item that was shared before, for a new reader. Silence shares nothing and ends nothing."""


def visible_to(actor: Actor) -> Select[Any]:
    """A share exists on this page only for the person who gave it. Readers meet the instruction, never the share."""
    return select(PassportShare).where(
        col(PassportShare.person_id) == actor.person_id, col(PassportShare.person_id).is_not(None)
    )


def is_given_by(actor: Actor, share: PassportShare) -> bool:
    return actor.person_id == share.person_id


def proposals_visible_to(actor: Actor) -> Select[Any]:
    return select(PassportProposal).where(
        col(PassportProposal.person_id) == actor.person_id, col(PassportProposal.person_id).is_not(None)
    )


def is_proposed_to(actor: Actor, proposal: PassportProposal) -> bool:
    return actor.person_id == proposal.person_id


def owners_visible_to(actor: Actor) -> Select[Any]:
    """People who share something with this reader. The page itself asks the exact rule again, with its days."""
    productions = actor.productions_as(Role.COORDINATOR)
    with_me = col(PassportShare.with_person_id) == actor.person_id if actor.person_id else false()
    with_mine = col(PassportShare.with_production_id).in_(productions) if productions else false()
    owners = select(col(PassportShare.person_id)).where(col(PassportShare.ended_at).is_(None), or_(with_me, with_mine))
    return select(Person).where(col(Person.id).in_(owners))


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
ANSWER = Policy(
    "passports.answer",
    {Role.APPLICANT: is_proposed_to},
    N_("Only its owner can answer this."),
    PassportProposal,
    proposals_visible_to,
)
READ_SHARED = Policy(
    "passports.read_shared",
    {Role.COORDINATOR: always, Role.MENTOR: always},
    N_("This page is for the people whom the owner chose."),
    Person,
    owners_visible_to,
)
UNCONFIRMED = Policy("passports.unconfirmed", {Role.ADVISER: always}, N_("This list is for accommodation advisers."))

MESSAGES: Mapping[str, Wording] = {
    "instruction_waits": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("confirm what you will provide"),
        happened=N_("Somebody shared with you what to provide for them. Nobody has confirmed it yet."),
        to_do=N_("Sign in, read it, and confirm that you will provide it."),
        by_when=N_("The page says by which day."),
    ),
    "confirmation_missing": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody has not confirmed what to provide"),
        happened=N_("The first day of a trainee is near. Somebody has not confirmed what to provide for them."),
        to_do=N_("Open your list to read who it is. They were asked again too."),
    ),
    "passport_proposed": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("do you want to share the same as before"),
        happened=N_("Somebody new works with you, or your time here is longer now. Nothing is shared with them yet."),
        to_do=N_("Sign in and choose what you share again. You can also share nothing."),
        by_when=N_("There is no last day for your answer. If you wait, nothing is shared."),
    ),
}
