"""How somebody likes to work, kept for matching: the trainee's own answers, and the mentor's with their places."""

from sqlalchemy import func
from sqlmodel import col, select

from app.core.errors import Forbidden, Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.mentors import MentorStyleForm, TraineeStyleForm
from app.models.matches import Match
from app.models.mentors import Mentor, WorkingStyle
from app.models.programmes import Programme
from app.rules.matches import TOGETHER
from app.services.memberships import membership_of


def keep_style(work: Work, form: TraineeStyleForm) -> None:
    """Keep the trainee's answers for the programme of their cohort."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    membership = membership_of(work.db, work.actor.person_id)
    if membership is None:
        raise Forbidden(N_("You can answer these questions once you are enrolled."))
    key = (work.actor.person_id, membership.programme.id)
    style = work.db.get(WorkingStyle, key) or WorkingStyle(person_id=key[0], programme_id=key[1])
    style.craft, style.style, style.mentor_may_read = form.crafts, form.style, form.mentor_may_read
    work.db.add(style)
    work.record(Event("mentors.working_style_kept", key[0], about=key[0], programme_id=key[1]))


def keep_own_style(work: Work, programme: Programme, form: MentorStyleForm) -> None:
    """Keep the mentor's own answers and places. Refused when the places are fewer than the trainees they have now."""
    assert work.actor.person_id is not None  # noqa: S101 - the guard has checked
    mentor = mentor_of(work, programme) or Mentor(
        id=work.new_id(), person_id=work.actor.person_id, programme_id=programme.id, places=0
    )
    taken = _trainees_of(work, mentor)
    if form.places < taken:
        raise Refused(
            sentence(N_("Your trainees now: %(taken)s. Write that number or a higher one"), taken=taken),
            field="places",
        )
    mentor.places, mentor.craft, mentor.style, mentor.about = form.places, form.crafts, form.style, form.about
    work.db.add(mentor)
    work.record(Event("mentors.own_style_kept", mentor.id, about=mentor.person_id, programme_id=programme.id))


def mentor_of(work: Work, programme: Programme) -> Mentor | None:
    """The actor as a mentor of this programme, once they have said how many people they can take."""
    return work.db.scalars(
        select(Mentor).where(col(Mentor.person_id) == work.actor.person_id, col(Mentor.programme_id) == programme.id)
    ).one_or_none()


def _trainees_of(work: Work, mentor: Mentor) -> int:
    together = select(func.count(col(Match.id))).where(
        col(Match.mentor_id) == mentor.id, col(Match.status).in_(TOGETHER)
    )
    return work.db.scalar(together) or 0
