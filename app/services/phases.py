"""Asking the law of phases about one application, or one of its files, at the time of this work."""

from sqlmodel import col, select

from app.core.actors import Role
from app.core.errors import Missing
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.files import File
from app.models.programmes import Programme
from app.rules.blueprints import blueprint_of
from app.rules.phases import Rights, rights_now


def rights_of(work: Work, application: Application) -> Rights:
    """What a reviewer of this application may see and do now."""
    cohort, key = work.db.execute(
        select(Cohort, Programme.key)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(col(Cohort.id) == application.cohort_id)
    ).one()
    return rights_now(blueprint_of(key), cohort, work.now)


def refuse_outside_phase(work: Work, file: File) -> None:
    """For somebody who reaches a file as a reviewer only: it is missing in a phase that shows no files."""
    if file.owner_id == work.actor.person_id or file.application_id is None:
        return
    application = work.db.get_one(Application, file.application_id)
    if application.programme_id in work.actor.programmes_as(Role.MANAGER):
        return
    if not rights_of(work, application).sees_files:
        raise Missing
