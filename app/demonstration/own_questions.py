"""Questions to Lumina: one answered in time, one that came late and went to a second manager, and one that waits."""

from sqlmodel import col, select

from app.core.actors import Role
from app.demonstration.theatre import Theatre
from app.forms.own_questions import AnswerForm, QuestionForm
from app.models.applications import Application, ApplicationStatus
from app.models.own_questions import OwnQuestion
from app.models.people import Person, RoleGrant
from app.rules.cast import CAST
from app.services import own_questions

SECOND = "nia"
KEPT_DAYS_AGO, LATE_DAYS_AGO, NOTICED_DAYS_AGO = 20, 18, 10

KEPT = ("Do I need a computer of my own at home?", "No. All work happens on our computers, on site.")
LATE = (
    "Is the building quiet on Mondays? I plan my week by that.",
    "Mondays are quiet until 11am. I am sorry that this answer took so long.",
)
WAITING = "Can somebody come with me on the first day?"


def play(theatre: Theatre) -> None:
    _second_manager(theatre)
    first, second, third = _who_ask(theatre)
    with theatre.at(days=-KEPT_DAYS_AGO):
        _ask(theatre, first, KEPT[0])
        _answer(theatre, "mei", KEPT[1])
    with theatre.at(days=-LATE_DAYS_AGO):
        _ask(theatre, second, LATE[0])
    with theatre.at(days=-NOTICED_DAYS_AGO):
        with theatre.by_system() as work:
            own_questions.pass_on_late(work)
        _answer(theatre, SECOND, LATE[1])
    _ask(theatre, third, WAITING)


def _second_manager(theatre: Theatre) -> None:
    """A programme with one manager has nobody to pass a late question on to."""
    person = theatre.person(SECOND, "Nia Kaplan", f"{SECOND}@example.com")
    theatre.db.add(
        RoleGrant(
            id=theatre.parts.entropy.new_id(theatre.now), person_id=person.id, role=Role.MANAGER,
            programme_id=theatre.stage.programmes["lumina"].id, granted_at=theatre.now,
        )
    )  # fmt: skip
    theatre.db.flush()


def _who_ask(theatre: Theatre) -> list[str]:
    """Three applicants outside the cast, by the keys under which they can act."""
    found = theatre.db.scalars(
        select(Person)
        .join(Application, col(Application.person_id) == Person.id)
        .where(
            col(Application.programme_id) == theatre.stage.programmes["lumina"].id,
            col(Application.status) == ApplicationStatus.IN_REVIEW,
            col(Person.email).not_in([member.email for member in CAST.values()]),
        )
        .order_by(col(Application.number))
        .limit(3)
    ).all()
    keys = {person.id: key for key, person in theatre.stage.people.items()}
    for person in found:
        theatre.stage.people.setdefault(keys.setdefault(person.id, person.email), person)
    return [keys[person.id] for person in found]


def _ask(theatre: Theatre, key: str, words: str) -> None:
    with theatre.as_(key) as work:
        own_questions.ask(work, theatre.stage.programmes["lumina"], QuestionForm(words=words))


def _answer(theatre: Theatre, key: str, words: str) -> None:
    """Answer the newest question, as the one who holds it."""
    newest = theatre.db.scalars(select(OwnQuestion).order_by(col(OwnQuestion.asked_at).desc()).limit(1)).one()
    with theatre.as_(key) as work:
        own_questions.answer(work, newest, AnswerForm(reply=words))
