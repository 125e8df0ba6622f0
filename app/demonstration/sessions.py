"""The demonstration's sessions: Lumina has one with room, one nearly full, which Hal holds, and one
with a waiting list.
"""

from collections.abc import Sequence
from datetime import time
from typing import Any

from app.core.working_days import add_working_days
from app.demonstration.members import trainees_of
from app.demonstration.theatre import Theatre
from app.forms.sessions import SessionForm
from app.forms.sign_ins import Nothing
from app.models.sessions import Session
from app.services import bookings, sessions

STUDIO = {
    "place": "Training room, level 1, 14 Light Street, Adelaide",
    "way_there": "Tram to Light Street, then two minutes on foot. The door is green. Ring the lower bell and wait.",
    "what_it_is_like": (
        "A room with one window to a garden. The lamps are off when the sun is out. You may sit anywhere. "
        "The quiet room is the next door on the left."
    ),
}

ONLINE = {
    "place": "Online. The page of the session has the link one day before.",
    "way_there": "Open the link in a browser. You need no account.",
    "what_it_is_like": "A call with a written chat. Your camera and microphone can stay off the whole time.",
}

ORIENTATION: dict[str, Any] = {
    **STUDIO,
    "title": "Your first week",
    "kind": "orientation",
    "starts": time(10, 30),
    "minutes": 60,
    "seats": 6,
    "who_is_there": "Mei Tanaka, who runs the programme, and up to six trainees.",
    "what_happens": (
        "Mei shows the plan of the first week, the rooms and the tools. "
        "After 30 minutes there is a break of 10 minutes."
    ),
    "what_is_asked": "Nothing. You can ask questions, and you can also only listen.",
    "what_could_change": "If the training room is in use, we meet in the room next to it. A sign says so.",
}

ROTOSCOPING: dict[str, Any] = {
    **ONLINE,
    "title": "Rotoscoping basics",
    "kind": "craft",
    "starts": time(14, 0),
    "minutes": 90,
    "seats": 4,
    "who_is_there": "Hal Ferris, who opens the call, Jun Park, who teaches, and up to four trainees.",
    "what_happens": "Jun draws around a shape in a short film, step by step. Then you try it with the same film.",
    "what_is_asked": "To draw around one shape. Nobody looks at your screen.",
    "what_could_change": "It can end up to 15 minutes earlier. It never ends later.",
}

DESK_VISIT: dict[str, Any] = {
    **STUDIO,
    "title": "A visit to the desks",
    "kind": "orientation",
    "starts": time(9, 30),
    "minutes": 45,
    "seats": 2,
    "place": "Production office, 3 Mill Lane, Adelaide",
    "who_is_there": "Tom Whitlam, who plans the desks, and two trainees.",
    "what_happens": "Tom shows two desks and the way to the quiet room. You can sit down at each desk.",
    "what_is_asked": "Nothing. You can take pictures of the desks.",
    "what_could_change": "Another desk is shown if one is in use.",
}

ROSTER: dict[str, Any] = {
    **ONLINE,
    "title": "How the roster works",
    "kind": "talk",
    "starts": time(11, 0),
    "minutes": 45,
    "seats": 30,
    "who_is_there": "Asha Rao, who runs the programme.",
    "what_happens": "Asha explains how the roster works and answers questions from the chat.",
    "what_is_asked": "Nothing.",
    "what_could_change": "The talk may be recorded. People who watch are not in the recording.",
}


def play(theatre: Theatre) -> None:
    others = [key for key in trainees_of(theatre, "lumina") if key != "noor"]
    with theatre.at(days=-3):
        _published(theatre, "mei", "lumina", ORIENTATION, working_days=6)
        held = {**ROTOSCOPING, "host": str(theatre.stage.id_of("hal"))}
        rotoscoping = _published(theatre, "mei", "lumina", held, working_days=8)
        visit = _published(theatre, "mei", "lumina", DESK_VISIT, working_days=10)
        _published(theatre, "asha", "post-production", ROSTER, working_days=9)
    with theatre.at(days=-2):
        _book(theatre, rotoscoping, ["noor", *others[:2]])
        _book(theatre, visit, others[: visit.seats])
    with theatre.at(days=-1):
        _wait(theatre, visit, others[visit.seats : visit.seats + 1])


def _published(theatre: Theatre, manager: str, programme: str, plan: dict[str, Any], *, working_days: int) -> Session:
    """Published where the clock of the story stands; it takes place that many working days later."""
    day = add_working_days(theatre.today, working_days)
    with theatre.as_(manager) as work:
        session = sessions.plan(work, theatre.stage.cohorts[programme], SessionForm(day=day, **plan))
        sessions.publish(work, session, Nothing())
    return session


def _book(theatre: Theatre, session: Session, keys: Sequence[str]) -> None:
    for key in keys:
        with theatre.as_(key) as work:
            bookings.book(work, session, Nothing())


def _wait(theatre: Theatre, session: Session, keys: Sequence[str]) -> None:
    for key in keys:
        with theatre.as_(key) as work:
            bookings.wait(work, session, Nothing())
