"""Check-ins with lines whose words could leak."""

from typing import Any

from app.core.work import Work
from app.forms.checkins import mentor_checkin_form, trainee_checkin_form, typed
from app.models.checkins import Audience, Checkin
from app.models.matches import Match
from app.services import checkins

PRIVATE = "a sentence that only Noor may read"
FOR_MENTOR = "a sentence for the mentor"
FOR_PROGRAMME = "a sentence for the programme"


def a_checkin(
    work: Work,
    *,
    helped: str = PRIVATE,
    helped_readers: Audience = Audience.ONLY_ME,
    week: str = "hard",
    week_readers: Audience = Audience.ONLY_ME,
    programme: str = "lumina",
) -> None:
    """This week's check-in of whoever acts in this work."""
    answers = {"week": week, "help": helped}
    fields: Any = typed(answers, {"week": week_readers, "capacity": Audience.ONLY_ME, "help": helped_readers})
    checkins.write(work, trainee_checkin_form(programme)(**fields))
    work.db.flush()


def a_note(work: Work, *, of: Match, next_step: str = "Paint out the second wire", programme: str = "lumina") -> None:
    fields: Any = typed({"work": "under_way", "next": next_step}, {})
    checkins.note(work, work.db.get_one(Match, of.id), mentor_checkin_form(programme)(**fields))
    work.db.flush()


def this_weeks(work: Work, match: Match) -> Checkin:
    found = checkins.this_weeks(work, match)
    assert found is not None
    return found
