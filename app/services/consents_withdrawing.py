"""Taking a yes back: it holds at once for whoever reads consents, and here is what else ends with it in the same press."""

from collections.abc import Callable, Mapping

from sqlalchemy import update
from sqlmodel import col, select

from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.matches import Match
from app.rules.accommodations import SENT_AND_OPEN
from app.rules.consents import ADJUSTMENTS, CHECKINS, EQUALITY, PASSPORT
from app.services import accommodations, monitoring, passports, passports_carrying
from app.services.consents import end_yes, purpose_named


def withdraw(work: Work, key: str, form: Nothing) -> None:
    """Ends the yes and what rests on it. A second press changes nothing. Raises `Missing` for what nobody is asked."""
    purpose_named(key)
    if end_yes(work, key) and key in ENDS_WITH_IT:
        ENDS_WITH_IT[key](work, form)


def _take_back_adjustments(work: Work, form: Nothing) -> None:
    """Nobody provides them, shares end, and advisers read them no more; their words go by the schedule of retention."""
    mine = select(Accommodation).where(
        col(Accommodation.person_id) == work.actor.person_id, col(Accommodation.status).in_(SENT_AND_OPEN)
    )
    for accommodation in work.db.scalars(mine.order_by(col(Accommodation.id))).all():
        accommodations.withdraw(work, accommodation, form)


def _end_sharing(work: Work, form: Nothing) -> None:
    passports.end_all_shares(work, form)
    passports_carrying.lapse_all(work)


def _close_checkins(work: Work, _form: Nothing) -> None:
    """What the trainee wrote stays theirs and is open to nobody else. A mentor's own notes are not the trainee's yes."""
    mine = (
        select(col(Checkin.id))
        .join(Match, col(Match.id) == Checkin.match_id)
        .where(col(Checkin.author_id) == work.actor.person_id, col(Match.trainee_id) == work.actor.person_id)
    )
    work.db.execute(
        update(CheckinLine).where(col(CheckinLine.checkin_id).in_(mine)).values(readable_by=Audience.ONLY_ME)
    )


ENDS_WITH_IT: Mapping[str, Callable[[Work, Nothing], None]] = {
    ADJUSTMENTS: _take_back_adjustments,
    PASSPORT: _end_sharing,
    EQUALITY: monitoring.remove,
    CHECKINS: _close_checkins,
}
