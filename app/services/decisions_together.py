"""One step with several applications: all of them or none, each by the service that does it for one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col

from app.core.errors import Refused
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.decisions import Asking, Pause
from app.forms.decisions_together import Pausing, Together
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.decisions_board import BoardLine
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Standing
from app.rules.blueprints import blueprint_of
from app.rules.decisions import visible_to
from app.rules.decisions_board import place_of
from app.rules.decisions_together import NOT_LISTED, Step, refusal, seen_as
from app.services import decisions, reviews
from app.services.reviewers import reviewers_for

CHANGED = N_("This changed since you opened this page: %(references)s. Check the list, then press the button again.")
NOTHING_DONE = N_("Nothing was changed. Take out what cannot be part of this, then press the button again: %(reasons)s")
NOBODY_TO_ASK = N_("There is nobody else to ask.")


@dataclass(frozen=True)
class Chosen:
    """One application of a step. `refusal` is why it cannot be part of it, None when it can; `seen` is how it stands."""

    reference: str
    name: str
    refusal: Sentence | None
    seen: str
    application: Application | None


def chosen_for(work: Work, step: Step, references: Sequence[str]) -> list[Chosen]:
    """What was chosen as it stands now, in one statement; what this manager does not see comes last, by its reference."""
    asked = {place: reference for reference in references if (place := place_of(reference))}
    rows = work.db.execute(
        visible_to(work.actor)
        .join(BoardLine, col(BoardLine.application_id) == Application.id)
        .join(Person, col(Person.id) == Application.person_id)
        .where(col(BoardLine.place).in_(asked))
        .add_columns(col(Person.name), col(BoardLine.reading), col(BoardLine.place))
        .order_by(col(BoardLine.place))
    ).all()
    found = [
        Chosen(a.reference, name, refusal(step, a.status, reading), seen_as(a.reference, a.status, reading), a)
        for a, name, reading, _ in rows
    ]
    gone = sorted(asked.keys() - {row[3] for row in rows})
    return [*found, *(Chosen(asked[place], "", Sentence(NOT_LISTED), "", None) for place in gone)]


def do_together(work: Work, form: Together) -> None:
    """Do the step with everything chosen, as it was seen. Refuses the whole, by name, when one of them will not have it."""
    references = [seen.partition(".")[0] for seen in form.chosen]
    _hold(work, references)
    now = chosen_for(work, form.step, references)
    changed = [each.reference for each in now if each.seen not in form.chosen]
    if changed or not now:
        raise Refused(sentence(CHANGED, references=", ".join(changed)))
    reasons = [f"{each.reference}: {why}" for each in now if (why := _try(work, each, form))]
    if reasons:
        raise Refused(sentence(NOTHING_DONE, reasons=" ".join(reasons)))


def _hold(work: Work, references: Sequence[str]) -> None:
    """Of two managers at once the second waits here. Always in the same order, so that neither waits for the other."""
    held = visible_to(work.actor).where(col(Application.reference).in_(references)).order_by(col(Application.id))
    work.db.scalars(held.with_for_update(of=Application).execution_options(populate_existing=True)).all()


def _try(work: Work, each: Chosen, form: Together) -> Sentence | None:
    """Do it for one, or say why not; what it began is undone."""
    if each.refusal or each.application is None:
        return each.refusal
    savepoint = work.db.begin_nested()
    try:
        _ACTS[form.step](work, each.application, form)
    except Refused as problem:
        savepoint.rollback()
        return problem.sentence
    savepoint.commit()
    return None


def _ask(work: Work, application: Application, _form: Together) -> None:
    wanted = blueprint_of(work.db.get_one(Programme, application.programme_id).key).rubric.reviews_each
    standing = work.db.get(Standing, application.id)
    free = reviewers_for(work.db, application)[: wanted - (standing.expected if standing else 0)]
    if not free:
        raise Refused(NOBODY_TO_ASK)
    reviews.ask(work, application, Asking(reviewers=[candidate.person_id for candidate in free]))


def _pause(work: Work, application: Application, form: Together) -> None:
    assert isinstance(form, Pausing)  # noqa: S101 - the form of this step
    decisions.pause(work, application, Pause(reason=form.reason))


def _resume(work: Work, application: Application, _form: Together) -> None:
    decisions.resume(work, application, Nothing())


_ACTS: Mapping[Step, Callable[[Work, Application, Together], None]] = {
    Step.ASK: _ask,
    Step.PAUSE: _pause,
    Step.RESUME: _resume,
}
