"""Answering equality questions, removing the answers, and counting them without showing the few."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.vault import found
from app.core.words import N_
from app.core.work import Work
from app.forms.monitoring import EqualityForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.monitoring import MonitoringAnswer
from app.models.programmes import Programme
from app.rules.consents import EQUALITY as EQUALITY_ANSWERS
from app.rules.figures import EQUALITY
from app.rules.monitoring import COUNTED, QUESTIONS
from app.services import consents
from app.services.figures import kept_out_of

TABLE, COLUMN = "monitoring_answers", "sealed_value"

NO_PROGRAMME = N_("You have no application yet, so there is nothing to count. You can come back later.")


def programme_of(work: Work) -> Programme | None:
    """The programme of the newest application, which the answers belong to."""
    return work.db.scalars(
        select(Programme)
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.person_id) == work.actor.person_id)
        .order_by(col(Application.id).desc())
        .limit(1)
    ).first()


def own_answers(work: Work, programme: Programme) -> dict[str, str | None]:
    """What was chosen by question; None where that cannot be read now."""
    return {row.question: _opened(work, row) for row in _own_rows(work, programme.id)}


def answer(work: Work, form: EqualityForm) -> None:
    """Keep what was chosen; a question that was left empty has no answer any more. Says in no event what it was.

    An answer that cannot be read now stays, unless another one is given: its question stood there empty.
    """
    programme = programme_of(work)
    if programme is None:
        raise Refused(NO_PROGRAMME)
    me = _me(work)
    consents.say_yes(work, EQUALITY_ANSWERS, me)
    for row in _own_rows(work, programme.id):
        if form.answers.get(row.question) or _opened(work, row) is not None:
            work.db.delete(row)
    work.db.flush()
    for question, value in form.answers.items():
        if value:
            new = work.new_id()
            sealed = work.vault.seal(value, table=TABLE, column=COLUMN, row=new)
            work.db.add(
                MonitoringAnswer(
                    id=new, person_id=me, programme_id=programme.id, question=question, sealed_value=sealed,
                    answered_at=work.now,
                )
            )  # fmt: skip
    work.audit(Event("monitoring.answered", me, about=me))


def remove(work: Work, _form: Nothing) -> None:
    """All answers go at once, for every programme, and the yes to counting them with them."""
    me = _me(work)
    consents.end_yes(work, EQUALITY_ANSWERS)
    work.db.execute(delete(MonitoringAnswer).where(col(MonitoringAnswer.person_id) == me))
    work.audit(Event("monitoring.removed", me, about=me))


def given(work: Work, cohort: Cohort) -> Mapping[str, Mapping[str, int]]:
    """For each question how many chose what, of people who said yes to a place. Nobody is told before it is protected.

    An answer that cannot be read now is counted nowhere, like one that was not given.
    """
    said_yes = select(Application.person_id).where(
        col(Application.cohort_id) == cohort.id,
        col(Application.status).in_(COUNTED),
        col(Application.person_id).not_in(kept_out_of(EQUALITY)),
    )
    rows = work.db.scalars(
        select(MonitoringAnswer).where(
            col(MonitoringAnswer.programme_id) == cohort.programme_id, col(MonitoringAnswer.person_id).in_(said_yes)
        )
    ).all()
    chosen: dict[str, Counter[str]] = {key: Counter() for key in QUESTIONS}
    for row in rows:
        value = _opened(work, row) if row.question in chosen else None
        if value is not None:
            chosen[row.question][value] += 1
    work.audit(Event("monitoring.counted", cohort.id, programme_id=cohort.programme_id))
    return {key: {value: chosen[key][value] for value in question.all_choices} for key, question in QUESTIONS.items()}


def _own_rows(work: Work, programme_id: UUID) -> list[MonitoringAnswer]:
    mine = (col(MonitoringAnswer.person_id) == work.actor.person_id, col(MonitoringAnswer.programme_id) == programme_id)
    return list(work.db.scalars(select(MonitoringAnswer).where(*mine)))


def _opened(work: Work, row: MonitoringAnswer) -> str | None:
    return found(work.vault, row.sealed_value, table=TABLE, column=COLUMN, row=row.id)


def _me(work: Work) -> UUID:
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only people in who are signed in
    return work.actor.person_id
