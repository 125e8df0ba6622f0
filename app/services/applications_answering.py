"""Answering: every answer with the words that asked for it, never over newer text; and parts marked complete."""

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.applications import Answers, PartMark
from app.models.applications import CompletePart
from app.rules.answers import Value
from app.rules.blueprints import Part, Question
from app.services.applications_reading import Case
from app.services.applications_storing import store

CLOSED_PART = N_("This part can no longer be changed. Your answers stay as they are.")


def answer_until(work: Work, case: Case, stopped_at: str, form: Answers) -> None:
    """Store the answers and remember the question to carry on from; an empty one is the first without an answer."""
    answer(work, case, form)
    case.application.stopped_at = stopped_at


def answer(work: Work, case: Case, form: Answers) -> None:
    """Store every answer that changed, with the words that asked for it. An older tab never overwrites newer text.

    A name, telephone number or way to be reached also becomes the person's own. Records `applications.changed` once
    the application was sent.
    """
    changed = changed_values(case, form)
    questions = {key: case.question(key) for key in changed}
    for question in questions.values():
        if not case.may_change(question):
            raise Refused(CLOSED_PART, field=f"answer_{question.key}")
    for key in outdated(case, form):
        raise Refused(changed_elsewhere(questions[key]), field=f"answer_{key}")
    for key, value in changed.items():
        store(work, case, questions[key], value, stamp=form.stamp(key))
    _drop_drafts(case, form)
    for key in form.values():
        if key in case.answers:
            case.answers[key].copied_from = None  # somebody has read it now
    if changed and case.application.sent_at:
        _record_change(work, case, list(changed))


def changed_values(case: Case, form: Answers) -> dict[str, Value]:
    known = case.values
    return {key: value for key, value in form.values().items() if value != known.get(key, "")}


def outdated(case: Case, form: Answers) -> list[str]:
    """The questions whose stored text is newer than the page that this form was sent from, and different."""
    return [key for key in changed_values(case, form) if case.is_older(key, form.stamp(key))]


def changed_elsewhere(question: Question) -> Sentence:
    told = N_("“%(question)s” was changed in another tab or on another device. Read both texts, then save one")
    return sentence(told, question=question.label)


def mark_part(work: Work, case: Case, part: Part, form: PartMark) -> None:
    """Mark a part as complete, or take the mark away."""
    missing = [question for question in case.missing if question in case.asked_in(part)]
    if form.complete and missing:
        asks = N_("“%(question)s” has no answer yet. Answer it first, or choose no")
        raise Refused(sentence(asks, question=missing[0].label), field="complete")
    mark = work.db.get(CompletePart, (case.application.id, part.key))
    if form.complete and mark is None:
        work.db.add(CompletePart(application_id=case.application.id, part=part.key, marked_at=work.now))
    if not form.complete and mark is not None:
        work.db.delete(mark)


def _drop_drafts(case: Case, form: Answers) -> None:
    """What is saved now is the answer. The newer draft of another tab stays."""
    for key in form.values():
        if case.draft(key) is not None and not case.is_older(key, form.stamp(key)):
            kept = case.answers[key]
            kept.draft, kept.drafted_at, kept.version = None, None, kept.version + 1


def _record_change(work: Work, case: Case, questions: list[str]) -> None:
    application = case.application
    work.record(
        Event(
            "applications.changed", application.id, about=application.person_id, programme_id=application.programme_id,
            facts={"questions": ",".join(questions)},
        )
    )  # fmt: skip
