"""The managers' views of sessions: a cohort's plan, one session with who comes, and the form of a draft."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.filling import Filled
from app.forms.offering import offering
from app.forms.sessions import SessionForm
from app.forms.times import day_as_written, time_as_written
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.sessions import PREVIEW, Booking, BookingStatus, Session
from app.pages.sessions import Part, preview_of
from app.pages.zones import one_zone
from app.rules.sessions import KINDS, PREVIEW_WORDS
from app.services.hosts import hosts_of

Crumb = tuple[str | Sentence, str, Mapping[str, object]]

MOST_LISTED = 200
COUNTED = (BookingStatus.BOOKED, BookingStatus.WAITING)


@dataclass(frozen=True)
class PlanLine:
    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    seats: int
    booked: int
    waiting: int
    is_published: bool


@dataclass(frozen=True)
class SessionPlan:
    """Every session of one cohort, in order of time."""

    cohort_id: UUID
    title: Sentence
    lines: Sequence[PlanLine]
    zone: str
    crumb: Crumb


@dataclass(frozen=True)
class SessionDesk:
    """One session: the preview, which parts are still empty, and who comes. `missing` are the names of those parts."""

    session_id: UUID
    title: Sentence
    kind: str
    host: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    seats: int
    preview: Sequence[Part]
    missing: Sequence[str]
    is_published: bool
    booked: Sequence[str]
    waiting: Sequence[str]
    crumb: Crumb


@dataclass(frozen=True)
class SessionDraft:
    """The form of a new session or of a draft; `route` and `params` say where it is sent."""

    title: str
    route: str
    params: Mapping[str, object]
    crumb: Crumb
    kind: type[SessionForm]
    known: Mapping[str, object] = field(default_factory=dict)

    @property
    def form(self) -> Filled[SessionForm]:
        return Filled.blank(self.kind, **self.known)


def planning(work: Work, cohort: Cohort) -> SessionPlan:
    sessions = work.db.scalars(
        select(Session)
        .where(col(Session.cohort_id) == cohort.id)
        .order_by(col(Session.starts_at), col(Session.id))
        .limit(MOST_LISTED)
    ).all()
    counts = _counts(work, sessions)
    lines = [
        PlanLine(
            session_id=s.id,
            title=s.title,
            starts_at=s.starts_at,
            ends_at=s.ends_at,
            zone=s.time_zone,
            seats=s.seats,
            booked=counts[s.id, BookingStatus.BOOKED],
            waiting=counts[s.id, BookingStatus.WAITING],
            is_published=s.published_at is not None,
        )
        for s in sessions
    ]
    title = sentence(N_("Sessions of %(cohort)s"), cohort=cohort.name)
    crumb = (cohort.name, "cohorts.show", {"cohort_id": cohort.id})
    return SessionPlan(cohort.id, title, lines, one_zone(line.zone for line in lines), crumb)


def desk(work: Work, session: Session) -> SessionDesk:
    people = work.db.execute(
        select(Person.name, Booking.status)
        .join(Booking, col(Booking.person_id) == Person.id)
        .where(col(Booking.session_id) == session.id, col(Booking.status).in_(COUNTED))
        .order_by(col(Booking.since), col(Booking.id))
    ).all()
    return SessionDesk(
        session_id=session.id,
        title=sentence(N_("Plan of %(session)s"), session=session.title),
        kind=KINDS[session.kind],
        host=work.db.get_one(Person, session.host_id).name,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=session.time_zone,
        seats=session.seats,
        preview=[part for part in preview_of(session) if part.value],
        missing=[PREVIEW_WORDS[name] for name in session.missing_preview],
        is_published=session.published_at is not None,
        booked=[name for name, status in people if status is BookingStatus.BOOKED],
        waiting=[name for name, status in people if status is BookingStatus.WAITING],
        crumb=(N_("all sessions of this cohort"), "sessions.planning", {"cohort_id": session.cohort_id}),
    )


def new(work: Work, cohort: Cohort) -> SessionDraft:
    crumb = (N_("all sessions of this cohort"), "sessions.planning", {"cohort_id": cohort.id})
    kind = _form(work, cohort.programme_id, work.actor.person_id)
    return SessionDraft(N_("Plan a session"), "sessions.plan", {"cohort_id": cohort.id}, crumb, kind)


def draft(work: Work, session: Session) -> SessionDraft:
    """The draft as it stands, ready to change."""
    local = session.starts_at.astimezone(ZoneInfo(session.time_zone))
    known = {
        "title": session.title,
        "kind": session.kind,
        "day": day_as_written(local.date()),
        "starts": time_as_written(local),
        "minutes": int((session.ends_at - session.starts_at).total_seconds() // 60),
        "host": str(session.host_id),
        "seats": session.seats,
        **{name: getattr(session, name) for name in PREVIEW},
    }
    params = {"session_id": session.id}
    crumb = (N_("this session"), "sessions.desk", params)
    kind = _form(work, session.programme_id, session.host_id)
    return SessionDraft(N_("Change the plan of this session"), "sessions.change", params, crumb, kind, known)


def _form(work: Work, programme_id: UUID, holder_id: UUID | None) -> type[SessionForm]:
    """With everybody who can hold it: whoever holds it without a choice, and the hosts of the programme."""
    holder = work.db.get_one(Person, holder_id)
    people = {holder.id: holder.name, **dict(hosts_of(work.db, programme_id))}
    return offering(SessionForm, host=[Option(str(host_id), name) for host_id, name in people.items()])


def _counts(work: Work, sessions: Sequence[Session]) -> Counter[tuple[UUID, str]]:
    rows = work.db.execute(
        select(Booking.session_id, Booking.status).where(
            col(Booking.session_id).in_([session.id for session in sessions]), col(Booking.status).in_(COUNTED)
        )
    )
    return Counter(rows)
