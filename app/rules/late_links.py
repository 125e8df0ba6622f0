"""The law of late links: managers make and end them for their own cohorts; whoever holds one may use it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, public, signed_in
from app.core.words import N_
from app.models.cohorts import Cohort
from app.models.late_links import LateLink
from app.rules import cohorts

MOST_PEOPLE = 50
LONGEST_DAYS = 60
"""A link that lasts for ever would be a second intake that nobody announced."""


def visible_to(actor: Actor) -> Select[Any]:
    return select(LateLink).where(col(LateLink.programme_id).in_(actor.programmes_as(Role.MANAGER)))


def is_open(link: LateLink, now: datetime) -> bool:
    return link.ended_at is None and now < link.until


def _is_managed(actor: Actor, subject: Cohort | LateLink) -> bool:
    return subject.programme_id in actor.programmes_as(Role.MANAGER)


_OTHERWISE = N_("Only managers of this programme can do this.")

MANAGE = Policy("late_links.manage", {Role.MANAGER: _is_managed}, _OTHERWISE, Cohort, cohorts.visible_to)
END = Policy("late_links.end", {Role.MANAGER: _is_managed}, _OTHERWISE, LateLink, visible_to)
FOLLOW = public("late_links.follow", why=N_("Whoever was given the link reads what it is for before they sign in."))
USE = signed_in(
    "late_links.use",
    why=N_("The link itself is the permission, and it begins only the person's own application."),
    otherwise=N_("Sign in to start an application."),
)
