"""Asking for a correction, taking that back, changing what is wrong, and answering. What both sides write is sealed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.vault import readable
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.corrections import Correcting, CorrectionAnswer, CorrectionForm
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.corrections import Correction, CorrectionChange, CorrectionStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.answers import due
from app.rules.blueprints import blueprint_of
from app.rules.corrections import ANSWERED_IN_DAYS, LIFE, can_be_asked, visible_to
from app.rules.registers import Entry, register
from app.services.corrections_typing import Thing, hold, result_changed, thing_of, things_of
from app.services.figures import unconfirm

TABLE, WORDS, ANSWER = "corrections", "sealed_words", "sealed_answer"

NOBODY_YET = N_("Nobody reads an application of yours yet. Ask the person who is named on this page.")
CHANGED_ELSEWHERE = N_("This changed since you opened this page. It now says: %(words)s. Check both, then save again.")
IS_THE_SAME = N_("This is what it says already. Write what it should say, or go back and say that it stays")
CHANGE_IT_FIRST = N_("Nothing was changed yet. Change above what is wrong, then say that it is corrected")
IS_OVER = N_("This was answered, or taken back, since you opened this page. Nothing was changed.")
IS_GONE = N_("This cannot be changed here any more. Nothing was changed.")
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


def change(work: Work, correction: Correction, key: str, form: Correcting) -> None:
    """Put one thing right through the service that owns it, and keep what it said before.

    Refused when the correction is over, when it cannot be typed, is not what the page showed, or stays the same.
    """
    thing, new = _held(work, correction, key), _value_of(form)
    if form.seen != thing.mark:
        raise Refused(sentence(CHANGED_ELSEWHERE, words=thing.words))
    if thing.say(new) == thing.words:
        raise Refused(IS_THE_SAME, field="value")
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers in
    thing.put(new)
    work.db.add(
        CorrectionChange(
            id=work.new_id(), correction_id=correction.id, title=thing.title, before=thing.words,
            after=thing.say(new), made_by=work.actor.person_id, made_at=work.now,
        )
    )  # fmt: skip
    unconfirm(work, correction.person_id, correction.entry)
    work.record(
        Event("corrections.changed", correction.id, about=correction.person_id, programme_id=correction.programme_id)
    )


def answer(work: Work, correction: Correction, form: CorrectionAnswer) -> None:
    """Say how it ended. "Corrected" is only true of what was changed, or of what has no field that could be typed."""
    if form.result == "correct" and may_not_say_corrected(work, correction):
        raise Refused(CHANGE_IT_FIRST, field="result")
    LIFE.move(work, correction, form.result, about=correction.person_id, programme_id=correction.programme_id)
    correction.sealed_answer = work.vault.seal(form.answer, table=TABLE, column=ANSWER, row=correction.id)
    correction.answered_by, correction.answered_at = work.actor.person_id, work.now


def may_not_say_corrected(work: Work, correction: Correction) -> bool:
    """Whether there is something to type, and nobody did."""
    is_changed = bool(changes_of(work, [correction.id])) or result_changed(work, correction)
    return not is_changed and bool(things_of(work, correction))


def changes_of(work: Work, correction_ids: Sequence[UUID]) -> Sequence[CorrectionChange]:
    """What was changed for these corrections, in the order in which it was done."""
    found = select(CorrectionChange).where(col(CorrectionChange.correction_id).in_(correction_ids))
    return work.db.scalars(found.order_by(col(CorrectionChange.id))).all()


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


def _held(work: Work, correction: Correction, key: str) -> Thing:
    """What is to be changed, as it stands once nobody else changes it."""
    hold(work, correction)
    if not LIFE.allows(correction, "correct"):
        raise Refused(IS_OVER)
    try:
        return thing_of(work, correction, key)
    except Missing:
        raise Refused(IS_GONE) from None


def _value_of(form: Correcting) -> Any:
    """Every form with something to put right has this one field besides its mark."""
    return form.value  # type: ignore[attr-defined]  # made by `correcting_form`


def _programme_of(work: Work) -> Programme | None:
    return work.db.scalars(
        select(Programme)
        .join(Application, col(Application.programme_id) == Programme.id)
        .where(col(Application.person_id) == work.actor.person_id, col(Application.sent_at).is_not(None))
        .order_by(col(Application.sent_at).desc())
        .limit(1)
    ).first()
