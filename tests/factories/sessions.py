"""Sessions as managers plan them: a draft with a whole preview, published unless told otherwise."""

from datetime import date, time
from typing import Any

from app.core.work import Work
from app.forms.sessions import SessionForm
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.sessions import Session
from app.services import sessions

WHOLE = {
    "title": "Orientation",
    "kind": "orientation",
    "day": date(2027, 3, 9),
    "starts": time(10, 30),
    "minutes": 60,
    "seats": 2,
    "place": "Studio 2, 14 Light Street",
    "way_there": "Tram to Light Street, then the second door on the left.",
    "what_it_is_like": "A bright room with a window. Six chairs and a large screen.",
    "who_is_there": "Mei Tanaka and up to six trainees.",
    "what_happens": "You see the tools and the plan of the first week.",
    "what_is_asked": "Nothing. You may only listen.",
    "what_could_change": "The room can change to Studio 3, next door.",
}
"""Eight days after the Monday on which every test begins."""


def a_plan(**changes: Any) -> SessionForm:
    return SessionForm(**{**WHOLE, **changes})


def a_session(work: Work, *, cohort: Cohort, is_published: bool = True, **changes: Any) -> Session:
    session = sessions.plan(work, cohort, a_plan(**changes))
    if is_published:
        sessions.publish(work, session, Nothing())
    work.db.flush()
    return session
