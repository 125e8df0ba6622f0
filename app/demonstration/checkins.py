"""The demonstration's check-ins: Noor and Jun wrote in the last two weeks; this week is still open."""

from typing import Any

from app.demonstration.theatre import Theatre
from app.forms.checkins import mentor_checkin_form, trainee_checkin_form, typed
from app.models.checkins import Audience
from app.services import checkins
from app.services.memberships import match_of

ONLY_ME, MY_MENTOR, MY_PROGRAMME = Audience.ONLY_ME, Audience.MY_MENTOR, Audience.MY_PROGRAMME
THURSDAY, DAYS_IN_WEEK = 3, 7

NOOR = (
    {
        "week": ("hard", ONLY_ME),
        "capacity": ("less", MY_MENTOR),
        "help": ("The tram was loud on two mornings. I walked on the third day, and that was better.", ONLY_ME),
    },
    {
        "week": ("good", MY_PROGRAMME),
        "capacity": ("same", MY_MENTOR),
        "help": ("The list of steps for each shot helped. I finished one shot without asking.", MY_MENTOR),
    },
)

JUN = (
    {
        "work": "under_way",
        "next": "Draw the left arm in frames 20 to 40.",
        "went_well": "The shape of the shoulder keeps its form when it moves.",
    },
    {
        "work": "done",
        "next": "Start the second shot with the horse.",
        "went_well": "You found the frame in which the sleeve slips, before I saw it.",
    },
)
"""The week before last, then last week."""


def play(theatre: Theatre) -> None:
    for number, (noor, jun) in enumerate(zip(NOOR, JUN, strict=True)):
        weeks_ago = len(NOOR) - number
        with theatre.at(days=THURSDAY - theatre.today.weekday() - DAYS_IN_WEEK * weeks_ago):
            _write(theatre, noor)
            _note(theatre, jun)


def _write(theatre: Theatre, lines: dict[str, tuple[str, Audience]]) -> None:
    answers = {question: value for question, (value, _) in lines.items()}
    fields: Any = typed(answers, {question: audience for question, (_, audience) in lines.items()})
    with theatre.as_("noor") as work:
        checkins.write(work, trainee_checkin_form("lumina")(**fields))


def _note(theatre: Theatre, answers: dict[str, str]) -> None:
    fields: Any = typed(answers, {})
    with theatre.as_("jun") as work:
        match = match_of(theatre.db, theatre.stage.id_of("noor"))
        assert match is not None  # noqa: S101 - the mentors were played before
        checkins.note(work, match, mentor_checkin_form("lumina")(**fields))
