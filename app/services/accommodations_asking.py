"""Asking for adjustments: choosing from the library or saying it freely, and sending the list to the advisers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from accessibility.vocabulary import NEEDS
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.accommodations import Choice, Details, OwnWords, parameters_in
from app.forms.accommodations_advising import MY_WORDS
from app.forms.accommodations_parameters import defaults_of
from app.forms.asking import Form
from app.models.accommodations import Accommodation, AccommodationRequest, AccommodationStatus, Strength
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.programmes import Programme
from app.rules.accommodations import CLOSED_TO_ASKING, ENDS
from app.rules.consents import ADJUSTMENTS
from app.services import consents
from app.services.accommodations import known, seal, step
from app.services.accommodations_owners import next_owner


@dataclass(frozen=True)
class Asking:
    """Where somebody asks: in which programme, and inside which application or outside any.

    A list inside an application that is not sent yet goes out together with it.
    """

    person_id: UUID
    programme_id: UUID
    application_id: UUID | None = None
    goes_with_application: bool = False
    of_programme: bool = False
    """Whether the person chose the programme themselves, because they belong to none yet."""


def asking_in(application: Application) -> Asking:
    """Raises `Refused` when the programme no longer works with this application."""
    if application.status in CLOSED_TO_ASKING:
        raise Refused(
            N_("This application is closed, so there is no adviser for it. You can ask in a new application.")
        )
    return Asking(
        application.person_id,
        application.programme_id,
        application.id,
        goes_with_application=application.status is ApplicationStatus.DRAFT,
    )


def asking_anytime(work: Work) -> Asking | None:
    """The programme somebody is enrolled in, else the one of their newest open application, else where they asked before."""
    me = work.actor.person_id
    enrolled = (
        select(Cohort.programme_id)
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(col(Enrolment.person_id) == me, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
        .order_by(col(Enrolment.enrolled_at).desc())
    )
    applied = (
        select(Application.programme_id)
        .where(col(Application.person_id) == me, col(Application.status).not_in(CLOSED_TO_ASKING))
        .order_by(col(Application.started_at).desc())
    )
    asked = (
        select(Accommodation.programme_id)
        .where(col(Accommodation.person_id) == me)
        .order_by(col(Accommodation.asked_at).desc())
    )
    found = (work.db.scalars(wanted).first() for wanted in (enrolled, applied, asked))
    programme_id = next(filter(None, found), None)
    return Asking(me, programme_id) if me and programme_id else None


def place_to_ask(work: Work) -> Asking:
    """The same, where asking is the point of the page. Raises `Refused` when there is no programme to ask."""
    asking = asking_anytime(work)
    if asking is None:
        raise Refused(N_("Choose a programme first. Then there is an adviser whom you can ask."))
    return asking


def asking_of(work: Work, programme: Programme) -> Asking:
    """Anybody can ask in any programme, with an application or without."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    return Asking(work.actor.person_id, programme.id, of_programme=True)


def open_needs(work: Work, asking: Asking) -> set[str]:
    """The codes that the person has asked for in this programme and that are not over; each is asked for once."""
    return set(
        work.db.scalars(
            select(Accommodation.need).where(
                col(Accommodation.person_id) == asking.person_id,
                col(Accommodation.programme_id) == asking.programme_id,
                col(Accommodation.status).not_in(ENDS),
                col(Accommodation.need) != MY_WORDS,
            )
        )
    )


def choose(work: Work, asking: Asking, form: Choice) -> None:
    """Put the chosen needs on the list. What is on it already stays as it is."""
    if not form.chosen:
        raise Refused(N_("Choose at least one, or go back"), field=form.first_field)
    taken = open_needs(work, asking)
    fresh = [code for code in form.chosen if code not in taken]
    last = _last_position(work, asking)
    for position, code in enumerate(fresh, start=last + 1):
        draft(work, asking, code, Strength.PREFER, position=position)


def say(work: Work, asking: Asking, form: OwnWords) -> None:
    """Put something on the list that is in no library, in the person's own words."""
    row = draft(work, asking, MY_WORDS, form.strength)
    seal(work, row, "sealed_words", form.words)


def detail(work: Work, accommodation: Accommodation, form: Details) -> None:
    """Say how strong a need is, its details, and anything about it in own words."""
    refuse_unless_draft(accommodation)
    accommodation.strength = form.strength
    accommodation.parameters = parameters_in(form, NEEDS[accommodation.need])
    accommodation.version += 1
    seal(work, accommodation, "sealed_words", form.said)


