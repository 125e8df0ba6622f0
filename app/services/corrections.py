"""Asking for a correction, taking that back, and answering it. What both sides write is sealed to its row."""

from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.vault import readable
from app.core.words import N_
from app.core.work import Work
from app.forms.corrections import CorrectionAnswer, CorrectionForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.corrections import Correction, CorrectionStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.answers import due
from app.rules.blueprints import blueprint_of
from app.rules.corrections import ANSWERED_IN_DAYS, LIFE, can_be_asked, visible_to
from app.rules.registers import Entry, register
from app.services.figures import unconfirm

TABLE, WORDS, ANSWER = "corrections", "sealed_words", "sealed_answer"

NOBODY_YET = N_("Nobody reads an application of yours yet. Ask the person who is named on this page.")
ASKED_ALREADY = N_("You asked about this already. You can take that back, or wait for the answer.")


def entry_named(key: str) -> Entry:
    """Raises `Missing` for what is no kind of data, or is never corrected this way."""
    entry = register().entries.get(key)
    if entry is None or not can_be_asked(entry):
        raise Missing
    return entry


def ask(work: Work, key: str, form: CorrectionForm) -> Correction:
    """One at a time for each kind of data. The programme of the newest application that was sent answers.

    An outcome that was confirmed from this data is confirmed no more.
    """
    programme = _programme_of(work)
    if programme is None:
        raise Refused(NOBODY_YET)
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only people in who are signed in
    same = (
        col(Correction.person_id) == work.actor.person_id,
        col(Correction.entry) == key,
        col(Correction.status) == CorrectionStatus.ASKED,
    )
    if work.db.scalars(select(select(Correction.id).where(*same).exists())).one():
        raise Refused(ASKED_ALREADY)
    new = work.new_id()
    correction = Correction(
        id=new, person_id=work.actor.person_id, programme_id=programme.id, entry=key,
        sealed_words=work.vault.seal(form.words, table=TABLE, column=WORDS, row=new), status=CorrectionStatus.ASKED,
        asked_at=work.now, due_at=due(blueprint_of(programme.key), work.now, ANSWERED_IN_DAYS),
    )  # fmt: skip
    work.db.add(correction)
    unconfirm(work, correction.person_id, key)
    work.record(
        Event(
            "corrections.asked", new, about=correction.person_id, programme_id=programme.id,
            facts={"due_at": correction.due_at.isoformat()},
        )
    )  # fmt: skip
    return correction


def take_back(work: Work, correction: Correction, _form: Nothing) -> None:
    LIFE.move(work, correction, "take_back", about=correction.person_id, programme_id=correction.programme_id)


def answer(work: Work, correction: Correction, form: CorrectionAnswer) -> None:
    LIFE.move(work, correction, form.result, about=correction.person_id, programme_id=correction.programme_id)
    correction.sealed_answer = work.vault.seal(form.answer, table=TABLE, column=ANSWER, row=correction.id)
    correction.answered_by, correction.answered_at = work.actor.person_id, work.now


def waiting(work: Work) -> list[Correction]:
    """What this manager has to answer, the oldest first."""
    asked = visible_to(work.actor).where(col(Correction.status) == CorrectionStatus.ASKED)
    return list(work.db.scalars(asked.order_by(col(Correction.id))))


def words_of(work: Work, correction: Correction) -> str:
    return readable(work.vault, correction.sealed_words, table=TABLE, column=WORDS, row=correction.id)


def answer_of(work: Work, correction: Correction) -> str:
    return readable(work.vault, correction.sealed_answer, table=TABLE, column=ANSWER, row=correction.id)


def notes_beside(work: Work, person: Person, key: str) -> list[str]:
    """The words that stay beside this kind of data because it was not corrected, oldest first."""
    rows = work.db.scalars(
        select(Correction)
        .where(
            col(Correction.person_id) == person.id,
            col(Correction.entry) == key,
            col(Correction.status) == CorrectionStatus.NOT_CORRECTED,
        )
        .order_by(col(Correction.id))
    ).all()
    return [words_of(work, row) for row in rows]


def _programme_of(work: Work) -> Programme | None:
    return work.db.scalars(
        select(Programme)
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.person_id) == work.actor.person_id, col(Application.sent_at).is_not(None))
        .order_by(col(Application.sent_at).desc())
        .limit(1)
    ).first()
