"""Applications on their way from sent to enrolled, each step played by who does it in life."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Role
from app.core.work import Work
from app.forms.applications import Answers, Withdrawal
from app.forms.decisions import Asking, DecisionForm, Release
from app.forms.filling import Filled
from app.forms.reviews import BECAUSE, POINTS, ReviewForm, Screening, review_form
from app.forms.sign_ins import Nothing
from app.models.applications import Application, Outcome
from app.models.files import File, FileStatus
from app.models.people import RoleGrant
from app.models.reviews import Review
from app.rules.blueprints import Question
from app.rules.cast import CAST
from app.rules.decisions import mark_of, waiting_for_release
from app.rules.reviews import is_screening_due
from app.services import applications, cohorts, decisions, reviews
from app.services.applications_reading import case_of
from app.services.casting import Stage
from app.services.phases import rights_of
from tests.asking import WorkAs
from tests.factories.applications import answer_everything

NEXT_DAY = date(2027, 4, 30)
"""A day after the tests' own present."""


def a_sent_application(
    work_as: WorkAs, *, of: str, programme: str = "lumina", says: Mapping[str, str] | None = None
) -> UUID:
    """Started, answered and sent by this member of the cast. `says` gives the words of single questions."""
    with work_as(of) as work:
        application = applications.start(work, programme)
        work.db.flush()
        answer_everything(work, application.id, lambda question: _words(question, of, says or {}))
        applications.send(work, case_of(work, application), Answers())
        return application.id


def in_review(
    work_as: WorkAs,
    *,
    of: str,
    by: tuple[str, ...] = ("ravi",),
    manager: str = "mei",
    programme: str = "lumina",
    says: Mapping[str, str] | None = None,
) -> UUID:
    """Sent, and given to these reviewers."""
    application_id = a_sent_application(work_as, of=of, programme=programme, says=says)
    people = [_person_id(work_as, key) for key in by]
    with work_as(manager) as work:
        reviews.ask(work, work.db.get_one(Application, application_id), Asking(reviewers=people))
    return application_id


def a_review_of(work_as: WorkAs, application_id: UUID, *, by: str) -> UUID:
    """The review that this member of the cast was asked for."""
    with work_as(by) as work:
        mine = select(Review.id).where(
            col(Review.application_id) == application_id, col(Review.reviewer_id) == work.actor.person_id
        )
        return work.db.scalars(mine).one()


def gives_points(
    work_as: WorkAs,
    application_id: UUID,
    *,
    by: str,
    points: int = 2,
    because: str = "Careful looking",
    note: str = "",
    programme: str = "lumina",
) -> UUID:
    """This reviewer gives the same points for each criterion, after a yes where the programme screens."""
    review_id = a_review_of(work_as, application_id, by=by)
    with work_as(by) as work:
        review = work.db.get_one(Review, review_id)
        if is_screening_due(rights_of(work, work.db.get_one(Application, application_id)), review):
            reviews.screen(work, review, Screening(passes=True, version=review.version))
        reviews.write(work, review, the_points(points, because, note, version=review.version, programme=programme))
    return review_id


def the_points(points: int, because: str, note: str = "", *, version: int, programme: str = "lumina") -> ReviewForm:
    kind = review_form(programme, is_draft=False)
    keys = [name.removeprefix(POINTS) for name in kind.model_fields if name.startswith(POINTS)]
    typed = {POINTS + key: [str(points)] for key in keys} | {BECAUSE + key: [because] for key in keys}
    filled = Filled.read(kind, {**typed, "note": [note], "version": [str(version)]})
    assert filled.form is not None, filled.errors
    return filled.form


def decided(
    work_as: WorkAs,
    *,
    of: str,
    outcome: Outcome = Outcome.OFFERED,
    manager: str = "mei",
    feedback: str = "Good eye.",
    programme: str = "lumina",
    reviewer: str = "ravi",
) -> UUID:
    """Reviewed once and decided, not released."""
    application_id = in_review(work_as, of=of, by=(reviewer,), manager=manager, programme=programme)
    gives_points(work_as, application_id, by=reviewer, programme=programme)
    with work_as(manager) as work:
        decisions.decide(work, work.db.get_one(Application, application_id), a_decision(outcome, feedback))
    return application_id


def a_decision(outcome: Outcome, feedback: str = "Good eye.", *, version: int = 0) -> DecisionForm:
    has_place = outcome in {Outcome.OFFERED, Outcome.WAITING_LIST}
    is_not_yet = outcome is Outcome.NOT_YET
    return DecisionForm(
        outcome=outcome,
        reasons=[] if has_place else ["no_work"],
        feedback=feedback,
        version=version,
        advice="" if has_place else "Finish one short piece of work.",
        on_the_day="Applications open again." if is_not_yet else "",
        next_steps="Show us one finished shot." if is_not_yet else "",
        next_on=NEXT_DAY if is_not_yet else None,
    )


def released(work_as: WorkAs, *, of: str, outcome: Outcome = Outcome.OFFERED) -> UUID:
    """Decided and told."""
    application_id = decided(work_as, of=of, outcome=outcome)
    with work_as("mei") as work:
        decisions.release(work, Release(chosen=the_marks(work)))
    return application_id


def the_marks(work: Work) -> list[str]:
    """What the release page shows, all of it chosen."""
    return [mark_of(row[1]) for row in work.db.execute(waiting_for_release(work.actor))]


def accepted(work_as: WorkAs, *, of: str) -> UUID:
    """Offered, and the applicant said yes."""
    application_id = released(work_as, of=of)
    with work_as(of) as work:
        applications.accept(work, work.db.get_one(Application, application_id), Nothing())
    return application_id


def enrolled(work_as: WorkAs, *, of: str) -> UUID:
    application_id = accepted(work_as, of=of)
    with work_as("mei") as work:
        cohorts.enrol(work, work.db.get_one(Application, application_id), Nothing())
    return application_id


def withdrawn(work_as: WorkAs, application_id: UUID, *, by: str) -> None:
    with work_as(by) as work:
        applications.withdraw(work, work.db.get_one(Application, application_id), Withdrawal())


def a_work_sample(work_as: WorkAs, application_id: UUID, *, name: str = "work.pdf", description: str = "") -> UUID:
    """A file that passed its checks, without bytes behind it."""
    with work_as(None) as work:
        application = work.db.get_one(Application, application_id)
        file = File(
            id=work.new_id(),
            owner_id=application.person_id,
            application_id=application.id,
            question="work_sample",
            name=name,
            description=description,
            media_type="application/pdf",
            bytes_long=1_500_000,
            sha256="0" * 64,
            stored_as=str(work.new_id()),
            status=FileStatus.CLEAN,
            uploaded_at=work.now,
        )
        work.db.add(file)
        return file.id


def grant(work_as: WorkAs, stage: Stage, key: str, role: Role) -> None:
    """Give this member of the cast one more role in Lumina."""
    with work_as(None) as work:
        work.db.add(
            RoleGrant(
                id=work.new_id(),
                person_id=stage.id_of(key),
                role=role,
                programme_id=stage.programmes["lumina"].id,
                granted_at=work.now,
            )
        )


def _words(question: Question, person: str, says: Mapping[str, str]) -> str:
    own = CAST[person].name if question.purpose == "name" else f"{question.key} of {person}"
    return says.get(question.key, own)


def _person_id(work_as: WorkAs, key: str) -> UUID:
    with work_as(key) as work:
        assert work.actor.person_id is not None
        return work.actor.person_id
