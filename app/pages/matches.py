"""The views of matches: proposals with their reasons, confirming one, the trainee's own mentor, and ending it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import listed
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.matches import Confirmation
from app.forms.times import day_as_written
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.matches import Match, MatchStatus
from app.models.mentors import Mentor
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.fits import craft_words, difference_words, fit_words, reason_words
from app.pages.reaching import Reach, reach
from app.rules.blueprints import Blueprint, blueprint_of
from app.rules.matches import LIFE, TOGETHER
from app.services.memberships import match_of, membership_of

Crumb = tuple[str | Sentence, str, Mapping[str, object]]

SHOWN = (MatchStatus.SUGGESTED, *TOGETHER, MatchStatus.ENDED)


@dataclass(frozen=True)
class Suggestion:
    """One mentor for one trainee. `is_proposed` is the one that was chosen for the whole cohort together."""

    match_id: UUID
    mentor: str
    is_proposed: bool
    fit: str
    reasons: Sequence[Sentence]
    difference: Sentence | None


@dataclass(frozen=True)
class Together:
    """A match that is real, or was. `because` is for managers only."""

    match_id: UUID
    mentor: str
    standing: str
    is_over: bool
    starts_on: date | None
    ends_on: date | None
    because: str


@dataclass(frozen=True)
class TraineeRow:
    name: str
    matches: Sequence[Together]
    suggestions: Sequence[Suggestion]

    @property
    def proposed(self) -> Suggestion | None:
        return next((suggestion for suggestion in self.suggestions if suggestion.is_proposed), None)

    @property
    def others(self) -> Sequence[Suggestion]:
        return [suggestion for suggestion in self.suggestions if not suggestion.is_proposed]

    @property
    def has_mentor(self) -> bool:
        return any(not match.is_over for match in self.matches)


@dataclass(frozen=True)
class Proposals:
    cohort_id: UUID
    title: Sentence
    rows: Sequence[TraineeRow]
    crumb: Crumb


@dataclass(frozen=True)
class ConfirmPage:
    match_id: UUID
    title: Sentence
    fit: str
    reasons: Sequence[Sentence]
    difference: Sentence | None
    form: Filled[Confirmation]
    crumb: Crumb


@dataclass(frozen=True)
class OwnMentor:
    """The trainee's mentor, or nobody yet. `can_keep` says that the first meetings are going on."""

    match_id: UUID | None = None
    name: str = ""
    reach: Reach | None = None
    about: str = ""
    crafts: str = ""
    standing: str = ""
    starts_on: date | None = None
    reasons: Sequence[Sentence] = ()
    can_keep: bool = False
    is_member: bool = False
    title: str = N_("Your mentor")


@dataclass(frozen=True)
class EndPage:
    match_id: UUID
    trainee: str
    mentor: str
    title: str
    crumb: Crumb


def proposals(work: Work, cohort: Cohort) -> Proposals:
    blueprint = blueprint_of(work.db.get_one(Programme, cohort.programme_id).key)
    matches: dict[UUID, list[Together]] = defaultdict(list)
    suggestions: dict[UUID, list[Suggestion]] = defaultdict(list)
    for match, mentor in _shown(work, cohort):
        if match.status is MatchStatus.SUGGESTED:
            suggestions[match.trainee_id].append(_suggestion(blueprint, match, mentor))
        else:
            matches[match.trainee_id].append(_together(match, mentor))
    rows = [TraineeRow(name, matches[key], suggestions[key]) for key, name in _trainees(work, cohort)]
    title = sentence(N_("Mentors for %(cohort)s"), cohort=cohort.name)
    return Proposals(cohort.id, title, rows, (cohort.name, "cohorts.show", {"cohort_id": cohort.id}))


