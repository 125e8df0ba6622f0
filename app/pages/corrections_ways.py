"""Where somebody can change it themselves instead of asking, and where a manager changes a result itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.corrections import Correction
from app.models.openings import Opening
from app.models.programmes import Programme
from app.rules import decisions
from app.rules.answers import STILL_READ, changes_end
from app.rules.applications import OPEN
from app.rules.blueprints import blueprint_of
from app.rules.registers import register
from app.services.openings import holds

ANSWERED_BY_ONESELF = frozenset({"account", "answers", "files"})
"""Kinds of data that follow the answers and files of an application for as long as it can change."""


@dataclass(frozen=True)
class Way:
    label: str | Sentence
    route: str
    params: dict[str, object]


def ways_of(work: Work, key: str) -> list[Way]:
    """The person's own pages on which this kind of data changes at once."""
    correct = register().entries[key].correct
    pages = [Way(OWN_PAGES[key], correct, {})] if correct else []
    if key == "not_readers":
        return [*pages, *(_way(SAY_WHO, "ties.naming", row) for row in _own(work) if row.status in OPEN)]
    if key not in ANSWERED_BY_ONESELF:
        return pages
    return [*pages, *(_way(CHANGE_ANSWERS, "applications.show", row) for row in _still_changing(work))]


def results_of(work: Work, correction: Correction) -> list[Way]:
    """The applications whose result can only be changed by an offer."""
    if correction.entry != "decisions":
        return []
    theirs = decisions.visible_to(work.actor).where(col(Application.person_id) == correction.person_id)
    return [_way(CHANGE_RESULT, "decisions.show", row) for row in work.db.scalars(theirs.order_by(col(Application.id)))]


def _still_changing(work: Work) -> list[Application]:
    """Those whose answers the person can change now: a draft, some days after sending, or opened by a manager."""
    mine = (
        select(Application, col(Programme.key), col(Opening.id))
        .join(Programme, col(Programme.id) == Application.programme_id)
        .outerjoin(Opening, (col(Opening.application_id) == Application.id) & holds(work.now))
        .where(col(Application.person_id) == work.actor.person_id, col(Application.status).in_(OPEN))
        .order_by(col(Application.id))
    )
    return [row for row, key, opened in work.db.execute(mine) if opened or _may_change(work, row, key)]


def _may_change(work: Work, application: Application, key: str) -> bool:
    if application.status is ApplicationStatus.DRAFT:
        return True
    return application.status in STILL_READ and work.now <= changes_end(application, blueprint_of(key))


def _own(work: Work) -> Sequence[Application]:
    mine: Any = select(Application).where(col(Application.person_id) == work.actor.person_id)
    found: Sequence[Application] = work.db.scalars(mine.order_by(col(Application.id))).all()
    return found


def _way(words: str, route: str, application: Application) -> Way:
    label = sentence(words, reference=application.reference)
    return Way(label, route, {"application_id": application.id})


CHANGE_ANSWERS = N_("Change your answers in %(reference)s")
SAY_WHO = N_("Say who should not read %(reference)s")
CHANGE_RESULT = N_("Change the result of %(reference)s itself")
OWN_PAGES = {
    "account": N_("Change your e-mail address"),
    "bookings": N_("Book a session, or give a place back"),
    "matching": N_("Change how you like to work"),
}
"""For each kind that can be asked about and has a page of its own for changing."""
