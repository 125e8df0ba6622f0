"""The law of productions: managers make and end those of their programmes, and coordinators see and run their own.

Nobody else learns that another exists.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.holidays import DaysOff
from app.core.policy import Policy, always
from app.core.words import N_, Sentence, sentence
from app.models.messages import Prefix
from app.models.productions import Production
from app.rules.blueprints import Blueprint
from app.rules.messages import Wording

FOR_COORDINATORS = N_("This page is for coordinators of a production.")
FOR_MANAGERS = N_("This page is for managers of the programme.")

USUAL_BLOCKS = (("09:30", "12:30"), ("13:30", "16:30"))
"""The blocks of a day with which a production begins. Its coordinator writes others."""


def visible_to(actor: Actor) -> Select[Any]:
    return select(Production).where(col(Production.id).in_(actor.productions_as(Role.COORDINATOR)))


def is_run_by(actor: Actor, production: Production) -> bool:
    return production.id in actor.productions_as(Role.COORDINATOR)


def managed_by(actor: Actor) -> Select[Any]:
    return select(Production).where(col(Production.programme_id).in_(actor.programmes_as(Role.MANAGER)))


def is_managed_by(actor: Actor, production: Production) -> bool:
    return production.programme_id in actor.programmes_as(Role.MANAGER)


def days_off_of(production: Production, blueprint: Blueprint) -> DaysOff:
    """The public holidays where the production is, and the closed days of its programme."""
    if not production.country:
        return blueprint.days_off
    return DaysOff(production.country, production.region, blueprint.days_off.closed)


def works_on(production: Production, day: date) -> bool:
    """Whether the day lies between the first and the last day of the production, as far as they are known."""
    is_early = production.first_day is not None and day < production.first_day
    return not is_early and not is_over(production, day)


def is_over(production: Production, today: date) -> bool:
    return production.last_day is not None and today > production.last_day


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
MANAGE = Policy("productions.manage", {Role.MANAGER: always}, FOR_MANAGERS)
OVERSEE = Policy("productions.oversee", {Role.MANAGER: is_managed_by}, FOR_MANAGERS, Production, managed_by)

MESSAGES: Mapping[str, Wording] = {
    "production_given": Wording(
        Prefix.INFORMATION,
        subject=N_("you coordinate %(production)s"),
        happened=N_("A programme manager asked you to coordinate %(production)s. Its pages are open to you now."),
        to_do=N_("Open the production to read its next step. If this is a mistake, write to your contact."),
    ),
    "production_ends": Wording(
        Prefix.CHANGE,
        subject=N_("%(production)s ends on %(day)s"),
        happened=N_("A programme manager wrote down that %(day)s is the last day of %(production)s."),
        to_do=N_("Open the production. Published days after it stay until you publish a plan without them."),
    ),
}
