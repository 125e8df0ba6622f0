"""The law of productions: coordinators see and run their own, and nobody else learns that another exists."""

from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always
from app.core.words import N_, Sentence, sentence
from app.models.productions import Production

FOR_COORDINATORS = N_("This page is for coordinators of a production.")


def visible_to(actor: Actor) -> Select[Any]:
    return select(Production).where(col(Production.id).in_(actor.productions_as(Role.COORDINATOR)))


def is_run_by(actor: Actor, production: Production) -> bool:
    return production.id in actor.productions_as(Role.COORDINATOR)


_TOGETHER = (
    N_("A new day, a change or a cancelled day inside %(days)s working day needs your yes."),
    N_("A new day, a change or a cancelled day inside %(days)s working days needs your yes."),
)
_APART = (
    (
        N_("A new day inside %(days)s working day needs your yes."),
        N_("A new day inside %(days)s working days needs your yes."),
    ),
    (
        N_("A change inside %(days)s working day needs your yes."),
        N_("A change inside %(days)s working days needs your yes."),
    ),
    (
        N_("A cancelled day inside %(days)s working day needs your yes."),
        N_("A cancelled day inside %(days)s working days needs your yes."),
    ),
)


def notice_in_words(production: Production) -> list[Sentence]:
    """What trainees read about notice: one sentence where all three are the same, else one for each that is kept."""
    kept = (production.notice_book_days, production.notice_days, production.notice_cancel_days)
    pairs = [(_TOGETHER, kept[0])] if len(set(kept)) == 1 else list(zip(_APART, kept, strict=True))
    return [sentence(words[days != 1], days=days) for words, days in pairs if days]


LIST = Policy("productions.list", {Role.COORDINATOR: always}, FOR_COORDINATORS)
CHANGE = Policy("productions.change", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, visible_to)
READ = Policy("productions.read", {Role.COORDINATOR: is_run_by}, FOR_COORDINATORS, Production, visible_to)
