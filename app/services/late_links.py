"""Late links: made for a cohort, shown once, used by a counted number of people, ended by a manager."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.late_links import LateLinkForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.late_links import LateLink
from app.models.programmes import Programme
from app.rules.applications import LIFE
from app.rules.applications_paths import application_path
from app.rules.late_links import LONGEST_DAYS, is_open
from app.services import applications
from app.services.sign_ins import fingerprint

OVER = N_("This link has ended or is not known. Ask the person who gave it to you.")
FULL = N_("This link was used by as many people as it is for. Ask the person who gave it to you.")


def make(work: Work, cohort: Cohort, made: list[str], form: LateLinkForm) -> None:
    """Make a link and put its token into `made`, because only its hash is kept. Records `late_links.made`."""
    programme = work.db.get_one(Programme, cohort.programme_id)
    until = _end_of(form, programme.time_zone)
    if until <= max(work.now, cohort.closes_at):
        raise Refused(N_("Choose a day after applications close, and not in the past"), field="until")
    if until > max(work.now, cohort.closes_at) + timedelta(days=LONGEST_DAYS):
        raise Refused(sentence(N_("Choose a day within %(days)s days"), days=LONGEST_DAYS), field="until")
    assert work.actor.person_id is not None  # noqa: S101 - the guard let only a manager here
    token = work.entropy.token()
    link = LateLink(
        id=work.new_id(), cohort_id=cohort.id, programme_id=cohort.programme_id, label=form.label,
        token_hash=fingerprint(token), until=until, most_people=form.most_people, made_by=work.actor.person_id,
        made_at=work.now,
    )  # fmt: skip
    work.db.add(link)
    work.record(
        Event("late_links.made", link.id, programme_id=link.programme_id, facts={"most_people": form.most_people})
    )
    made.append(token)


def end(work: Work, link: LateLink, _form: Nothing) -> None:
    """Nobody else can come in. Whoever came already keeps their own last day. Ending twice does nothing more."""
    if link.ended_at is None:
        link.ended_at = work.now
        work.record(Event("late_links.ended", link.id, programme_id=link.programme_id))


def link_of(work: Work, token: str) -> LateLink:
    """The link behind a token while it works. Raises `Missing` when it is over or unknown, the same for both."""
    link = work.db.scalars(select(LateLink).where(col(LateLink.token_hash) == fingerprint(token))).one_or_none()
    if link is None or not is_open(link, work.now):
        raise Missing(OVER)
    return link


def enter(work: Work, link: LateLink, _form: Nothing) -> None:
    """Begin or carry on in the cohort of this link, and send until its last day. Using it again changes nothing."""
    person_id = work.actor.person_id
    if person_id is None:
        raise Missing
    work.db.refresh(link, with_for_update=True)  # of two people at once the second is counted after the first
    begun = begun_through(work, link)
    if (begun is None or begun.late_link_id != link.id) and uses_of(work, link.id) >= link.most_people:
        raise Refused(FULL)
    programme, cohort = work.db.get_one(Programme, link.programme_id), work.db.get_one(Cohort, link.cohort_id)
    application = applications.start_in(work, programme, cohort, person_id)
    if application.status is ApplicationStatus.KEPT_FOR_NEXT_INTAKE:
        LIFE.move(work, application, "reopen", about=person_id, programme_id=programme.id)
    if application.late_link_id != link.id:
        application.late_link_id, application.late_until = link.id, link.until
        work.record(Event("late_links.used", link.id, about=person_id, programme_id=programme.id))


def begun_through(work: Work, link: LateLink) -> Application | None:
    """The actor's own application to the cohort of this link."""
    return work.db.scalars(
        select(Application).where(
            col(Application.cohort_id) == link.cohort_id, col(Application.person_id) == work.actor.person_id
        )
    ).one_or_none()


def path_of(work: Work, link: LateLink) -> str:
    """The parts of the application that the actor has in the cohort of this link."""
    begun = begun_through(work, link)
    if begun is None:
        raise Missing
    return application_path(begun.id, "parts")


def uses_of(work: Work, link_id: UUID) -> int:
    used = select(func.count(col(Application.id))).where(col(Application.late_link_id) == link_id)
    return work.db.scalar(used) or 0


def _end_of(form: LateLinkForm, zone: str) -> datetime:
    return datetime.combine(form.until, time(23, 59), tzinfo=ZoneInfo(zone))