def remove(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Take a draft off the list; nothing of it stays."""
    refuse_unless_draft(accommodation)
    work.db.delete(accommodation)
    work.audit(Event("accommodations.removed", accommodation.id, about=accommodation.person_id))


def send(work: Work, asking: Asking, _form: Form) -> None:
    """Send everything on the list to the advisers of the programme."""
    drafts = drafts_of(work, asking)
    if not drafts:
        raise Refused(N_("Nothing is on your list yet. Choose what helps first."))
    _send_all(work, drafts)


def send_with_application(work: Work, application_id: UUID) -> None:
    """Send what was put on the list inside an application, once that is sent. Running it again finds nothing to do."""
    drafts = work.db.scalars(_going_with(application_id)).all()
    if drafts:
        _send_all(work, drafts)


def goes_along(work: Work, application_id: UUID) -> bool:
    """Whether a list goes to the advisers when this application is sent."""
    return work.db.scalars(_going_with(application_id).limit(1)).first() is not None


def _going_with(application_id: UUID) -> SelectOfScalar[Accommodation]:
    return (
        select(Accommodation)
        .where(
            col(Accommodation.application_id) == application_id,
            col(Accommodation.status) == AccommodationStatus.DRAFT,
        )
        .order_by(col(Accommodation.position), col(Accommodation.id))
    )


def drafts_of(work: Work, asking: Asking) -> Sequence[Accommodation]:
    """The list that is not sent yet: inside one application, or outside any."""
    return work.db.scalars(
        select(Accommodation)
        .where(
            col(Accommodation.person_id) == asking.person_id,
            col(Accommodation.programme_id) == asking.programme_id,
            col(Accommodation.application_id).is_not_distinct_from(asking.application_id),
            col(Accommodation.status) == AccommodationStatus.DRAFT,
        )
        .order_by(col(Accommodation.position), col(Accommodation.id))
    ).all()


def refuse_unless_draft(accommodation: Accommodation) -> None:
    if accommodation.status is not AccommodationStatus.DRAFT:
        raise Refused(N_("This is sent already. Write to your adviser to change it, or take it back and ask again."))


def _last_position(work: Work, asking: Asking) -> int:
    """Needs that are chosen in one press share an instant, so their order is counted and not taken from their ids."""
    last = select(func.max(Accommodation.position)).where(col(Accommodation.person_id) == asking.person_id)
    return work.db.scalar(last) or 0


def draft(work: Work, asking: Asking, code: str, strength: Strength, *, position: int | None = None) -> Accommodation:
    """Put one need at the end of the person's list, or at this position."""
    row = Accommodation(
        id=work.new_id(),
        person_id=asking.person_id,
        programme_id=asking.programme_id,
        application_id=asking.application_id,
        need=code,
        strength=strength,
        parameters=defaults_of(NEEDS[code]),
        status=AccommodationStatus.DRAFT,
        asked_at=work.now,
        counted_from=work.now,
        position=_last_position(work, asking) + 1 if position is None else position,
    )
    work.db.add(row)
    work.audit(Event("accommodations.drafted", row.id, about=row.person_id, programme_id=row.programme_id))
    return row


def _send_all(work: Work, drafts: Sequence[Accommodation]) -> None:
    """One request for all of them, and an adviser who looks after it from the first moment.

    The press that sends says yes to the words beside its button. What an adviser writes down for somebody does not: the
    person read no words then.
    """
    first = drafts[0]
    consents.say_yes(work, ADJUSTMENTS, first.person_id)
    request = AccommodationRequest(
        id=work.new_id(),
        person_id=first.person_id,
        programme_id=first.programme_id,
        application_id=first.application_id,
        sent_at=work.now,
    )
    work.db.add(request)
    work.db.flush()
    hand_in(work, request, drafts, by="send")


def hand_in(
    work: Work, request: AccommodationRequest, drafts: Sequence[Accommodation], *, by: str, owner: UUID | None = None
) -> None:
    """Send these as one request. What needs no decision starts at once, and needs no proof."""
    owner = owner or next_owner(work, drafts[0])
    for row in drafts:
        row.request_id, row.asked_at, row.adviser_id = request.id, work.now, owner
        step(work, row, by, on_behalf_of=request.person_id if request.written_by_id else None)
        if NEEDS[row.need].starts_at_once:
            row.provide = NEEDS[row.need].instruction(known(row.parameters))
            step(work, row, "start_at_once", on_behalf_of=request.person_id if request.written_by_id else None)
    work.record(
        Event(
            "accommodations.list_sent",
            drafts[0].id,
            about=request.person_id,
            programme_id=request.programme_id,
            facts={"count": len(drafts)},
        )
    )
