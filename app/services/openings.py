"""Opening a sent application for changes for a set time, ending that, and asking for it."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.core.working_days import END_OF_DAY
from app.forms.openings import MoreTime, OpeningForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.openings import Opening
from app.models.programmes import Programme
from app.rules.applications import LIFE, NEVER_SENT, OPEN
from app.rules.openings import LONGEST_DAYS


def current(application: Application, now: datetime) -> Select[Any]:
    """The opening that holds at this moment, at most one."""
    return select(Opening).where(col(Opening.application_id) == application.id, holds(now))


def holds(now: datetime) -> ColumnElement[bool]:
    return col(Opening.ended_at).is_(None) & (col(Opening.until) > now)


def open_for_changes(work: Work, application: Application, form: OpeningForm) -> None:
    """Let the applicant change every answer until 5pm of a day. An opening that still holds is replaced."""
    _refuse_what_is_over(application)
    zone = ZoneInfo(work.db.get_one(Programme, application.programme_id).time_zone)
    until = datetime.combine(form.until, END_OF_DAY, tzinfo=zone)
    if until <= work.now:
        raise Refused(N_("Give a day that is not over yet"), field="until")
    if until > work.now + timedelta(days=LONGEST_DAYS):
        raise Refused(sentence(N_("Give a day within %(days)s days from today"), days=LONGEST_DAYS), field="until")
    for before in work.db.scalars(current(application, work.now)):
        before.ended_at = work.now
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers open
    work.db.add(
        Opening(
            id=work.new_id(), application_id=application.id, opened_by=work.actor.person_id, reason=form.reason,
            opened_at=work.now, until=until,
        )
    )  # fmt: skip
    _record(work, application, "openings.opened", reason=form.reason, until=until.isoformat())


def end(work: Work, application: Application, _form: Nothing) -> None:
    """End the opening now. Ending what has ended already does nothing."""
    for opening in work.db.scalars(current(application, work.now)):
        opening.ended_at = work.now
        _record(work, application, "openings.ended")


def ask(work: Work, application: Application, form: MoreTime) -> None:
    """Ask the programme for more time; a person answers within the promised days."""
    _refuse_what_is_over(application)
    _record(work, application, "openings.asked", reason=form.words)


def _refuse_what_is_over(application: Application) -> None:
    if application.status not in OPEN - NEVER_SENT:
        state = LIFE.words[application.status].own
        raise Refused(sentence(N_("Answers cannot be opened now. It stands here: %(state)s."), state=state))


def _record(work: Work, application: Application, name: str, *, reason: str = "", **facts: str) -> None:
    work.record(
        Event(
            name, application.id, about=application.person_id, programme_id=application.programme_id, reason=reason,
            facts=facts,
        )
    )  # fmt: skip
