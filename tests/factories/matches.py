"""Matches: suggested as the proposal would, and made real by a manager."""

from datetime import date

from app.core.work import Work
from app.forms.matches import Confirmation
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.matches import Match, MatchStatus
from app.models.mentors import Mentor
from app.models.people import Person
from app.services import matches
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.factories.memberships import a_member
from tests.factories.mentors import a_mentor

STARTS_ON = date(2027, 3, 1)


def a_suggestion(work: Work, *, of: Person, mentor: Mentor, cohort: Cohort) -> Match:
    match = Match(
        id=work.new_id(),
        programme_id=cohort.programme_id,
        cohort_id=cohort.id,
        trainee_id=of.id,
        mentor_id=mentor.id,
        mentor_person_id=mentor.person_id,
        status=MatchStatus.SUGGESTED,
        fit=800,
        reasons=["craft.rotoscoping", "style.channel.written"],
        differences=["style.camera"],
        suggested_at=work.now,
    )
    work.db.add(match)
    work.db.flush()
    return match


def a_match(work: Work, *, of: Person, mentor: Mentor, cohort: Cohort) -> Match:
    """Confirmed: the first meetings begin."""
    match = a_suggestion(work, of=of, mentor=mentor, cohort=cohort)
    matches.confirm(work, match, Confirmation(starts_on=STARTS_ON))
    work.db.flush()
    return match


def noor_and_jun(work_as: WorkAs, stage: Stage) -> Match:
    """Noor is in the Lumina cohort and Jun is her mentor."""
    cohort, programme = stage.cohorts["lumina"], stage.programmes["lumina"]
    with work_as("jun") as work:
        mentor = a_mentor(work, programme=programme, about="I paint out wires. We meet in writing.")
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=cohort)
        return a_match(work, of=stage.people["noor"], mentor=mentor, cohort=cohort)


def kept(work: Work, match: Match) -> Match:
    matches.keep(work, work.db.get_one(Match, match.id), Nothing())
    work.db.flush()
    return match
