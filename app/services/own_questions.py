"""Asking a question about a programme, answering it, and passing on what nobody answered in time."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.actors import Role
from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.own_questions import AnswerForm, QuestionForm
from app.models.applications import Application, ApplicationStatus
from app.models.own_questions import OwnQuestion
from app.models.people import Person, RoleGrant
from app.models.programmes import Programme
from app.rules.answers import due
from app.rules.blueprints import blueprint_of, blueprints
from app.rules.own_questions import MOST_OPEN, visible_to
from app.services.sign_ins import actor_of

NOBODY = N_("Nobody answers questions on this page now. The help box names a person and how to reach them.")


def programme_by(work: Work, key: str) -> Programme:
    programme = work.db.scalars(select(Programme).where(col(Programme.key) == key)).one_or_none()
    if programme is None or key not in blueprints():
        raise Missing
    return programme


def ask(work: Work, programme: Programme, form: QuestionForm) -> None:
    """Keep the question, name who answers it, and promise the day. Asking the same again while it waits does nothing."""
    waiting = work.db.scalars(_waiting_of(work, programme)).all()
    if form.words in waiting:
        return
    if len(waiting) >= MOST_OPEN:
        told = N_("You have %(count)s questions that wait for an answer. We answer these first.")
        raise Refused(sentence(told, count=MOST_OPEN), field="words")
    day = _promised(work, programme)
    question = OwnQuestion(
        id=work.new_id(), programme_id=programme.id, person_id=_me(work), application_id=_application(work, programme),
        words=form.words, asked_at=work.now, holder_id=_me(work), first_answer_by=day, answer_by=day,
    )  # fmt: skip
    work.db.add(question)
    work.db.flush()
    holders = _may_answer(work, programme, question)
    if not holders:
        raise Refused(NOBODY, field="words")
    question.holder_id = holders[0].id
    _record(work, question, "own_questions.asked")


def answer(work: Work, question: OwnQuestion, form: AnswerForm) -> None:
    """Answer once; an answer that somebody else gave first stays."""
    if question.replied_at:
        raise Refused(N_("This question is answered already. Your words are kept here, and nothing was sent."))
    question.reply, question.replied_by, question.replied_at = form.reply, _me(work), work.now
    _record(work, question, "own_questions.answered")


def pass_on_late(work: Work) -> None:
    """Give every question whose day passed to another manager, with a new day that the person is told."""
    late = select(OwnQuestion).where(col(OwnQuestion.replied_at).is_(None), col(OwnQuestion.answer_by) < work.now)
    for question in work.db.scalars(late.order_by(col(OwnQuestion.id)).with_for_update()).all():
        programme = work.db.get_one(Programme, question.programme_id)
        ids = [each.id for each in _may_answer(work, programme, question)]
        question.holder_id = _after(ids, question.holder_id)
        question.answer_by = _promised(work, programme)
        _record(work, question, "own_questions.passed_on")


def _after(ids: Sequence[UUID], holder_id: UUID) -> UUID:
    """The next in turn, so that each manager has it before it comes back to the first."""
    if not ids:
        return holder_id
    return ids[(ids.index(holder_id) + 1) % len(ids)] if holder_id in ids else ids[0]


def _may_answer(work: Work, programme: Programme, question: OwnQuestion) -> list[Person]:
    """The managers who may see it, the programme's contact first and the others by name."""
    managers = work.db.scalars(
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(col(RoleGrant.role) == Role.MANAGER, col(RoleGrant.programme_id) == programme.id)
        .order_by(col(Person.name), col(Person.id))
    ).unique()
    seen = [each for each in managers if _sees(work, each, question)]
    return sorted(seen, key=lambda each: each.id != programme.contact_id)


def _sees(work: Work, manager: Person, question: OwnQuestion) -> bool:
    theirs = visible_to(actor_of(work.db, manager)).where(col(OwnQuestion.id) == question.id)
    return work.db.scalars(theirs).first() is not None


def _waiting_of(work: Work, programme: Programme) -> SelectOfScalar[str]:
    return select(col(OwnQuestion.words)).where(
        col(OwnQuestion.person_id) == _me(work),
        col(OwnQuestion.programme_id) == programme.id,
        col(OwnQuestion.replied_at).is_(None),
    )


def _application(work: Work, programme: Programme) -> UUID | None:
    """The newest application of whoever asks, if they have one here."""
    return work.db.scalars(
        select(col(Application.id))
        .where(
            col(Application.person_id) == _me(work),
            col(Application.programme_id) == programme.id,
            col(Application.status) != ApplicationStatus.DELETED,
        )
        .order_by(col(Application.id).desc())
        .limit(1)
    ).one_or_none()


def _promised(work: Work, programme: Programme) -> datetime:
    blueprint = blueprint_of(programme.key)
    return due(blueprint, work.now, blueprint.promises.first_reply)


def _record(work: Work, question: OwnQuestion, name: str) -> None:
    facts = {"holder": str(question.holder_id), "until": question.answer_by.isoformat()}
    work.record(Event(name, question.id, about=question.person_id, programme_id=question.programme_id, facts=facts))


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policies let only people who are signed in ask and answer
    return work.actor.person_id
