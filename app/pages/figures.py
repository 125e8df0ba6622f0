"""In which counts a person is, with the yes to their outcome, the way out of each and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.monitoring import ConfirmedFigure, MonitoringAnswer, WithheldFigure
from app.models.people import Person
from app.pages.own_data import TO_OWN, Crumb
from app.rules.figures import EQUALITY, FIGURES
from app.services.figures import own_states


@dataclass(frozen=True)
class Line:
    """`is_in` says that the person counts in it now. `correct` is the kind of data to have corrected, if there is one.

    `may_confirm` says that the outcome is theirs and waits for their yes; `confirmed_at` is when they gave it.
    """

    key: str
    title: str
    what: str
    is_in: bool
    is_out: bool
    correct: str
    may_confirm: bool
    confirmed_at: datetime | None


@dataclass(frozen=True)
class Own:
    lines: Sequence[Line]
    zone: str
    title: str = N_("The counts that you are in")
    crumb: Crumb = TO_OWN


def own(work: Work, person: Person) -> Own:
    me, states = person.id, own_states(work)
    out = set(work.db.scalars(select(WithheldFigure.figure).where(col(WithheldFigure.person_id) == me)))
    mine = select(ConfirmedFigure).where(col(ConfirmedFigure.person_id) == me)
    said = {row.figure: row.confirmed_at for row in work.db.scalars(mine)}
    answered = work.db.scalars(select(MonitoringAnswer.id).where(col(MonitoringAnswer.person_id) == me)).first()
    lines = []
    for key, figure in FIGURES.items():
        fits = bool(states & figure.states) and (key != EQUALITY or answered is not None)
        confirmed_at = said.get(key) if fits else None
        may_confirm = fits and bool(figure.correct) and confirmed_at is None
        lines.append(
            Line(
                key, figure.title, figure.what, fits and key not in out, key in out, figure.correct, may_confirm,
                confirmed_at,
            )
        )  # fmt: skip
    return Own(lines, person.time_zone)
