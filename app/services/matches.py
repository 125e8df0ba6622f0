"""What happens to a match: a manager confirms it, the trainee keeps it, and either side ends it."""

from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.matches import Confirmation, Ending
from app.forms.sign_ins import Nothing
from app.models.matches import Match
from app.models.mentors import Mentor
from app.models.people import Person
from app.models.programmes import Programme
from app.rules.bookings import lowest_free
from app.rules.matches import BEFORE, LIFE, TOGETHER
from app.rules.supporters import supports

HAS_MENTOR = N_("This person has a mentor already. End that match first.")
KNOWN_OUTSIDE = N_("These two know each other from outside the programme. Choose another mentor.")
JUST_CHOSEN = N_("Somebody else chose a mentor at the same moment. Open the list again to see where it stands.")


def confirm(work: Work, match: Match, form: Confirmation) -> None:
    """Make the suggestion real from a day on. Refused when the mentor has no place, or the trainee has a mentor."""
    if _together_of(work, match.trainee_id, match.cohort_id):
        raise Refused(HAS_MENTOR)
    if work.db.scalar(select(supports(match.mentor_person_id, match.trainee_id))):
        raise Refused(KNOWN_OUTSIDE)
    place = _free_place(work, match)
    try:
        with work.db.begin_nested():
            match.starts_on, match.place = form.starts_on, place
            _move(work, match, "confirm")
            work.db.flush()
    except IntegrityError as problem:
        raise Refused(JUST_CHOSEN) from problem
    _pass_over_others(work, match)


def keep(work: Work, match: Match, _form: Nothing) -> None:
    """The first meetings are over and the trainee wants to go on."""
    _move(work, match, "keep")


def end(work: Work, match: Match, form: Ending) -> None:
    """End it today, by either side or by the programme. The reason, if there is one, is for managers only."""
    match.place = None
    match.ends_on = _today(work, match)
    match.ended_because = form.because
    _move(work, match, "end")


def _move(work: Work, match: Match, name: str) -> None:
    LIFE.move(work, match, name, about=match.trainee_id, programme_id=match.programme_id)


def _free_place(work: Work, match: Match) -> int:
    """The mentor's lowest free place. Whoever asks for one of the same mentor's places waits until this is done."""
    mentor = work.db.scalars(select(Mentor).where(col(Mentor.id) == match.mentor_id).with_for_update()).one()
    taken = work.db.scalars(
        select(Match.place).where(col(Match.mentor_id) == mentor.id, col(Match.place).is_not(None))
    ).all()
    place = lowest_free(frozenset(number for number in taken if number is not None), mentor.places)
    if place is None or len(taken) >= mentor.places:
        name = work.db.get_one(Person, mentor.person_id).name
        raise Refused(sentence(N_("%(mentor)s has no place at the moment. Choose another mentor."), mentor=name))
    return place


def _together_of(work: Work, trainee_id: UUID, cohort_id: UUID) -> bool:
    together = select(Match.id).where(
        col(Match.trainee_id) == trainee_id, col(Match.cohort_id) == cohort_id, col(Match.status).in_(TOGETHER)
    )
    return work.db.scalars(together).first() is not None


def _pass_over_others(work: Work, match: Match) -> None:
    others = select(Match).where(
        col(Match.trainee_id) == match.trainee_id,
        col(Match.cohort_id) == match.cohort_id,
        col(Match.status).in_(BEFORE),
        col(Match.id) != match.id,
    )
    for other in work.db.scalars(others).all():
        _move(work, other, "pass_over")


def _today(work: Work, match: Match) -> date:
    programme = work.db.get_one(Programme, match.programme_id)
    return work.now.astimezone(ZoneInfo(programme.time_zone)).date()
