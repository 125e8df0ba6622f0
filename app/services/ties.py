"""Setting readers apart from applications: an applicant names them, or a reviewer says beforehand whom they know."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, or_, tuple_
from sqlmodel import col, select

from app.core.errors import Conflict, Refused
from app.core.events import Event
from app.core.marks import mark_of_whole, marks_of
from app.core.vault import LOCKED
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.forms.ties import KnowPerson, NameReaders
from app.models.applications import Answer, Application, ApplicationStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Review
from app.models.ties import KnownPerson, NamedReader
from app.rules.blueprints import blueprints
from app.rules.reviews import EXPECTED, OPEN_FOR_READING
from app.services.reviewers import readers_of
from app.services.standings import stand

MOST_KNOWN = 100
CAN_NAME = OPEN_FOR_READING | {ApplicationStatus.DRAFT, ApplicationStatus.KEPT_FOR_NEXT_INTAKE}
"""States in which it still matters who reads."""


def name_readers(work: Work, application: Application, form: NameReaders) -> None:
    """From now on exactly these people do not read it; what one of them gave so far no longer counts.

    Conflict when the reading is over: the page that asked is then of an earlier day.
    """
    if application.status not in CAN_NAME:
        raise Conflict(N_("The reading of your application is over. The person below can help you."))
    known = {person_id for person_id, _ in readers_of(work.db, application)}
    if not set(form.readers) <= known:
        raise Refused(N_("Choose only people from this list"), field="readers")
    work.db.execute(delete(NamedReader).where(col(NamedReader.application_id) == application.id))
    for reader_id in sorted(set(form.readers)):
        work.db.add(NamedReader(application_id=application.id, reader_id=reader_id, named_at=work.now))
    work.record(Event("ties.named", application.id, about=application.person_id, programme_id=application.programme_id))
    _stand_again(work, [application.id])


def know(work: Work, form: KnowPerson) -> None:
    """Remember that this reviewer knows somebody of this name or address. Nobody is told if such a person applied."""
    mine = select(KnownPerson).where(col(KnownPerson.reader_id) == work.actor.person_id)
    known = work.db.scalars(mine).all()
    if len(known) >= MOST_KNOWN:
        raise Refused(N_("This list is full. Remove somebody first."))
    if any(each.words.casefold() == form.words.casefold() for each in known):
        raise Refused(N_("This person is on your list already"), field="words")
    person = KnownPerson(id=work.new_id(), reader_id=_me(work), words=form.words, tie=form.tie, said_at=work.now)
    work.db.add(person)
    work.record(Event("ties.known", person.id))
    _stand_again(work, _read_by_me(work))


def forget(work: Work, known: KnownPerson, _form: Nothing) -> None:
    work.db.delete(known)
    work.record(Event("ties.forgotten", known.id))
    _stand_again(work, _read_by_me(work))


def _read_by_me(work: Work) -> Sequence[UUID]:
    mine = (
        select(Review.application_id)
        .join(Application, col(Application.id) == Review.application_id)
        .where(
            col(Review.reviewer_id) == work.actor.person_id,
            col(Review.status).in_(EXPECTED),
            col(Application.status).in_(OPEN_FOR_READING),
        )
    )
    return work.db.scalars(mine.order_by(col(Review.application_id))).all()


def _stand_again(work: Work, applications: Sequence[UUID]) -> None:
    work.db.flush()
    for application_id in applications:
        stand(work, application_id)


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only reviewers in
    return work.actor.person_id


def complete(work: Work) -> int:
    """Mark what people answered about their employer before answers were sealed, or before a programme asked for it,
    and the people and the names that readers gave from a version that compared them in plain.

    Returns how many rows have marks now that had none. Safe to run twice.
    """
    return _complete_employers(work) + _complete_people(work)


def _complete_people(work: Work) -> int:
    people = work.db.scalars(select(Person).where(or_(col(Person.name_mark) == "", col(Person.email_mark) == ""))).all()
    known = [each for each in work.db.scalars(select(KnownPerson).where(col(KnownPerson.mark) == "")) if _is_open(each)]
    for person in people:
        person.name_mark, person.email_mark = (
            mark_of_whole(work.vault, person.name),
            mark_of_whole(work.vault, person.email),
        )
    for each in known:
        each.mark = mark_of_whole(work.vault, each.words)
    return len(people) + len(known)


def _is_open(known: KnownPerson) -> bool:
    return known.words not in ("", LOCKED)


def _complete_employers(work: Work) -> int:
    asked = [(each.key, each.employer_question) for each in blueprints().values() if each.employer_question]
    without = (
        select(Answer)
        .join(Application, col(Application.id) == Answer.application_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(tuple_(col(Programme.key), col(Answer.question)).in_(asked), col(Answer.employer_marks) == "")
    )
    found = [answer for answer in work.db.scalars(without) if answer.value not in ("", LOCKED)]
    for answer in found:
        answer.employer_marks = marks_of(work.vault, str(answer.value))
    return len(found)
