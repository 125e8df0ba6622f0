"""The law of own questions: who asks, who answers, and what is said when an answer is late."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select
from sqlmodel import col, select

from app.core.actors import Actor, Role
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.applications import Application
from app.models.messages import Prefix
from app.models.own_questions import OwnQuestion
from app.rules.decisions import hidden_from
from app.rules.messages import Wording

MOST_OPEN = 10
"""How many of one person's questions wait at one programme at most."""

_MANAGERS_ONLY = N_("Only managers of this programme answer questions.")


def visible_to(actor: Actor) -> Select[Any]:
    """The questions of the actor's programmes, but none by somebody whose application they read without a name."""
    hidden = (
        select(col(Application.id))
        .where(col(Application.person_id) == OwnQuestion.person_id, hidden_from(actor))
        .correlate(OwnQuestion)
        .exists()
    )
    return select(OwnQuestion).where(
        col(OwnQuestion.programme_id).in_(actor.programmes_as(Role.MANAGER)),
        col(OwnQuestion.person_id) != actor.person_id,
        ~hidden,
    )


def is_managed(actor: Actor, question: OwnQuestion) -> bool:
    return question.programme_id in actor.programmes_as(Role.MANAGER)


ASK = signed_in(
    "own_questions.ask",
    why=N_("Anybody with an account may ask, and reads only their own questions."),
    otherwise=N_("Sign in to ask a question."),
)
LISTING = Policy("own_questions.listing", {Role.MANAGER: always}, _MANAGERS_ONLY)
ANSWER = Policy("own_questions.answer", {Role.MANAGER: is_managed}, _MANAGERS_ONLY, OwnQuestion, visible_to)

MESSAGES: Mapping[str, Wording] = {
    "own_question_asked": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("somebody asks about %(programme)s"),
        happened=N_("Somebody asked a question about %(programme)s, and you are named as the person who answers."),
        to_do=N_("Open the page and answer there, even if you do not know everything yet."),
        by_when=N_("An answer is promised by %(day)s."),
    ),
    "own_question_passed_on": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a late question about %(programme)s is now yours"),
        happened=N_("A question about %(programme)s was not answered in time. You are now named as who answers."),
        to_do=N_("Open the page and answer there, even if you do not know everything yet."),
        by_when=N_("The new day is %(day)s."),
    ),
    "own_question_answered": Wording(
        Prefix.INFORMATION,
        subject=N_("your question has an answer"),
        happened=N_("%(name)s answered your question about %(programme)s. The page shows the answer."),
    ),
    "own_question_late": Wording(
        Prefix.CHANGE,
        subject=N_("your answer comes later"),
        happened=N_("We did not answer your question about %(programme)s in time. We are sorry."),
        by_when=N_("%(name)s answers you by %(day)s."),
    ),
}
