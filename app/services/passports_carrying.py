"""What was shared before comes as a proposal when a mentor, a production or a cohort is new. Only a yes shares anything."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.passports import ShareForm
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, PassportShare
from app.models.assignments import Assignment
from app.models.cohorts import Cohort, Enrolment
from app.models.passports import PassportProposal, ProposalReason, ProposalStatus
from app.models.people import Person
from app.models.plans import Plan
from app.rules.accommodations import holding
from app.rules.passports import PROPOSALS
from app.services import passports
from app.services.passports import PERSON, PRODUCTION


def propose_to_mentor(work: Work, trainee_id: UUID, mentor_id: UUID) -> None:
    """What the person shared with a mentor before, for the new one."""
    earlier = col(PassportShare.with_person_id).is_not(None)
    _propose(work, trainee_id, f"{PERSON}:{mentor_id}", earlier, ProposalReason.MENTOR)


def propose_to_production(work: Work, trainee_id: UUID, production_id: UUID) -> None:
    """What the person shared with a production before, for the new one."""
    earlier = col(PassportShare.with_production_id).is_not(None)
    _propose(work, trainee_id, f"{PRODUCTION}:{production_id}", earlier, ProposalReason.PRODUCTION)


def propose_for_cohort(work: Work, person_id: UUID, cohort: Cohort) -> None:
    """What runs out before a new cohort ends, for the same readers until its last day."""
    running = work.db.scalars(
        select(PassportShare)
        .join(Accommodation, col(Accommodation.id) == PassportShare.accommodation_id)
        .where(
            col(PassportShare.person_id) == person_id,
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.until) < cohort.ends_on,
            holding(),
        )
        .order_by(col(PassportShare.id))
    ).all()
    for share in running:
        key = (
            f"{PRODUCTION}:{share.with_production_id}"
            if share.with_production_id
            else f"{PERSON}:{share.with_person_id}"
        )
        propose(
            work,
            person_id,
            [share.accommodation_id],
            reader=key,
            because=ProposalReason.COHORT,
            until=cohort.ends_on,
        )


def propose(
    work: Work, person_id: UUID, items: Sequence[UUID], *, reader: str, because: ProposalReason, until: date
) -> None:
    """Proposals that were not made before for the same reader and day; one event for all of them."""
    person, production = passports.target_of(reader)
    known = set(
        work.db.scalars(
            select(col(PassportProposal.accommodation_id)).where(
                col(PassportProposal.person_id) == person_id,
                col(PassportProposal.with_person_id).is_not_distinct_from(person),
                col(PassportProposal.with_production_id).is_not_distinct_from(production),
                col(PassportProposal.until) == until,
                col(PassportProposal.status) != ProposalStatus.LAPSED,
            )
        )
    )
    made = [item for item in items if item not in known]
    for item in made:
        work.db.add(
            PassportProposal(
                id=work.new_id(),
                person_id=person_id,
                accommodation_id=item,
                with_person_id=person,
                with_production_id=production,
                because=because,
                until=until,
                status=ProposalStatus.WAITING,
                made_at=work.now,
            )
        )
    if made:
        work.db.flush()
        work.record(Event("passports.proposed", person_id, about=person_id, facts={"count": len(made)}))


def ask_to_confirm_again(work: Work, plan: Plan, person_id: UUID) -> None:
    """A new desk is a new thing to get ready: whoever confirmed for the old one is asked again."""
    if plan.version is None or not _has_other_desk(work, plan, person_id):
        return
    for share in work.db.scalars(
        select(PassportShare).where(
            col(PassportShare.person_id) == person_id,
            col(PassportShare.with_production_id) == plan.production_id,
            col(PassportShare.ended_at).is_(None),
            col(PassportShare.confirmed_at) < plan.published_at,
        )
    ):
        share.confirmed_at = share.confirmed_by_id = share.asked_again_at = None
        share.confirmed_words = ""


def accept(work: Work, proposal: PassportProposal, _form: Nothing) -> None:
    """Share this one item with this one reader, as the proposal says."""
    _refuse_answered(proposal)
    form = ShareForm(items=[proposal.accommodation_id], reader=reader_of(proposal), until=proposal.until)
    passports.share(work, form)
    _answer(work, proposal, "share")


def decline(work: Work, proposal: PassportProposal, _form: Nothing) -> None:
    """Share nothing. The person can still share it in the usual way."""
    _refuse_answered(proposal)
    _answer(work, proposal, "decline")


def end_with_mentor(work: Work, trainee_id: UUID, mentor_id: UUID) -> None:
    """A mentoring that ended reads nothing any more; what waits for an answer is taken off."""
    for share in work.db.scalars(
        select(PassportShare).where(
            col(PassportShare.person_id) == trainee_id,
            col(PassportShare.with_person_id) == mentor_id,
            col(PassportShare.ended_at).is_(None),
        )
    ):
        share.ended_at = work.now
        work.record(Event("passports.share_ended", share.id, about=trainee_id))
    for proposal in work.db.scalars(_waiting(trainee_id).where(col(PassportProposal.with_person_id) == mentor_id)):
        _answer(work, proposal, "lapse")


def lapse_all(work: Work) -> None:
    """Nothing is proposed any more to somebody who took back that they share."""
    me = work.db.get_one(Person, work.actor.person_id).id
    for proposal in work.db.scalars(_waiting(me)).all():
        _answer(work, proposal, "lapse")


def reader_of(proposal: PassportProposal) -> str:
    if proposal.with_production_id:
        return f"{PRODUCTION}:{proposal.with_production_id}"
    return f"{PERSON}:{proposal.with_person_id}"


def _propose(work: Work, person_id: UUID, reader: str, earlier: ColumnElement[bool], because: ProposalReason) -> None:
    person, production = passports.target_of(reader)
    items = work.db.scalars(
        select(col(Accommodation.id))
        .join(PassportShare, col(PassportShare.accommodation_id) == Accommodation.id)
        .where(col(Accommodation.person_id) == person_id, holding(), earlier)
        .distinct()
        .order_by(col(Accommodation.id))
    ).all()
    running = set(
        work.db.scalars(
            select(col(PassportShare.accommodation_id)).where(
                col(PassportShare.person_id) == person_id,
                col(PassportShare.with_person_id).is_not_distinct_from(person),
                col(PassportShare.with_production_id).is_not_distinct_from(production),
                col(PassportShare.ended_at).is_(None),
            )
        )
    )
    until = _end_of_cohort(work, person_id)
    if until is not None:
        new = [item for item in items if item not in running]
        propose(work, person_id, new, reader=reader, because=because, until=until)


def _has_other_desk(work: Work, plan: Plan, person_id: UUID) -> bool:
    """Whether this version gives the person a desk that the version before it did not."""
    rows = work.db.execute(
        select(col(Plan.version), col(Assignment.workstation_id))
        .join(Assignment, col(Assignment.plan_id) == Plan.id)
        .where(
            col(Plan.production_id) == plan.production_id,
            col(Plan.cohort_id) == plan.cohort_id,
            col(Plan.first_day) == plan.first_day,
            col(Assignment.person_id) == person_id,
        )
    ).all()
    now = {desk for version, desk in rows if version == plan.version}
    before = {desk for version, desk in rows if version == (plan.version or 0) - 1}
    return bool(before) and bool(now - before)


def _end_of_cohort(work: Work, person_id: UUID) -> date | None:
    return work.db.scalars(
        select(col(Cohort.ends_on))
        .join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        .where(col(Enrolment.person_id) == person_id, col(Cohort.ends_on) >= work.now.date())
        .order_by(col(Cohort.ends_on).desc())
    ).first()


def _waiting(person_id: UUID) -> SelectOfScalar[PassportProposal]:
    return select(PassportProposal).where(
        col(PassportProposal.person_id) == person_id, col(PassportProposal.status) == ProposalStatus.WAITING
    )


def _refuse_answered(proposal: PassportProposal) -> None:
    if proposal.status is not ProposalStatus.WAITING:
        raise Refused(N_("You answered this already. You can share it, or end it, on the page of your passport."))


def _answer(work: Work, proposal: PassportProposal, move: str) -> None:
    PROPOSALS.move(work, proposal, move, about=proposal.person_id)
    proposal.answered_at = work.now
