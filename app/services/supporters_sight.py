"""What a supporter sees of somebody at this moment. Every page, button and file of a supporter begins here.

What is not shared is missing, and so is everything once the help is over: there is nothing to show and nothing to hide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from app.core.actors import Actor
from app.core.errors import Missing
from app.core.events import AuditEntry, Event
from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application
from app.models.files import File, FileStatus
from app.models.people import Person
from app.models.supporters import Level, SharedSection, Supporter
from app.rules.blueprints import Part, Question
from app.rules.supporters import helps_now, today_in
from app.rules.supporters_sections import Kind, answers_key
from app.services.applications_reading import Case, case_of

OVER = N_("You no longer help here, so this page is closed. Your home page shows whom you help now.")
READ = "supporters.read"


@dataclass(frozen=True)
class Sight:
    """One supporter, the person, and what is shared now with the most that they may do there."""

    support: Supporter
    person: Person
    shared: Mapping[str, Level]

    @property
    def first_name(self) -> str:
        return self.person.name.split(" ")[0]

    def level(self, section: str) -> Level | None:
        return self.shared.get(section)


def sight_of(work: Work, support: Supporter) -> Sight:
    """Raises `Missing` from the moment that the help is over, with a sentence that leads home."""
    rows = work.db.execute(
        select(Person, SharedSection)
        .outerjoin(SharedSection, col(SharedSection.supporter_id) == support.id)
        .where(col(Person.id) == support.person_id)
    ).all()
    person = rows[0][0]
    if not helps_now(support, person.time_zone, work.now):
        raise Missing(OVER)
    return Sight(support, person, {shared.section: shared.level for _, shared in rows if shared is not None})


def read(work: Work, support: Supporter, section: str) -> Sight:
    """Look at one section. The person reads in the log that this was done, once for each day."""
    sight = sight_of(work, support)
    if sight.level(section) is None:
        raise Missing
    since = datetime.combine(
        today_in(sight.person.time_zone, work.now), time(), tzinfo=ZoneInfo(sight.person.time_zone)
    )
    known = work.db.scalars(
        select(AuditEntry).where(
            col(AuditEntry.subject_id) == support.id,
            col(AuditEntry.name) == READ,
            col(AuditEntry.actor_id) == work.actor.person_id,
            col(AuditEntry.at) >= since,
        )
    ).all()
    if section not in {entry.facts.get("section") for entry in known}:
        work.audit(Event(READ, support.id, about=support.person_id, facts={"section": section}))
    return sight


def read_part(work: Work, support: Supporter, application_id: UUID, part: str) -> tuple[Sight, Case, Part]:
    """Look at one part of an application that is shared."""
    sight = read(work, support, answers_key(application_id, part))
    case = case_of(work, _application(work, sight, application_id))
    return sight, case, case.part(part)


def question_to_fill_in(
    work: Work, support: Supporter, application_id: UUID, key: str, *, to_change: bool = False
) -> tuple[Sight, Case, Question]:
    """A typed question in a part that this supporter may help to fill in; any other is missing."""
    sight = sight_of(work, support)
    case = case_of(work, _application(work, sight, application_id), to_change=to_change)
    question = case.question(key)
    if sight.level(answers_key(application_id, case.part_of(question).key)) is not Level.FILL_IN:
        raise Missing
    return sight, case, question


def file_for(work: Work, support: Supporter, file_id: UUID) -> File:
    """A file under a question of a shared part. It is missing until our scanner let it through."""
    sight = sight_of(work, support)
    file = work.db.scalars(
        select(File).where(
            col(File.id) == file_id,
            col(File.owner_id) == sight.person.id,
            col(File.status) == FileStatus.CLEAN,
        )
    ).one_or_none()
    if file is None or file.application_id is None:
        raise Missing
    case = case_of(work, _application(work, sight, file.application_id))
    part = next((part for part in case.blueprint.parts if any(q.key == file.question for q in part.questions)), None)
    if part is None:
        raise Missing
    read(work, support, answers_key(file.application_id, part.key))
    return file


def through_the_persons_eyes(work: Work, sight: Sight) -> Work:
    """For queries that ask whose they are; a page takes from them only what its own view has. No service gets this."""
    return replace(work, actor=Actor(sight.person.id, sight.person.name))


def may_speak(sight: Sight) -> bool:
    return sight.level(str(Kind.ADJUSTMENTS)) is Level.SPEAK


def _application(work: Work, sight: Sight, application_id: UUID) -> Application:
    application = work.db.scalars(
        select(Application).where(col(Application.id) == application_id, col(Application.person_id) == sight.person.id)
    ).one_or_none()
    if application is None:
        raise Missing
    return application
