"""Kept forms: for how long, and that only the person whose sign-in had ended can open one."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.kept_forms import KeptForm

KEPT_FOR = timedelta(hours=24)


def visible_to(actor: Actor) -> Select[Any]:
    """Only one's own, so that the next person at a shared computer sees nothing of it."""
    return select(KeptForm).where(col(KeptForm.person_id) == actor.person_id)


def _is_own(actor: Actor, kept: KeptForm) -> bool:
    return actor.person_id == kept.person_id


OPEN = Policy(
    "kept_forms.open",
    {Role.APPLICANT: _is_own},
    N_("Only the person who typed it can open it."),
    KeptForm,
    visible_to,
)
