"""The law of first answers: how long they wait for an account, and that only whoever proves the address opens them."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always, public
from app.core.words import N_
from app.models.first_answers import FirstAnswers
from app.models.people import Person
from app.rules.sign_ins import Limit

KEPT_FOR = timedelta(days=30)
"""Counted from the last time that something was saved."""

BY_NETWORK = Limit("first_answers", 120, 3600)
"""Many people may sit behind one address, for instance in a library."""


def visible_to(actor: Actor) -> Select[Any]:
    """Answers that were left with the address of this person, which a sign-in has proved."""
    return (
        select(FirstAnswers)
        .join(Person, col(Person.email) == FirstAnswers.email)
        .where(col(Person.id) == actor.person_id, col(FirstAnswers.email) != "")
    )


BEGIN = public("first_answers.begin", why=N_("Somebody can answer the first questions before they have an account."))
JOIN = Policy(
    "first_answers.join",
    {Role.APPLICANT: always},
    N_("Sign in with the address that these answers were left with."),
    FirstAnswers,
    visible_to,
)
