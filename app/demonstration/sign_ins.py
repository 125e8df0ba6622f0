"""Everybody of the cast signed in on their telephone this morning, so that each has a sign-in to look at and to end."""

from app.demonstration.theatre import Theatre
from app.models.sign_ins import Method
from app.rules.cast import CAST
from app.services import sign_ins, sign_ins_ending

HOURS_AGO = 2
TELEPHONE = "Safari on iPhone"


def play(theatre: Theatre) -> None:
    with theatre.at(days=-HOURS_AGO / 24):
        for key in CAST:
            with theatre.as_(key) as work:
                token = sign_ins.start(work, theatre.stage.people[key], Method.EMAIL_LINK)
                work.db.flush()
                sign_ins_ending.name_browser(work, sign_ins.fingerprint(token), TELEPHONE)
