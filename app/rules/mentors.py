"""The law of mentors: their desk, their own style in each programme, and the trainee's style beside it."""

from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.programmes import Programme

FOR_MENTORS = N_("This page is for mentors.")

ANY = "any"
"""The answer of somebody who has no preference. It is not stored, and it fits with every other answer."""


def programmes_mentored_by(actor: Actor) -> Select[Any]:
    return select(Programme).where(col(Programme.id).in_(actor.programmes_as(Role.MENTOR)))


def mentors_in(actor: Actor, programme: Programme) -> bool:
    return programme.id in actor.programmes_as(Role.MENTOR)


DESK = Policy("mentors.desk", {Role.MENTOR: always}, FOR_MENTORS)
OWN_STYLE = Policy("mentors.own_style", {Role.MENTOR: mentors_in}, FOR_MENTORS, Programme, programmes_mentored_by)
STYLE = signed_in(
    "mentors.style",
    why=N_("Each trainee answers only for themselves."),
    otherwise=N_("Sign in to say how you like to work."),
)
