"""What a supporter reads of each section that is about the person. A view here has what its section names, no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.adapters.wordings import city_time, full_date, hours, listed, span
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.supporters import Spoken
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Asked
from app.models.applications import Application, Decision
from app.models.applications import ApplicationStatus as Status
from app.models.programmes import Programme
from app.models.sessions import Booking, BookingStatus, Session
from app.models.supporters import Supporter
from app.pages.accommodations_words import Said, kind_of, remarks_of, words_in
from app.pages.applications import RESULT_STATES
from app.pages.assignments import DayLine, mine
from app.pages.supporters_helping import Crumb, crumb_to
from app.rules import accommodations, applications
from app.rules.accommodations import SENT_AND_OPEN, holding
from app.rules.applications import WITH_US
from app.rules.sightings import SUPPORTER_ADJUSTMENTS, SUPPORTER_PASSPORT
from app.rules.supporters_sections import ABOUT_THE_PERSON, Kind
from app.services import sightings
from app.services.supporters_sight import Sight, may_speak, read, through_the_persons_eyes

ABOUT_HEALTH: Mapping[Kind, str] = {Kind.ADJUSTMENTS: SUPPORTER_ADJUSTMENTS, Kind.PASSPORT: SUPPORTER_PASSPORT}
"""Sections whose reads stand on the person's page of who looked, as everybody else's reads of them do."""


@dataclass(frozen=True)
class Fact:
    label: str
    text: str | Sentence


@dataclass(frozen=True)
class Panel:
    """One thing with its facts. `id` leads on where there is a page of its own."""

    title: str | Sentence
    facts: Sequence[Fact] = ()
    words: Sequence[str] = field(default_factory=list)
    id: UUID | None = None


@dataclass(frozen=True)
class SectionPage:
    support_id: UUID
    helping: str
    panels: Sequence[Panel]
    title: Sentence
    crumb: Crumb


@dataclass(frozen=True)
class AdjustmentPage:
    """One request and the talk about it."""

    support_id: UUID
    id: UUID
    helping: str
    state: str
    kind: str
    words: str
    remarks: Sequence[Said]
    may_speak: bool
    form: Filled[Spoken]
    title: Sentence
    crumb: Crumb


def section(work: Work, support: Supporter, key: str) -> SectionPage:
    """A section by the name in its address; one that is not shared, or not about the person, is missing."""
    known = next((each for each in ABOUT_THE_PERSON if each.key == key), None)
    if known is None:
        raise Missing
    sight = read(work, support, known.key)
    panels = PANELS[known.kind](work, sight)
    if panels and known.kind in ABOUT_HEALTH:
        sightings.note(work, ABOUT_HEALTH[known.kind], [support.person_id])
    return SectionPage(
        support_id=support.id,
        helping=sight.first_name,
        panels=panels,
        title=sentence(N_("%(person)s: %(section)s"), person=sight.person.name, section=known.label),
        crumb=crumb_to(support, sight.person),
    )


def adjustment(
    work: Work, support: Supporter, accommodation_id: UUID, typed: Filled[Spoken] | None = None
) -> AdjustmentPage:
    """One request of the person. `typed` is what could not be sent."""
    sight = read(work, support, str(Kind.ADJUSTMENTS))
    row = adjustment_of(work, sight, accommodation_id)
    sightings.note(work, SUPPORTER_ADJUSTMENTS, [support.person_id])
    zone = work.db.get_one(Programme, row.programme_id).time_zone
    label = Sentence(NEEDS[row.need].label)
    return AdjustmentPage(
        support_id=support.id,
        id=row.id,
        helping=sight.first_name,
        state=accommodations.LIFE.words[row.status].staff,
        kind=kind_of(row.status),
        words=words_in(work, row, "sealed_words"),
        remarks=remarks_of(work, row, zone),
        may_speak=may_speak(sight) and row.status in SENT_AND_OPEN,
        form=typed or Filled.blank(Spoken),
        title=sentence(N_("%(person)s: %(section)s"), person=sight.person.name, section=label),
        crumb=(N_("adjustments"), "supporters.section", {"supporter_id": support.id, "section": str(Kind.ADJUSTMENTS)}),
    )


def adjustment_of(work: Work, sight: Sight, accommodation_id: UUID) -> Accommodation:
    """A request that the person sent. One that they still write is theirs alone."""
    row = work.db.scalars(_adjustments(sight).where(col(Accommodation.id) == accommodation_id)).one_or_none()
    if row is None:
        raise Missing
    return row  # type: ignore[no-any-return]  # a select of one table


def _adjustments(sight: Sight) -> Any:
    return (
        select(Accommodation)
        .where(col(Accommodation.person_id) == sight.person.id, col(Accommodation.status) != Asked.DRAFT)
        .order_by(col(Accommodation.id))
    )


def _adjustment_panels(work: Work, sight: Sight) -> list[Panel]:
    rows = work.db.scalars(_adjustments(sight)).all()
    words = accommodations.LIFE.words
    return [
        Panel(NEEDS[row.need].label, [Fact(N_("Where it stands"), words[row.status].staff)], id=row.id) for row in rows
    ]


def _passport_panels(work: Work, sight: Sight) -> list[Panel]:
    rows = work.db.scalars(
        select(Accommodation)
        .where(col(Accommodation.person_id) == sight.person.id, holding(), col(Accommodation.provide) != "")
        .order_by(col(Accommodation.position), col(Accommodation.id))
    ).all()
    return [Panel(NEEDS[row.need].label, words=[row.provide]) for row in rows]


def _result_panels(work: Work, sight: Sight) -> list[Panel]:
    """Released results alone. Before that an application says no more here than that it is with the programme."""
    rows = work.db.execute(
        select(Application, Programme, Decision)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .outerjoin(Decision, (col(Decision.application_id) == Application.id) & col(Decision.released_at).is_not(None))
        .where(col(Application.person_id) == sight.person.id, col(Application.sent_at).is_not(None))
        .order_by(col(Application.id))
    ).all()
    return [_result(application, programme, decision) for application, programme, decision in rows]


def _result(application: Application, programme: Programme, decision: Decision | None) -> Panel:
    title = f"{programme.name}, {application.reference}"
    if decision is None or application.status not in RESULT_STATES:
        state = N_("With the programme") if application.status in WITH_US else _state(application)
        return Panel(title, [Fact(N_("Where it stands"), state)])
    facts = [Fact(N_("Where it stands"), _state(application)), Fact(N_("Feedback"), decision.feedback)]
    facts += [Fact(N_("Next steps"), decision.next_steps)] if decision.next_steps else []
    facts += [Fact(N_("By this day"), full_date(decision.next_on))] if decision.next_on else []
    return Panel(title, facts)


def _state(application: Application) -> str:
    return applications.LIFE.words[Status(application.status)].staff


def _session_panels(work: Work, sight: Sight) -> list[Panel]:
    rows = work.db.execute(
        select(Session, Booking)
        .join(Booking, col(Booking.session_id) == Session.id)
        .where(
            col(Booking.person_id) == sight.person.id,
            col(Booking.status).in_((BookingStatus.BOOKED, BookingStatus.WAITING)),
            col(Session.starts_at) > work.now,
        )
        .order_by(col(Session.starts_at))
    ).all()
    return [_session(session, booking) for session, booking in rows]


def _session(session: Session, booking: Booking) -> Panel:
    state = N_("A place is booked") if booking.status is BookingStatus.BOOKED else N_("On the waiting list")
    return Panel(
        session.title,
        [
            Fact(N_("Where it stands"), state),
            Fact(N_("When"), span(session.starts_at, session.ends_at, session.time_zone)),
            Fact(N_("Where"), session.place),
            Fact(N_("The way there"), session.way_there),
            Fact(N_("Who is there"), session.who_is_there),
            Fact(N_("What happens"), session.what_happens),
            Fact(N_("What could change"), session.what_could_change),
        ],
    )


def _day_panels(work: Work, sight: Sight) -> list[Panel]:
    weeks = mine(through_the_persons_eyes(work, sight)).weeks
    return [
        Panel(
            full_date(day.day),
            [
                Fact(N_("When"), _hours_of(day)),
                Fact(N_("Where"), f"{day.place}, {day.address}"),
                Fact(N_("Desk"), listed(list(dict.fromkeys(sitting.desk for sitting in day.sittings)))),
                Fact(N_("Who is there"), day.supervisor),
            ],
        )
        for week in weeks
        for day in week.days
    ]


def _hours_of(day: DayLine) -> Sentence:
    """When it is, below a heading that says the day."""
    each = listed([hours(sitting.starts_at, sitting.ends_at, day.zone) for sitting in day.sittings])
    return sentence(N_("%(hours)s, %(zone)s"), hours=each, zone=city_time(day.zone))


PANELS: Mapping[Kind, Callable[[Work, Sight], list[Panel]]] = {
    Kind.RESULTS: _result_panels,
    Kind.SESSIONS: _session_panels,
    Kind.ADJUSTMENTS: _adjustment_panels,
    Kind.PASSPORT: _passport_panels,
    Kind.SCHEDULE: _day_panels,
}
