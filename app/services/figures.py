"""Confirming one's outcome, keeping oneself out of a count and coming back, and counting without those who are out."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import CompoundSelect, delete, func, union_all
from sqlmodel import col, select

from app.core.errors import Missing, Refused
from app.core.events import Event
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.monitoring import ConfirmedFigure, WithheldFigure
from app.rules.erasures import place_holders
from app.rules.figures import EQUALITY, FIGURES, IS_NOT_YOURS, corrected_by


def kept_out_of(figure: str) -> CompoundSelect[UUID]:
    """The people who are not in this count. Whatever counts outcomes leaves them out through this.

    Whoever is erased is in none: what they kept out of went with them, and their applications stayed.
    """
    withheld = select(col(WithheldFigure.person_id)).where(col(WithheldFigure.figure) == figure)
    return union_all(withheld, place_holders())


def counted(work: Work, cohort: Cohort) -> Mapping[str, int]:
    """How many people of this cohort are in each count of outcomes, as it is. Nobody is told before it is protected."""
    return {
        key: work.db.scalar(
            select(func.count()).where(
                col(Application.cohort_id) == cohort.id,
                col(Application.status).in_(figure.states),
                col(Application.person_id).not_in(kept_out_of(key)),
            )
        )
        or 0
        for key, figure in FIGURES.items()
        if key != EQUALITY
    }


def own_states(work: Work) -> set[ApplicationStatus]:
    """The states of this person's applications."""
    mine = select(Application.status).where(col(Application.person_id) == work.actor.person_id)
    return set(work.db.scalars(mine))


def confirm(work: Work, key: str, _form: Nothing) -> None:
    """Say that one's outcome is right. A second press keeps the first day. Raises `Missing` for what is no outcome."""
    me, figure = _me(work, key), FIGURES[key]
    if not figure.correct:
        raise Missing
    if not own_states(work) & figure.states:
        raise Refused(IS_NOT_YOURS)
    if work.db.get(ConfirmedFigure, (me, key)) is None:
        work.db.add(ConfirmedFigure(person_id=me, figure=key, confirmed_at=work.now))
        work.audit(Event("figures.confirmed", me, about=me, facts={"figure": key}))


def unconfirm(work: Work, person_id: UUID, entry: str) -> None:
    """Whoever says that this kind of data is wrong does not say any more that the outcome from it is right."""
    behind = col(ConfirmedFigure.figure).in_(corrected_by(entry))
    work.db.execute(delete(ConfirmedFigure).where(col(ConfirmedFigure.person_id) == person_id, behind))


def keep_out(work: Work, key: str, _form: Nothing) -> None:
    """Raises `Missing` for what is no count. A second press changes nothing."""
    me = _me(work, key)
    if work.db.get(WithheldFigure, (me, key)) is None:
        work.db.add(WithheldFigure(person_id=me, figure=key, withheld_at=work.now))
        work.audit(Event("figures.kept_out", me, about=me, facts={"figure": key}))


def come_back(work: Work, key: str, _form: Nothing) -> None:
    me = _me(work, key)
    withheld = work.db.get(WithheldFigure, (me, key))
    if withheld is not None:
        work.db.delete(withheld)
        work.audit(Event("figures.came_back", me, about=me, facts={"figure": key}))


def _me(work: Work, key: str) -> UUID:
    if key not in FIGURES:
        raise Missing
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only people in who are signed in
    return work.actor.person_id
