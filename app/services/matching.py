"""Proposing mentors: the cohort's trainees and the mentors' free places become one problem for the solver.

A proposal is no decision. It is a list that a programme manager reads with its reasons, and confirms or not.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.applications import Application
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.matches import Match, MatchStatus
from app.models.mentors import Mentor, WorkingStyle
from app.models.programmes import Programme
from app.models.reviews import Review
from app.models.supporters import Supporter
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.matches import BEFORE, LIFE, TOGETHER
from app.services.fitting import Fit, Style, fit
from app.solvers import matching
from app.solvers.matches import MatchProblem, Mode, Pairs

SUGGESTIONS = 3
"""The proposed mentor and the next two."""

SEED = 1
SECONDS = 2


@dataclass(frozen=True)
class Pair:
    """Two people who could work together, by their places in the lists of trainees and mentors."""

    trainee: int
    mentor: int
    fit: Fit


def propose(work: Work, cohort: Cohort, _form: Nothing) -> None:
    """Suggest mentors for everybody in the cohort who has none, in place of what was suggested before."""
    blueprint = blueprint_of(work.db.get_one(Programme, cohort.programme_id).key)
    trainees, mentors = _trainees_without(work, cohort), _mentors_with_room(work, cohort)
    if not trainees:
        raise Refused(N_("Everybody in this cohort has a mentor."))
    if not mentors:
        raise Refused(N_("No mentor of this programme has a place. Ask mentors how many people they can take."))
    pairs = _pairs(work, blueprint, trainees, [mentor for mentor, _ in mentors])
    chosen = _solve([room for _, room in mentors], len(trainees), pairs)
    _pass_over_old(work, cohort)
    for trainee, person_id in enumerate(trainees):
        best = _in_order([pair for pair in pairs if pair.trainee == trainee], chosen[trainee])
        for rank, pair in enumerate(best, start=1 if chosen[trainee] is not None else 2):
            _suggest(work, cohort, person_id, mentors[pair.mentor][0], fits=pair.fit, rank=rank)
    work.record(Event("matches.proposed", cohort.id, programme_id=cohort.programme_id))


def _solve(room: Sequence[int], trainees: int, pairs: Sequence[Pair]) -> Sequence[int | None]:
    """The solver runs inside the request here: a cohort of a few dozen people takes it milliseconds."""
    none = array("q", bytes(8 * len(pairs)))
    problem = MatchProblem(
        Mode.FAIR,
        tuple(room),
        trainees,
        Pairs(
            array("q", [pair.trainee for pair in pairs]),
            array("q", [pair.mentor for pair in pairs]),
            array("q", [pair.fit.points for pair in pairs]),
            none,
            none,
        ),
    )
    return matching.solve(problem, seed=SEED, seconds=SECONDS).mentor_of


def _in_order(pairs: Sequence[Pair], chosen: int | None) -> list[Pair]:
    """The chosen mentor first, then the best others; equal fits keep the order of the mentors."""
    return sorted(pairs, key=lambda pair: (pair.mentor != chosen, -pair.fit.points, pair.mentor))[:SUGGESTIONS]


def _suggest(work: Work, cohort: Cohort, trainee_id: UUID, mentor: Mentor, *, fits: Fit, rank: int) -> None:
    work.db.add(
        Match(
            id=work.new_id(),
            programme_id=cohort.programme_id,
            cohort_id=cohort.id,
            trainee_id=trainee_id,
            mentor_id=mentor.id,
            mentor_person_id=mentor.person_id,
            status=MatchStatus.SUGGESTED,
            rank=rank,
            fit=fits.points,
            reasons=list(fits.reasons),
            differences=list(fits.differences),
            suggested_at=work.now,
        )
    )


def _pass_over_old(work: Work, cohort: Cohort) -> None:
    old = select(Match).where(col(Match.cohort_id) == cohort.id, col(Match.status).in_(BEFORE))
    for match in work.db.scalars(old).all():
        LIFE.move(work, match, "pass_over", about=match.trainee_id, programme_id=match.programme_id)


def _trainees_without(work: Work, cohort: Cohort) -> Sequence[UUID]:
    matched = select(Match.trainee_id).where(col(Match.cohort_id) == cohort.id, col(Match.status).in_(TOGETHER))
    return work.db.scalars(
        select(Enrolment.person_id)
        .where(
            col(Enrolment.cohort_id) == cohort.id,
            col(Enrolment.status) == EnrolmentStatus.ENROLLED,
            col(Enrolment.person_id).not_in(matched),
        )
        .order_by(col(Enrolment.id))
    ).all()


def _mentors_with_room(work: Work, cohort: Cohort) -> list[tuple[Mentor, int]]:
    """Each mentor of the programme who can take somebody, with how many."""
    taken = func.count(col(Match.id))
    rows = work.db.execute(
        select(Mentor, taken)
        .outerjoin(Match, (col(Match.mentor_id) == Mentor.id) & col(Match.status).in_(TOGETHER))
        .where(col(Mentor.programme_id) == cohort.programme_id)
        .group_by(col(Mentor.id))
        .order_by(col(Mentor.id))
    ).all()
    return [(mentor, mentor.places - taken) for mentor, taken in rows if mentor.places > taken]


def _pairs(work: Work, blueprint: Blueprint, trainees: Sequence[UUID], mentors: Sequence[Mentor]) -> list[Pair]:
    styles, excluded = _styles(work, mentors[0].programme_id, trainees), _excluded(work, trainees)
    return [
        Pair(t, m, fit(blueprint, styles.get(person_id, Style()), Style(mentor.craft, mentor.style)))
        for t, person_id in enumerate(trainees)
        for m, mentor in enumerate(mentors)
        if (person_id, mentor.person_id) not in excluded and person_id != mentor.person_id
    ]


def _styles(work: Work, programme_id: UUID, trainees: Sequence[UUID]) -> dict[UUID, Style]:
    rows = work.db.scalars(
        select(WorkingStyle).where(
            col(WorkingStyle.programme_id) == programme_id, col(WorkingStyle.person_id).in_(trainees)
        )
    )
    return {row.person_id: Style(row.craft, row.style) for row in rows}


def _excluded(work: Work, trainees: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    """Pairs that are never matched: the mentor has reviewed or supported this person, or one of them ended a match."""
    ended = select(Match.trainee_id, Match.mentor_person_id).where(
        col(Match.trainee_id).in_(trainees), col(Match.status) == MatchStatus.ENDED
    )
    reviewed = (
        select(Application.person_id, Review.reviewer_id)
        .join(Review, col(Review.application_id) == Application.id)
        .where(col(Application.person_id).in_(trainees))
    )
    supported = select(Supporter.person_id, Supporter.supporter_id).where(
        col(Supporter.person_id).in_(trainees), col(Supporter.accepted_at).is_not(None)
    )
    found = (work.db.execute(pairs) for pairs in (ended, reviewed, supported))
    return {(trainee, mentor) for rows in found for trainee, mentor in rows}
