"""The law of corrections: what can be asked for, who answers, and by which day (APP 13, GDPR 16)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.lifecycle import Lifecycle, Move, Words
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.applications import Application
from app.models.corrections import Correction
from app.models.corrections import CorrectionStatus as Status
from app.models.messages import Prefix
from app.rules import decisions
from app.rules.messages import Wording
from app.rules.registers import Entry

ANSWERED_IN_DAYS = 10
"""Working days. The law allows a month."""

LIFE = Lifecycle(
    noun="corrections",
    start=Status.ASKED,
    moves=(
        Move("correct", frozenset({Status.ASKED}), Status.CORRECTED, (Role.MANAGER,), "corrections.made"),
        Move("refuse", frozenset({Status.ASKED}), Status.NOT_CORRECTED, (Role.MANAGER,), "corrections.refused"),
        Move("take_back", frozenset({Status.ASKED}), Status.TAKEN_BACK, (Role.APPLICANT,), "corrections.taken_back"),
    ),
    words={
        Status.ASKED: Words(N_("You asked. A person answers"), N_("Waits for an answer")),
        Status.CORRECTED: Words(N_("It is corrected"), N_("Corrected")),
        Status.NOT_CORRECTED: Words(N_("It stays. Your words stand beside it"), N_("Not corrected")),
        Status.TAKEN_BACK: Words(N_("You took this back"), N_("Taken back")),
    },
    ends=frozenset({Status.CORRECTED, Status.NOT_CORRECTED, Status.TAKEN_BACK}),
)


TYPED = frozenset({"account", "answers", "decisions", "questions", "enrolments", "bookings"})
"""Kinds of data with fields that a manager may change. "Corrected" is said of them only together with a change; for
every other kind the manager says what was done."""


def can_be_asked(entry: Entry) -> bool:
    """Managers answer, so it is only for what they may see. What says something about health never goes this way."""
    return Role.MANAGER in entry.readers and not entry.special


def visible_to(actor: Actor) -> Select[Any]:
    """The person's own; for managers those of people whose applications they work with, while they stand."""
    return select(Correction).where(or_(_mine(actor), _managed(actor)))


def _mine(actor: Actor) -> ColumnElement[bool]:
    return col(Correction.person_id) == actor.person_id if actor.person_id else false()


def _managed(actor: Actor) -> ColumnElement[bool]:
    held = actor.programmes_as(Role.MANAGER)
    if not held:
        return false()
    people = decisions.visible_to(actor).with_only_columns(col(Application.person_id))
    return (
        col(Correction.programme_id).in_(held)
        & col(Correction.person_id).in_(people)
        & (col(Correction.status) != Status.TAKEN_BACK)
    )


def is_own(actor: Actor, correction: Correction) -> bool:
    return actor.person_id == correction.person_id


def is_managed(actor: Actor, correction: Correction) -> bool:
    return correction.programme_id in actor.programmes_as(Role.MANAGER) and not is_own(actor, correction)


OWN = signed_in(
    "corrections.own",
    why=N_("Each person asks only about what is held about themselves."),
    otherwise=N_("Sign in to ask for a correction."),
)
TAKE_BACK = Policy(
    "corrections.take_back", {Role.APPLICANT: is_own}, N_("Only the person who asked can do this."), Correction,
    visible_to,
)  # fmt: skip
DESK = Policy("corrections.desk", {Role.MANAGER: always}, N_("This list is for programme managers."))
ANSWER = Policy(
    "corrections.answer", {Role.MANAGER: is_managed}, N_("Only managers of this programme can answer."), Correction,
    visible_to,
)  # fmt: skip
OF_APPLICATION = Policy(
    "corrections.of_application", {Role.MANAGER: decisions.is_managed},
    N_("Only managers of this programme can do this."), Application, decisions.visible_to,
)  # fmt: skip

MESSAGES: Mapping[str, Wording] = {
    "correction_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody asks for a correction"),
        happened=N_("Somebody says that something we hold about them is wrong."),
        to_do=N_("Sign in, read what they say, and answer them."),
        by_when=N_("We promised an answer by %(day)s."),
    ),
    "correction_answered": Wording(
        Prefix.INFORMATION,
        subject=N_("what you want put right"),
        happened=N_("You said that something we hold about you is wrong. A person answered."),
        to_do=N_("Sign in to read the answer, when it suits you."),
    ),
}
"""Neither what is wrong nor the answer leaves the product by mail."""
