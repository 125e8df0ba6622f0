"""The law of reminders: who sends them, whom they may reach, and which facts their words may name.

A reminder comes only to somebody who asked for reminders, and to everybody else once for each intake (rule T8). Whoever
turned reminders off gets none of any kind.
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, true
from sqlmodel import col, select

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.messages import Prefix
from app.models.people import Preferences
from app.models.programmes import Programme
from app.models.reminders import ReminderWording
from app.rules.cohorts import is_managed, visible_to
from app.rules.messages import Wording

PAUSE = timedelta(days=7)
"""Between two reminders to somebody who asked for them."""

PLACEHOLDERS: Mapping[str, str] = {
    "name": N_("what the person is called"),
    "programme": N_("the name of the programme"),
    "last_day": N_("the last day to send"),
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

FIRST_SUBJECT = N_("you have a draft for {programme}")
FIRST_WORDS = N_(
    "{name}, you began an application to {programme} and have not sent it. Your answers are saved. "
    "You can send it until {last_day}."
)
"""What every programme begins with, until a manager changes the words."""

SEND = Policy(
    "reminders.send", {Role.MANAGER: is_managed}, N_("Only managers of this programme can do this."), Cohort, visible_to
)

SEND_TOGETHER = Policy("reminders.together", {Role.MANAGER: always}, N_("Only programme managers can do this."))

MESSAGES: Mapping[str, Wording] = {
    "draft_reminder": Wording(
        Prefix.REMINDER,
        subject=N_("%(subject)s"),
        happened=N_("%(words)s"),
        to_do=N_("If you do not want to send it, you need to do nothing. You can also delete it."),
        by_when=N_("You can send until %(last_day)s."),
    ),
}


def unknown_in(words: str) -> list[str]:
    """Placeholders that nothing fills, in the order in which they stand."""
    return [name for name in _PLACEHOLDER.findall(words) if name not in PLACEHOLDERS]


def filled(words: str, facts: Mapping[str, str]) -> str:
    """The words with each placeholder filled. What the facts say is never read as a placeholder again."""
    return _PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), words)


def reminded_now(work: Work, cohort: Cohort) -> Select[Any]:
    """The drafts of this intake whose people may get a reminder now."""
    return (
        select(Application)
        .outerjoin(Preferences, col(Preferences.person_id) == Application.person_id)
        .where(
            col(Application.cohort_id) == cohort.id,
            col(Application.status) == ApplicationStatus.DRAFT,
            _may_be_reminded(work),
        )
        .order_by(col(Application.id))
    )


def drafts_counted(work: Work) -> Select[Any]:
    """For each intake of this manager that is open and has drafts: the cohort, its programme, the words that a manager
    changed if any did, all its drafts, those whose people may get a reminder now, and those whose people turned
    reminders off. Counts alone: who has a draft is private.
    """
    number = func.count(col(Application.id))
    return (
        visible_to(work.actor)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .join(Application, col(Application.cohort_id) == Cohort.id)
        .outerjoin(ReminderWording, col(ReminderWording.programme_id) == Programme.id)
        .outerjoin(Preferences, col(Preferences.person_id) == Application.person_id)
        .where(col(Cohort.closes_at) > work.now, col(Application.status) == ApplicationStatus.DRAFT)
        .add_columns(Programme, ReminderWording)
        .add_columns(number, number.filter(_may_be_reminded(work)), number.filter(~_wants_reminders()))
        .group_by(col(Cohort.id), col(Programme.id), col(ReminderWording.programme_id))
        .order_by(col(Cohort.name), col(Cohort.id))
    )


def mark_of(cohort: Cohort, version: int) -> str:
    """An intake with the version of the words that a page showed for it, so that a change since then is told."""
    return f"{cohort.id}.{version}"


def _may_be_reminded(work: Work) -> ColumnElement[bool]:
    return and_(_wants_reminders(), or_(col(Application.reminded_at).is_(None), _asked_for_reminders(work)))


def _wants_reminders() -> ColumnElement[bool]:
    """Without a choice of their own a person gets them."""
    return func.coalesce(col(Preferences.wants_reminders), true())


def _asked_for_reminders(work: Work) -> ColumnElement[bool]:
    return col(Preferences.reminder_hours).is_not(None) & (col(Application.reminded_at) <= work.now - PAUSE)
