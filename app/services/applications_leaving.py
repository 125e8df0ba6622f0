"""Drafts that are not sent: deleted with a way back, kept for the next intake, taken up again, and erased in the end."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, func
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.applications import Answer, Application, ApplicationStatus, CompletePart
from app.models.cohorts import Cohort
from app.models.files import File
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.applications import LIFE
from app.rules.blueprints import blueprint_of
from app.services.applications import open_cohort

TOO_LATE = N_("This was deleted too long ago to bring it back. You can start a new application at any time.")


def delete_draft(work: Work, application: Application, _form: Nothing) -> None:
    """Delete what was never sent. It comes back at a press while the promised days last."""
    application.withdrawn_at = work.now
    _move(work, application, "delete_draft")


def restore_draft(work: Work, application: Application, _form: Nothing) -> None:
    if LIFE.allows(application, "restore_draft") and is_gone(work, application):
        raise Refused(TOO_LATE)
    _move(work, application, "restore_draft")
    application.withdrawn_at = None


def reopen(work: Work, application: Application, _form: Nothing) -> None:
    """Carry on with a kept draft in the intake that is open now."""
    cohort = open_cohort(work, application.programme_id)
    if cohort is None:
        raise Refused(N_("The next intake is not open yet. Your answers are kept."))
    taken = select(Application.id).where(
        col(Application.cohort_id) == cohort.id,
        col(Application.person_id) == application.person_id,
        col(Application.id) != application.id,
    )
    if work.db.scalars(taken).first() is not None:
        raise Refused(N_("You have begun another application to this intake. Your kept answers stay here to read."))
    _move(work, application, "reopen")
    application.cohort_id, application.reminded_at = cohort.id, None


def keep_unsent(work: Work) -> int:
    """Keep every draft whose last moment has passed, and return how many. Their people are told."""
    unsent = work.db.scalars(
        select(Application)
        .join(Cohort, col(Cohort.id) == Application.cohort_id)
        .where(
            col(Application.status) == ApplicationStatus.DRAFT,
            col(Cohort.closes_at) <= work.now,
            func.coalesce(col(Application.late_until), col(Cohort.closes_at)) <= work.now,
        )
    ).all()
    for application in unsent:
        _move(work, application, "keep")
    return len(unsent)


def erase_deleted(work: Work) -> None:
    """Take out what was written in drafts that can no longer come back. Safe to run twice."""
    deleted = work.db.scalars(select(Application).where(col(Application.status) == ApplicationStatus.DELETED)).all()
    gone = [application.id for application in deleted if is_gone(work, application)]
    for file in _files_of(work, gone):
        work.record(Event("files.removed", file.id, about=file.owner_id, facts={"stored_as": file.stored_as}))
        work.db.delete(file)
    work.db.execute(delete(Answer).where(col(Answer.application_id).in_(gone)))
    work.db.execute(delete(CompletePart).where(col(CompletePart.application_id).in_(gone)))


def is_gone(work: Work, application: Application) -> bool:
    """Whether the days of the way back are over."""
    key = work.db.get_one(Programme, application.programme_id).key
    return work.now > law.undo_ends(application, blueprint_of(key))


def _files_of(work: Work, applications: Sequence[UUID]) -> Sequence[File]:
    return work.db.scalars(select(File).where(col(File.application_id).in_(applications))).all()


def _move(work: Work, application: Application, name: str) -> None:
    work.db.flush()
    work.db.refresh(application, with_for_update=True)
    LIFE.move(work, application, name, about=application.person_id, programme_id=application.programme_id)