def confirming(work: Work, match: Match) -> ConfirmPage:
    blueprint = blueprint_of(work.db.get_one(Programme, match.programme_id).key)
    trainee, mentor = work.db.get_one(Person, match.trainee_id), work.db.get_one(Person, match.mentor_person_id)
    cohort = work.db.get_one(Cohort, match.cohort_id)
    starts_on = max(cohort.starts_on, work.now.date())
    return ConfirmPage(
        match_id=match.id,
        title=sentence(N_("Confirm %(mentor)s as the mentor of %(trainee)s"), mentor=mentor.name, trainee=trainee.name),
        fit=fit_words(match.fit),
        reasons=reason_words(blueprint, match.reasons),
        difference=difference_words(blueprint, match.differences),
        form=Filled.blank(Confirmation, starts_on=day_as_written(starts_on)),
        crumb=(N_("all mentors of this cohort"), "matches.proposals", {"cohort_id": match.cohort_id}),
    )


def mine(work: Work) -> OwnMentor:
    match = match_of(work.db, work.actor.person_id)
    if match is None:
        return OwnMentor(is_member=membership_of(work.db, work.actor.person_id) is not None)
    mentor, person, key = work.db.execute(
        select(Mentor, Person, Programme.key)
        .join(Person, col(Person.id) == Mentor.person_id)
        .join(Programme, col(Programme.id) == Mentor.programme_id)
        .where(col(Mentor.id) == match.mentor_id)
    ).one()
    return OwnMentor(
        match_id=match.id,
        name=person.name,
        reach=reach(person.channel, person.email, person.phone),
        about=mentor.about,
        crafts=listed(craft_words(blueprint_of(key), mentor.craft)),
        standing=LIFE.words[match.status].own,
        starts_on=match.starts_on,
        reasons=reason_words(blueprint_of(key), match.reasons),
        can_keep=LIFE.allows(match, "keep"),
        is_member=True,
    )


def ending(work: Work, match: Match) -> EndPage:
    trainee, mentor = work.db.get_one(Person, match.trainee_id), work.db.get_one(Person, match.mentor_person_id)
    return EndPage(match.id, trainee.name, mentor.name, N_("End this mentoring"), _way_back(work, match))


def _way_back(work: Work, match: Match) -> Crumb:
    """Each side came from a page of its own."""
    if work.actor.person_id == match.trainee_id:
        return (N_("your mentor"), "matches.mine", {})
    if work.actor.person_id == match.mentor_person_id:
        return (N_("mentoring"), "mentors.desk", {})
    return (N_("all mentors of this cohort"), "matches.proposals", {"cohort_id": match.cohort_id})


def _shown(work: Work, cohort: Cohort) -> Sequence[tuple[Match, str]]:
    """Suggestions, matches and what has ended, each with the mentor's name: the proposed mentor first."""
    return work.db.execute(
        select(Match, Person.name)
        .join(Person, col(Person.id) == Match.mentor_person_id)
        .where(col(Match.cohort_id) == cohort.id, col(Match.status).in_(SHOWN))
        .order_by(col(Match.rank), col(Match.fit).desc(), col(Match.id))
    ).all()


def _trainees(work: Work, cohort: Cohort) -> Sequence[tuple[UUID, str]]:
    return work.db.execute(
        select(Person.id, Person.name)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .where(col(Enrolment.cohort_id) == cohort.id, col(Enrolment.status) == EnrolmentStatus.ENROLLED)
        .order_by(col(Person.name), col(Person.id))
    ).all()


def _suggestion(blueprint: Blueprint, match: Match, mentor: str) -> Suggestion:
    return Suggestion(
        match_id=match.id,
        mentor=mentor,
        is_proposed=match.rank == 1,
        fit=fit_words(match.fit),
        reasons=reason_words(blueprint, match.reasons),
        difference=difference_words(blueprint, match.differences),
    )


def _together(match: Match, mentor: str) -> Together:
    return Together(
        match_id=match.id,
        mentor=mentor,
        standing=LIFE.words[match.status].staff,
        is_over=match.status is MatchStatus.ENDED,
        starts_on=match.starts_on,
        ends_on=match.ends_on,
        because=match.ended_because,
    )
