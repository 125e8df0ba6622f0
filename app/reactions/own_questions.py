"""What follows a question: who answers is told, who asked reads the answer, and hears it when the day was not kept."""

from datetime import datetime
from uuid import UUID

from app.adapters.wordings import moment
from app.core.events import OutboxEvent
from app.core.work import Work
from app.models.own_questions import OwnQuestion
from app.models.people import Person
from app.models.programmes import Programme
from app.reactions.following import follows
from app.rules.own_questions_paths import answer_path, own_path
from app.services import messages


@follows("own_questions.asked")
def ask_who_answers(work: Work, event: OutboxEvent) -> None:
    _tell_holder(work, event, "own_question_asked")


@follows("own_questions.passed_on")
def ask_the_next(work: Work, event: OutboxEvent) -> None:
    _tell_holder(work, event, "own_question_passed_on")


@follows("own_questions.passed_on")
def tell_the_new_day(work: Work, event: OutboxEvent) -> None:
    _tell_who_asked(work, event, "own_question_late", UUID(str(event.facts["holder"])))


@follows("own_questions.answered")
def tell_that_it_is_answered(work: Work, event: OutboxEvent) -> None:
    assert event.actor_id is not None  # noqa: S101 - only people answer
    _tell_who_asked(work, event, "own_question_answered", event.actor_id)


def _tell_holder(work: Work, event: OutboxEvent, template: str) -> None:
    question, programme = _found(work, event)
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, UUID(str(event.facts["holder"]))),
        event_id=event.id,
        facts={"programme": programme.name, "day": _day(event, programme)},
        path=answer_path(question.id),
    )


def _tell_who_asked(work: Work, event: OutboxEvent, template: str, by: UUID) -> None:
    question, programme = _found(work, event)
    name = work.db.get_one(Person, by).name
    messages.write(
        work,
        template,
        to=work.db.get_one(Person, question.person_id),
        event_id=event.id,
        facts={"programme": programme.name, "name": name, "day": _day(event, programme)},
        path=own_path(programme.key, question.id),
    )


def _found(work: Work, event: OutboxEvent) -> tuple[OwnQuestion, Programme]:
    question = work.db.get_one(OwnQuestion, event.subject_id)
    return question, work.db.get_one(Programme, question.programme_id)


def _day(event: OutboxEvent, programme: Programme) -> str:
    return moment(datetime.fromisoformat(str(event.facts["until"])), programme.time_zone)
