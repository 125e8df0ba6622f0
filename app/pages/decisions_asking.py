"""The manager's pages with a form: asking reviewers, deciding, and the pages that say what follows before it happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import span
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.decisions import NO_SESSION, Asking, DecisionForm
from app.forms.filling import Filled, FilledField
from app.forms.offering import offering
from app.forms.versions import seen_version
from app.models.applications import Application, Decision
from app.models.cohorts import Cohort
from app.models.people import Person
from app.models.programmes import Programme
from app.models.reviews import Review, Standing
from app.pages.applications_outcome import around
from app.pages.decisions import Crumb, Decided, decided
from app.rules.blueprints import Blueprint, blueprint_of
from app.services.decisions import inductions
from app.services.reviewers import Candidate, SetApart, reviewers_for, set_apart


@dataclass(frozen=True)
class AskingReviewers:
    application_id: UUID
    title: Sentence
    wanted: int
    expected: int
    has_candidates: bool
    apart: Sequence[SetApart]
    crumb: Crumb


@dataclass(frozen=True)
class Deciding:
    """`saved` is the decision as it stands, drawn beside the form when somebody else changed it meanwhile."""

    application_id: UUID
    title: Sentence
    written: int
    expected: int
    score: int | None
    version: FilledField
    saved: Decided | None
    crumb: Crumb


@dataclass(frozen=True)
class Confirming:
    """One button and what follows from it. `action` is the name of the route that does it."""

    subject: dict[str, UUID]
    title: Sentence
    follows: Sequence[str]
    action: str
    button: str
    keep: str
    crumb: Crumb


def asking(work: Work, application: Application, filled: Filled[Asking]) -> AskingReviewers:
    standing = work.db.get(Standing, application.id)
    return AskingReviewers(
        application_id=application.id,
        title=_titled(N_("Ask reviewers for %(reference)s"), application),
        wanted=_blueprint(work, application).rubric.reviews_each,
        expected=standing.expected if standing else 0,
        has_candidates=bool(filled.field("reviewers").options),
        apart=set_apart(work.db, application),
        crumb=_to(application),
    )


def asking_form(work: Work, application: Application) -> type[Asking]:
    return offering(Asking, reviewers=[_option(each) for each in reviewers_for(work.db, application)])


def deciding(work: Work, application: Application, filled: Filled[DecisionForm]) -> Deciding:
    decision = _decision(work, application)
    standing = work.db.get(Standing, application.id) or Standing(application_id=application.id)
    was_changed = decision is not None and filled.form is not None and filled.form.version != decision.version
    return Deciding(
        application_id=application.id,
        title=_titled(N_("Decide about %(reference)s"), application),
        written=standing.written or 0,
        expected=standing.expected or 0,
        score=standing.score,
        version=seen_version(decision.version if decision else 0),
        saved=_saved(work, application, decision) if decision and was_changed else None,
        crumb=_to(application),
    )


def decision_form(work: Work, application: Application) -> type[DecisionForm]:
    blueprint = _blueprint(work, application)
    about = {criterion.key: criterion.title for criterion in blueprint.rubric.criteria}
    reasons = [Option(each.value, each.label, about.get(each.criterion, "")) for each in blueprint.reasons]
    return offering(DecisionForm, reasons=reasons, session_id=[NO_SESSION, *_sessions(work, application)])


def _sessions(work: Work, application: Application) -> list[Option]:
    return [
        Option(str(each.id), each.title, span(each.starts_at, each.ends_at, each.time_zone))
        for each in inductions(work, application)
    ]


def _saved(work: Work, application: Application, decision: Decision) -> Decided:
    cohort = work.db.get_one(Cohort, application.cohort_id)
    return decided(decision, _blueprint(work, application), cohort, around(work, [decision]))


def known_decision(work: Work, application: Application) -> Filled[DecisionForm]:
    """The form with the decision as it stands, where there is one."""
    kind, decision = decision_form(work, application), _decision(work, application)
    if decision is None:
        return Filled.blank(kind, session_id=_next_session(kind))
    return Filled.blank(
        kind,
        outcome=decision.outcome.value,
        reasons=decision.reasons,
        feedback=decision.feedback,
        advice=decision.advice,
        next_steps=decision.next_steps,
        on_the_day=decision.on_the_day,
        session_id=decision.session_id or "",
        next_on=decision.next_on and f"{decision.next_on:%-d %B %Y}",
    )


def _next_session(kind: type[DecisionForm]) -> str:
    """The first that is offered: a "not yet" comes with an invitation, unless a manager takes it out."""
    options = Filled.blank(kind).field("session_id").options
    return options[min(1, len(options) - 1)].value


def taking_back(application: Application) -> Confirming:
    return _confirming(
        application,
        title=N_("Take back the decision on %(reference)s"),
        follows=(
            N_("The decision and its feedback are removed. The applicant was not told of them."),
            N_("The application is in review again. You can decide anew."),
        ),
        action="decisions.take_back",
        button=N_("Take this decision back"),
    )


def pausing(application: Application) -> Confirming:
    return _confirming(
        application,
        title=N_("Pause %(reference)s"),
        follows=(
            N_("Nothing is lost. The application waits in the state it has now."),
            N_("A person writes to the applicant twice, in the way they chose."),
        ),
        action="decisions.pause",
        button=N_("Pause this application"),
    )


def setting_aside(application: Application) -> Confirming:
    return _confirming(
        application,
        title=N_("Set %(reference)s aside"),
        follows=(
            N_("Nobody works on it any more. The applicant is told, and nothing is closed."),
            N_("The applicant can carry on at any time, with one press. It then goes on where it was."),
        ),
        action="inquiries.set_aside",
        button=N_("Set this application aside"),
    )


def resuming(application: Application) -> Confirming:
    return _confirming(
        application,
        title=N_("Continue %(reference)s"),
        follows=(N_("The application goes on where it was before the pause."),),
        action="decisions.resume",
        button=N_("Continue this application"),
    )


def removing(work: Work, review: Review) -> Confirming:
    application = work.db.get_one(Application, review.application_id)
    reviewer = work.db.scalars(select(Person.name).where(col(Person.id) == review.reviewer_id)).one()
    return Confirming(
        subject={"review_id": review.id},
        title=sentence(N_("Remove %(name)s from %(reference)s"), name=reviewer, reference=application.reference),
        follows=(N_("They no longer see this application."), N_("You can ask them again later.")),
        action="decisions.unask",
        button=N_("Remove this reviewer"),
        keep=N_("Keep this reviewer"),
        crumb=_to(application),
    )


def _confirming(
    application: Application, *, title: str, follows: Sequence[str], action: str, button: str
) -> Confirming:
    return Confirming(
        subject={"application_id": application.id},
        title=_titled(title, application),
        follows=follows,
        action=action,
        button=button,
        keep=N_("Leave it as it is"),
        crumb=_to(application),
    )


def _titled(message: str, application: Application) -> Sentence:
    return sentence(message, reference=application.reference)


def _to(application: Application) -> Crumb:
    return (N_("the application"), "decisions.show", {"application_id": application.id})


def _option(candidate: Candidate) -> Option:
    hints = {0: N_("No review waits for them."), 1: N_("One review waits for them.")}
    return Option(
        str(candidate.person_id), candidate.name, hints.get(candidate.waiting, N_("Several reviews wait for them."))
    )


def _decision(work: Work, application: Application) -> Decision | None:
    return work.db.scalars(select(Decision).where(col(Decision.application_id) == application.id)).one_or_none()


def _blueprint(work: Work, application: Application) -> Blueprint:
    return blueprint_of(work.db.get_one(Programme, application.programme_id).key)
