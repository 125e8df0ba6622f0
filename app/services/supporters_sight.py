"""What a supporter sees of somebody at this moment. Every page, button and file of a supporter begins here.

What is not shared is missing, and so is everything once the help is over: there is nothing to show and nothing to hide.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.core.actors import Actor
from app.core.errors import Missing
from app.core.events import AuditEntry, Event
from app.core.words import N_
from app.core.work import Work
from app.core.working_days import today_in
from app.models.applications import Application
from app.models.files import File, FileStatus
from app.models.people import Person
from app.models.supporters import Level, PreparedAnswer, SharedSection, Supporter
from app.rules.blueprints import Part, Question
from app.rules.supporters import READ, helps_now
from app.rules.supporters_sections import Kind, answers_key
from app.services.applications_reading import Case, case_of
from app.services.supporters_prepared import NAMES, Prepared, beside_writers, prepared

OVER = N_("You no longer help here, so this page is closed. Your home page shows whom you help now.")


@dataclass(frozen=True)
class Sight:
    """One supporter, the person, and what is shared now with the most that they may do there.

    `application` and `texts` are there when one application is looked at; `shared` then has only parts of it.
    `read_at` is when the section that is looked at was last written down as read.
    """

    support: Supporter
    person: Person
    shared: Mapping[str, Level]
    application: Application | None
    texts: Sequence[Prepared]
    read_at: datetime | None

    @property
    def first_name(self) -> str:
        return self.person.name.split(" ")[0]

    def level(self, section: str) -> Level | None:
        return self.shared.get(section)

    def text_for(self, question: str) -> Prepared | None:
        return next((text for text in self.texts if text.row.question == question), None)


def sight_of(work: Work, support: Supporter, *, section: str = "", application_id: UUID | None = None) -> Sight:
    """In one statement. Raises `Missing` from the moment that the help is over, with a sentence that leads home."""
    rows = work.db.execute(_everything(work, support, section, application_id)).all()
    person = rows[0][0]
    if not helps_now(support, person.time_zone, work.now):
        raise Missing(OVER)
    texts = {row[4].id: prepared(*row[4:]) for row in rows if row[4] is not None}
    return Sight(
        support=support,
        person=person,
        shared={row[1].section: row[1].level for row in rows if row[1] is not None},
        application=rows[0][3],
        texts=[texts[text_id] for text_id in sorted(texts)],
        read_at=rows[0][2],
    )


def read(work: Work, support: Supporter, section: str, *, application_id: UUID | None = None) -> Sight:
    """Look at one section. The person reads in the log that this was done, once for each day."""
    sight = sight_of(work, support, section=section, application_id=application_id)
    if sight.level(section) is None:
        raise Missing
    zone = sight.person.time_zone
    if sight.read_at is None or today_in(zone, sight.read_at) < today_in(zone, work.now):
        work.audit(Event(READ, support.id, about=support.person_id, facts={"section": section}))
    return sight


def read_part(work: Work, support: Supporter, application_id: UUID, part: str) -> tuple[Sight, Case, Part]:
    """Look at one part of an application that is shared."""
    sight = read(work, support, answers_key(application_id, part), application_id=application_id)
    case = case_of(work, _application(sight))
    return sight, case, case.part(part)


def question_to_fill_in(
    work: Work, support: Supporter, application_id: UUID, key: str, *, to_change: bool = False
) -> tuple[Sight, Case, Question]:
    """A typed question in a part that this supporter may help to fill in; any other is missing."""
    sight = sight_of(work, support, application_id=application_id)
    case = case_of(work, _application(sight), to_change=to_change)
    question = case.question(key)
    if sight.level(answers_key(application_id, case.part_of(question).key)) is not Level.FILL_IN:
        raise Missing
    return sight, case, question


def file_for(work: Work, support: Supporter, file_id: UUID) -> File:
    """A file under a question of a shared part. It is missing until our scanner let it through."""
    found = work.db.execute(
        select(File, Application)
        .join(Application, col(Application.id) == File.application_id)
        .where(
            col(File.id) == file_id,
            col(File.owner_id) == support.person_id,
            col(File.status) == FileStatus.CLEAN,
        )
    ).one_or_none()
    if found is None:
        sight_of(work, support)
        raise Missing
    file, application = found
    read(work, support, _section_of(work, file, application), application_id=application.id)
    return file


def through_the_persons_eyes(work: Work, sight: Sight) -> Work:
    """For queries that ask whose they are; a page takes from them only what its own view has. No service gets this."""
    return replace(work, actor=Actor(sight.person.id, sight.person.name))


def may_speak(sight: Sight) -> bool:
    return sight.level(str(Kind.ADJUSTMENTS)) is Level.SPEAK


def _section_of(work: Work, file: File, application: Application) -> str:
    """What has to be shared for this file; something that nobody can share when its question is asked no more."""
    parts = case_of(work, application).blueprint.parts
    part = next((part.key for part in parts if any(each.key == file.question for each in part.questions)), "")
    return answers_key(application.id, part)


def _application(sight: Sight) -> Application:
    if sight.application is None:
        raise Missing
    return sight.application


def _everything(work: Work, support: Supporter, section: str, application_id: UUID | None) -> Any:
    """The person with the shared sections; beside each, the application that is looked at and what was written for it."""
    last_read = select(func.max(col(AuditEntry.at))).where(
        col(AuditEntry.subject_id) == support.id,
        col(AuditEntry.name) == READ,
        col(AuditEntry.actor_id) == work.actor.person_id,
        col(AuditEntry.facts)["section"].as_string() == section,
    )
    mine = col(SharedSection.supporter_id) == support.id
    if application_id is not None:
        mine &= col(SharedSection.section).startswith(answers_key(application_id, ""), autoescape=True)
    theirs = (col(Application.id) == application_id) & (col(Application.person_id) == Person.id)
    everything: tuple[Any, ...] = (Person, SharedSection, last_read.scalar_subquery(), Application, *NAMES)
    found = (
        select(*everything)
        .select_from(Person)
        .outerjoin(SharedSection, mine)
        .outerjoin(Application, theirs)
        .outerjoin(PreparedAnswer, col(PreparedAnswer.application_id) == Application.id)
        .where(col(Person.id) == support.person_id)
    )
    return beside_writers(found)
