"""Pages of own questions: the asker's own with their answers, and the manager's in the order of what is promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.own_questions import OwnQuestion
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.answers import due
from app.rules.blueprints import blueprint_of
from app.rules.own_questions import visible_to
from app.rules.own_questions_paths import anchor, start_of
from app.rules.promises import MARKS, STATES, State, replies_of

MOST_WAITING = 30
MOST_ANSWERED = 10

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Asked:
    """One question with who answers it. `replied_at` is None while it waits; `is_late` that its first day was missed."""

    question_id: UUID
    anchor: str
    words: str
    asked_at: datetime
    holder: str
    answer_by: datetime
    is_late: bool
    reply: str
    replier: str
    replied_at: datetime | None


@dataclass(frozen=True)
class OwnQuestions:
    """`day` is when an answer to a question that is asked now is promised for."""

    title: Sentence
    key: str
    programme: str
    contact: str
    day: datetime
    asked: Sequence[Asked]
    zone: str
    crumb: Crumb


@dataclass(frozen=True)
class Waiting:
    """One question of the manager's list. `start` are its first words; `state` and `mark` say how its promise stands."""

    question_id: UUID
    name: str
    start: str
    programme: str
    holder: str
    answer_by: datetime
    state: str
    mark: str
    zone: str


@dataclass(frozen=True)
class QuestionsPage:
    """`count` is how many wait; the list holds the first of them."""

    waiting: Sequence[Waiting]
    answered: Sequence[Waiting]
    count: int
    title: str = N_("Questions from people")
    crumb: Crumb = (N_("promises"), "promises.listing", {})


@dataclass(frozen=True)
class AnswerPage:
    title: Sentence
    asked: Asked
    programme: str
    application_id: UUID | None
    reference: str
    zone: str
    crumb: Crumb = (N_("all questions"), "own_questions.listing", {})


def own(work: Work, programme: Programme) -> OwnQuestions:
    blueprint, holder, replier = blueprint_of(programme.key), aliased(Person), aliased(Person)
    rows = work.db.execute(
        select(OwnQuestion, col(holder.name), col(replier.name))
        .join(holder, col(holder.id) == OwnQuestion.holder_id)
        .outerjoin(replier, col(replier.id) == OwnQuestion.replied_by)
        .where(col(OwnQuestion.person_id) == work.actor.person_id, col(OwnQuestion.programme_id) == programme.id)
        .order_by(col(OwnQuestion.id).desc())
    ).all()
    contact = work.db.get(Person, programme.contact_id) if programme.contact_id else None
    return OwnQuestions(
        title=sentence(N_("Your questions about %(programme)s"), programme=programme.name),
        key=programme.key,
        programme=programme.name,
        contact=contact.name if contact else "",
        day=due(blueprint, work.now, blueprint.promises.first_reply),
        asked=[_asked(*row) for row in rows],
        zone=programme.time_zone,
        crumb=(programme.name, "programmes.show", {"key": programme.key}),
    )


def listing(work: Work) -> QuestionsPage:
    """What waits, the earliest promise first; then what was answered, the newest first."""
    waiting = col(OwnQuestion.replied_at).is_(None)
    mine = visible_to(work.actor)
    asker, holder = aliased(Person), aliased(Person)
    found = (
        mine.add_columns(col(asker.name), col(holder.name), col(Programme.name), col(Programme.time_zone))
        .join(asker, col(asker.id) == OwnQuestion.person_id)
        .join(holder, col(holder.id) == func.coalesce(col(OwnQuestion.replied_by), col(OwnQuestion.holder_id)))
        .join(Programme, col(Programme.id) == OwnQuestion.programme_id)
    )
    first = found.where(waiting).order_by(col(OwnQuestion.answer_by), col(OwnQuestion.id)).limit(MOST_WAITING)
    last = found.where(~waiting).order_by(col(OwnQuestion.replied_at).desc(), col(OwnQuestion.id)).limit(MOST_ANSWERED)
    count = work.db.scalar(select(func.count()).select_from(mine.where(waiting).subquery()))
    return QuestionsPage(
        waiting=[_waiting(work, row) for row in work.db.execute(first)],
        answered=[_waiting(work, row) for row in work.db.execute(last)],
        count=count or 0,
    )


def answering(work: Work, question: OwnQuestion) -> AnswerPage:
    asker, holder, replier = aliased(Person), aliased(Person), aliased(Person)
    name, held, replied, programme, zone, reference = work.db.execute(
        select(
            col(asker.name),
            col(holder.name),
            col(replier.name),
            col(Programme.name),
            col(Programme.time_zone),
            col(Application.reference),
        )
        .select_from(OwnQuestion)
        .join(asker, col(asker.id) == OwnQuestion.person_id)
        .join(holder, col(holder.id) == OwnQuestion.holder_id)
        .join(Programme, col(Programme.id) == OwnQuestion.programme_id)
        .outerjoin(replier, col(replier.id) == OwnQuestion.replied_by)
        .outerjoin(
            Application,
            (col(Application.id) == OwnQuestion.application_id) & col(Application.sent_at).is_not(None),
        )
        .where(col(OwnQuestion.id) == question.id)
    ).one()
    return AnswerPage(
        title=sentence(N_("A question from %(name)s"), name=name),
        asked=_asked(question, held, replied),
        programme=programme,
        application_id=question.application_id if reference else None,
        reference=reference or "",
        zone=zone,
    )


def _asked(question: OwnQuestion, holder: str, replier: str | None) -> Asked:
    return Asked(
        question_id=question.id,
        anchor=anchor(question.id),
        words=question.words,
        asked_at=question.asked_at,
        holder=holder,
        answer_by=question.answer_by,
        is_late=question.answer_by != question.first_answer_by,
        reply=question.reply,
        replier=replier or "",
        replied_at=question.replied_at,
    )


def _waiting(work: Work, row: Sequence[Any]) -> Waiting:
    question, name, holder, programme, zone = row
    promised = replies_of(question, work.now)[-1]
    is_late = promised.state is not State.KEPT and question.answer_by != question.first_answer_by
    return Waiting(
        question_id=question.id,
        name=name,
        start=start_of(question.words),
        programme=programme,
        holder=holder,
        answer_by=question.answer_by,
        state=N_("The first day was missed") if is_late else STATES[promised.state],
        mark="warning" if is_late else MARKS[promised.state],
        zone=zone,
    )
