"""What a manager can put right by typing, for one correction: each thing as it stands, its form, and who changes it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from sqlmodel import col, select

from app.adapters.wordings import full_date, listed, spoken
from app.core.errors import Missing
from app.core.vault import LOCKED
from app.core.words import N_
from app.core.work import Work
from app.forms import corrections as forms
from app.forms.applications import KINDS, field_of, stored
from app.forms.decisions import LONGEST_DAY, LONGEST_FEEDBACK, LONGEST_STEPS
from app.models.applications import Answer, Application, Decision
from app.models.cohorts import Enrolment
from app.models.corrections import Correction
from app.models.inquiries import ContactTry
from app.models.people import Channel, Person
from app.models.programmes import Programme
from app.models.sessions import Booking, BookingStatus, Session
from app.rules import answers as law
from app.rules import decisions as decisions_law
from app.rules.answers_reading import Readable, readable_by
from app.rules.blueprints import Blueprint, Question, Reader, blueprint_of
from app.rules.cohorts import STANDINGS
from app.rules.corrections import TYPED
from app.services import applications_storing, bookings, cohorts, decisions, inquiries, people

Value = str | list[str] | bool | date
LETTERS = 32


READ_AGAIN = (Answer, Decision, Enrolment, ContactTry, Booking)
"""What is typed anew. Who is here was read before the page too, and stays as it was."""


@dataclass(frozen=True)
class Thing:
    """One thing that can be typed. `key` names it in an address, `title` is a message id or the question that was asked.

    `words` say the value as a person reads it. `put` changes it through the service that owns it.
    """

    key: str
    title: str
    value: Value
    words: str
    field: Any
    put: Callable[[Any], None]
    say: Callable[[Any], str]

    @property
    def mark(self) -> str:
        """Names exactly what stands there now, so that nobody puts right what they did not see."""
        said = json.dumps(self.value, default=str, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:LETTERS]

    @property
    def typed(self) -> object:
        """What stands in the field before anybody types."""
        return f"{self.value:%-d %B %Y}" if isinstance(self.value, date) else self.value


def things_of(work: Work, correction: Correction) -> list[Thing]:
    """All that this manager can put right by typing; nothing where this kind of data has no such field."""
    return list(_BY_ENTRY[correction.entry](work, correction)) if correction.entry in TYPED else []


def thing_of(work: Work, correction: Correction, key: str) -> Thing:
    """Raises `Missing` for what is not, or no more, among them."""
    for thing in things_of(work, correction):
        if thing.key == key:
            return thing
    raise Missing


def hold(work: Work, correction: Correction) -> None:
    """Of two people at once the second waits here, and then sees what the first did: whatever was read before is read
    again.
    """
    work.db.flush()
    for row in [each for each in work.db if isinstance(each, READ_AGAIN)]:
        work.db.expire(row)
    work.db.get_one(Person, correction.person_id, with_for_update=True, populate_existing=True)
    work.db.refresh(correction, with_for_update=True)
    for application in work.db.scalars(_applications(work, correction)):
        work.db.refresh(application, with_for_update=True)


def result_changed(work: Work, correction: Correction) -> bool:
    """Whether a result of theirs became an offer since they asked. That is changed on the page of the application."""
    if correction.entry != "decisions":
        return False
    changed = (
        select(Decision.id)
        .where(col(Decision.application_id).in_(_applications(work, correction).with_only_columns(col(Application.id))))
        .where(col(Decision.changed_because) != "", col(Decision.released_at) > correction.asked_at)
    )
    return work.db.scalars(changed.limit(1)).first() is not None


def _applications(work: Work, correction: Correction) -> Any:
    """Those of the person that this manager works with; no other is ever changed by them."""
    theirs = decisions_law.visible_to(work.actor).where(col(Application.person_id) == correction.person_id)
    return theirs.order_by(col(Application.id))


def _account(work: Work, correction: Correction) -> Iterator[Thing]:
    person = work.db.get_one(Person, correction.person_id)
    for field, title in OF_A_PERSON.items():
        value = str(getattr(person, field))
        say = _chosen({channel.value: words for channel, words in CHANNELS.items()}) if field == "channel" else str
        put = partial(people.correct, work, person, field)
        yield Thing(field, title, value, say(value), forms.OF_A_PERSON[field], put, say)


def _answers(work: Work, correction: Correction) -> Iterator[Thing]:
    """Each typed answer that managers read, in the words that were asked. What cannot be opened is not written over."""
    rows = work.db.execute(
        _applications(work, correction)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .join(Answer, col(Answer.application_id) == Application.id)
        .add_columns(Programme, Answer)
        .order_by(None)
        .order_by(col(Application.id), col(Answer.id))
    ).all()
    for application, programme in {row[0].id: (row[0], row[1]) for row in rows}.values():
        blueprint = blueprint_of(programme.key)
        given = [row[2] for row in rows if row[0] is application]
        for read in readable_by(Reader.MANAGER, blueprint, given):
            if read.question.kind in KINDS and LOCKED not in (read.answer.value, *_as_list(read.answer.value)):
                yield _answer(work, application, programme, read)


def _answer(work: Work, application: Application, programme: Programme, read: Readable) -> Thing:
    question = _with_limits(read.question, blueprint_of(programme.key))
    value, say = read.answer.value, partial(_said, question)
    put = partial(applications_storing.correct, work, application, programme, read.answer)
    return Thing(
        f"answer-{read.answer.id}", read.answer.wording, value, say(value), field_of(question),
        lambda new: put(stored(new)), lambda new: say(stored(new)),
    )  # fmt: skip


def _decisions(work: Work, correction: Correction) -> Iterator[Thing]:
    """What the person reads with a result. What was decided itself is changed by an offer."""
    rows = work.db.execute(
        _applications(work, correction)
        .join(Decision, col(Decision.application_id) == Application.id)
        .where(col(Decision.released_at).is_not(None))
        .add_columns(Decision)
    ).all()
    for application, decision in rows:
        for field, (title, longest) in OF_A_RESULT.items():
            value = getattr(decision, field)
            if not value or value == LOCKED:
                continue
            put = partial(decisions.correct, work, application, decision, field)
            kind = forms.a_text(longest) if longest else forms.A_DAY
            yield Thing(f"{field}-{decision.id}", title, value, _plain(value), kind, put, _plain)


def _tries(work: Work, correction: Correction) -> Iterator[Thing]:
    rows = work.db.execute(
        _applications(work, correction)
        .join(ContactTry, col(ContactTry.application_id) == Application.id)
        .add_columns(ContactTry)
    ).all()
    for application, tried in rows:
        for field, title in OF_A_TRY.items():
            value = getattr(tried, field)
            if value == LOCKED:
                continue
            put = partial(inquiries.correct_try, work, application, tried, field)
            kind = forms.A_DAY if isinstance(value, date) else forms.a_text(LONGEST_RESULT)
            yield Thing(f"{field}-{tried.id}", title, value, _plain(value), kind, put, _plain)


def _places(work: Work, correction: Correction) -> Iterator[Thing]:
    applications = _applications(work, correction).with_only_columns(col(Application.id))
    enrolments = work.db.scalars(select(Enrolment).where(col(Enrolment.application_id).in_(applications))).all()
    say = _chosen({status.value: words for status, words in STANDINGS.items()})
    for enrolment in enrolments:
        value, put = enrolment.status.value, partial(cohorts.correct_standing, work, enrolment)
        yield Thing(f"standing-{enrolment.id}", STANDING, value, say(value), forms.STANDING, put, say)


def _attendances(work: Work, correction: Correction) -> Iterator[Thing]:
    """Places in sessions of this programme that are over. Who was noted as there stays so."""
    rows = work.db.execute(
        select(Booking, Session)
        .join(Session, col(Session.id) == Booking.session_id)
        .where(
            col(Booking.person_id) == correction.person_id,
            col(Booking.status) == BookingStatus.BOOKED,
            col(Session.programme_id) == correction.programme_id,
            col(Session.ends_at) <= work.now,
        )
        .order_by(col(Session.starts_at), col(Booking.id))
    ).all()
    say = _chosen({option.value: option.label for option in forms.ATTENDANCES})
    for booking, session in rows:
        put = partial(_attended, work, session, booking)
        value = booking.status.value
        yield Thing(f"attendance-{booking.id}", session.title, value, say(value), forms.ATTENDANCE, put, say)


def _attended(work: Work, session: Session, booking: Booking, _new: object) -> None:
    """The only other answer is that they took part."""
    bookings.note_attendance(work, session, booking)


def _with_limits(question: Question, blueprint: Blueprint) -> Question:
    """As it was asked, and as long as it may be today: how long it might be is not kept beside an answer."""
    now = blueprint.question(question.key)
    return question.model_copy(update={"longest": now.longest, "most": now.most}) if now else question


def _said(question: Question, value: law.Value) -> str:
    if question.kind == "date" and value:
        return full_date(date.fromisoformat(str(value)))
    return listed([spoken(words) for words in law.in_words(question, value)])


def _plain(value: str | date) -> str:
    return full_date(value) if isinstance(value, date) else value


def _chosen(labels: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda value: spoken(labels[value.value if isinstance(value, StrEnum) else value])


def _as_list(value: law.Value) -> Sequence[str]:
    return value if isinstance(value, list) else ()


LONGEST_RESULT = 1000
STANDING = N_("How you stand in the cohort")
CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: N_("By e-mail"), Channel.MESSAGE: N_("By text message"), Channel.PHONE: N_("By phone call"),
}  # fmt: skip
OF_A_PERSON: Mapping[str, str] = {
    "name": N_("Name"), "phone": N_("Phone number"), "channel": N_("How to be reached"), "time_zone": N_("Time zone"),
}  # fmt: skip
OF_A_RESULT: Mapping[str, tuple[str, int]] = {
    "feedback": (N_("Feedback"), LONGEST_FEEDBACK), "advice": (N_("Advice"), LONGEST_FEEDBACK),
    "next_steps": (N_("Next steps"), LONGEST_STEPS), "next_on": (N_("Day of the next step"), 0),
    "on_the_day": (N_("What happens on that day"), LONGEST_DAY),
}  # fmt: skip
"""The fields of a result with how long each may be; a day is 0 letters long."""
OF_A_TRY: Mapping[str, str] = {"made_on": N_("Day of a try to reach you"), "result": N_("What came of that try")}

_BY_ENTRY: Mapping[str, Callable[[Work, Correction], Iterator[Thing]]] = {
    "account": _account,
    "answers": _answers,
    "decisions": _decisions,
    "questions": _tries,
    "enrolments": _places,
    "bookings": _attendances,
}
