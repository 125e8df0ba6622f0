"""The views of mentors: their desk with the trainees they work with, and how somebody likes to work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.filling import Filled
from app.forms.mentors import (
    STYLE,
    MentorStyleForm,
    StyleForm,
    TraineeStyleForm,
    mentor_style_form,
    trainee_style_form,
)
from app.models.checkins import Checkin, CheckinStatus
from app.models.matches import Match
from app.models.mentors import Mentor, WorkingStyle
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.fits import style_words
from app.pages.mentors_reading import Said, said_to_mentors
from app.pages.reaching import Reach, reach
from app.rules.blueprints import blueprint_of
from app.rules.checkins import week_of
from app.rules.matches import LIFE, TOGETHER
from app.rules.sightings import MENTOR
from app.services.memberships import membership_of
from app.services.mentors import mentor_of
from app.services.passports_reading import as_mentor, read_instructions


@dataclass(frozen=True)
class Trainee:
    """One trainee as their mentor sees them. `provide` is what the trainee shared with this mentor, and nothing else."""

    match_id: UUID
    person_id: UUID
    name: str
    reach: Reach
    standing: str
    since: date | None
    provide: Sequence[str]
    style: Sequence[tuple[str, str]]
    said: Said
    is_checkin_due: bool


@dataclass(frozen=True)
class Places:
    """A programme in which the person is a mentor. `places` is None until they have said how many they can take."""

    programme_id: UUID
    programme: str
    places: int | None


@dataclass(frozen=True)
class Desk:
    trainees: Sequence[Trainee]
    places: Sequence[Places]
    title: str = N_("Mentoring")


@dataclass(frozen=True)
class StylePage:
    """The questions for a trainee; somebody who is in no cohort is told when they are asked."""

    is_member: bool
    kind: type[TraineeStyleForm]
    form: Filled[TraineeStyleForm]
    title: str = N_("How you like to work")


@dataclass(frozen=True)
class MentorStylePage:
    programme_id: UUID
    kind: type[MentorStyleForm]
    form: Filled[MentorStyleForm]
    title: Sentence
    crumb: tuple[str, str, Mapping[str, object]] = (N_("mentoring"), "mentors.desk", {})


def desk(work: Work) -> Desk:
    rows = work.db.execute(
        select(Match, Person, Programme.key, WorkingStyle)
        .join(Person, col(Person.id) == Match.trainee_id)
        .join(Programme, col(Programme.id) == Match.programme_id)
        .outerjoin(
            WorkingStyle,
            (col(WorkingStyle.person_id) == Match.trainee_id)
            & (col(WorkingStyle.programme_id) == Match.programme_id)
            & col(WorkingStyle.mentor_may_read),
        )
        .where(col(Match.mentor_person_id) == work.actor.person_id, col(Match.status).in_(TOGETHER))
        .order_by(col(Person.name), col(Match.id))
    ).all()
    written = _written_this_week(work)
    provide = read_instructions(work, as_mentor(work.actor), [person.id for _, person, _, _ in rows], kind=MENTOR)
    said = said_to_mentors(work.db, [match for match, _, _, _ in rows])
    trainees = [
        Trainee(
            match_id=match.id,
            person_id=person.id,
            name=person.name,
            reach=reach(person.channel, person.email, person.phone),
            standing=LIFE.words[match.status].own,
            since=match.starts_on,
            provide=[line.provide for line in provide[person.id]],
            style=style_words(blueprint_of(key), style.style) if style else [],
            said=said.get(match.id, ()),
            is_checkin_due=match.id not in written,
        )
        for match, person, key, style in rows
    ]
    return Desk(trainees, _places(work))


def style(work: Work) -> StylePage:
    membership = membership_of(work.db, work.actor.person_id)
    if membership is None:
        return StylePage(is_member=False, kind=TraineeStyleForm, form=Filled.blank(TraineeStyleForm))
    kind = trainee_style_form(membership.programme.key)
    kept = work.db.get(WorkingStyle, (work.actor.person_id, membership.programme.id))
    known = {} if kept is None else {**_known(kept.craft, kept.style), "mentor_may_read": kept.mentor_may_read}
    return StylePage(is_member=True, kind=kind, form=Filled.blank(kind, **_with_no_preference(kind, known)))


def own_style(work: Work, programme: Programme) -> MentorStylePage:
    kind = mentor_style_form(programme.key)
    kept = mentor_of(work, programme)
    known = {} if kept is None else {**_known(kept.craft, kept.style), "places": kept.places, "about": kept.about}
    title = sentence(N_("How you mentor in %(programme)s"), programme=programme.name)
    return MentorStylePage(programme.id, kind, Filled.blank(kind, **_with_no_preference(kind, known)), title)


def _written_this_week(work: Work) -> set[UUID]:
    """The matches for which the mentor has written this week. What the trainee wrote plays no part in it."""
    zone = work.db.get_one(Person, work.actor.person_id).time_zone
    return set(
        work.db.scalars(
            select(Checkin.match_id).where(
                col(Checkin.author_id) == work.actor.person_id,
                col(Checkin.week_of) == week_of(work.now, zone),
                col(Checkin.status) == CheckinStatus.WRITTEN,
            )
        )
    )


def _places(work: Work) -> list[Places]:
    rows = work.db.execute(
        select(Programme.id, Programme.name, Mentor.places)
        .outerjoin(Mentor, (col(Mentor.programme_id) == Programme.id) & (col(Mentor.person_id) == work.actor.person_id))
        .where(col(Programme.id).in_(work.actor.programmes_as(Role.MENTOR)))
        .order_by(col(Programme.name))
    )
    return [Places(programme_id, name, places) for programme_id, name, places in rows]


def _known(crafts: Sequence[str], answers: Mapping[str, str]) -> dict[str, object]:
    return {"craft": list(crafts), **{STYLE + question: answer for question, answer in answers.items()}}


def _with_no_preference(kind: type[StyleForm], known: Mapping[str, object]) -> dict[str, object]:
    """Questions that are not answered yet start at "no preference", so that the page shows what is kept."""
    return {**{name: info.default for name, info in kind.model_fields.items() if name.startswith(STYLE)}, **known}
