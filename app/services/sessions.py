"""Planning sessions: a draft is written and changed, then published once its preview is whole."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sessions import SessionForm
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.models.sessions import PREVIEW, Session
from app.services import hosts

ALREADY_PUBLISHED = N_("This session is published. People have read it and may have booked, so it stays as it is.")


def plan(work: Work, cohort: Cohort, form: SessionForm) -> Session:
    """Write a draft. Only the programme's managers see it. Without a choice the actor holds it themselves."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    programme = work.db.get_one(Programme, cohort.programme_id)
    starts_at = _start(work, programme.time_zone, form)
    session = Session(
        id=work.new_id(),
        programme_id=programme.id,
        cohort_id=cohort.id,
        title=form.title,
        kind=form.kind,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=form.minutes),
        time_zone=programme.time_zone,
        host_id=_host(work, programme.id, form, otherwise=work.actor.person_id),
        seats=form.seats,
    )
    _describe(session, form)
    work.db.add(session)
    work.record(Event("sessions.planned", session.id, programme_id=programme.id))
    return session


def change(work: Work, session: Session, form: SessionForm) -> None:
    """Change a draft. What is published stays as people have read it."""
    if session.published_at is not None:
        raise Refused(ALREADY_PUBLISHED)
    session.starts_at = _start(work, session.time_zone, form)
    session.ends_at = session.starts_at + timedelta(minutes=form.minutes)
    session.title, session.kind, session.seats = form.title, form.kind, form.seats
    session.host_id = _host(work, session.programme_id, form, otherwise=session.host_id)
    _describe(session, form)
    work.record(Event("sessions.changed", session.id, programme_id=session.programme_id))


def publish(work: Work, session: Session, _form: Nothing) -> None:
    """Open a session for booking. Refused while a part of its preview is empty (rule P8)."""
    if session.published_at is not None:
        raise Refused(ALREADY_PUBLISHED)
    if session.missing_preview:
        raise Refused(N_("Part of what people read before they book is still empty. The page says which part."))
    if session.starts_at <= work.now:
        raise Refused(N_("The start of this session has passed. Change the day first."))
    session.published_at = work.now
    work.record(Event("sessions.published", session.id, programme_id=session.programme_id))


def _host(work: Work, programme_id: UUID, form: SessionForm, *, otherwise: UUID) -> UUID:
    """One of the people who hold sessions of this programme; whoever would hold it anyway may be chosen too."""
    if form.host in {"", str(otherwise)}:
        return otherwise
    chosen = {str(host_id): host_id for host_id, _ in hosts.hosts_of(work.db, programme_id)}
    if form.host not in chosen:
        raise Refused(N_("Choose one of the people in the list"), field="host")
    return chosen[form.host]


def _start(work: Work, zone: str, form: SessionForm) -> datetime:
    starts_at = datetime.combine(form.day, form.starts, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if starts_at <= work.now:
        raise Refused(N_("Choose a day and a time that are still to come"), field="day")
    return starts_at


def _describe(session: Session, form: SessionForm) -> None:
    for name in PREVIEW:
        setattr(session, name, getattr(form, name))
