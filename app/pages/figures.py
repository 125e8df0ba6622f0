"""In which counts a person is, with the way out of each and back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application
from app.models.monitoring import MonitoringAnswer, WithheldFigure
from app.pages.own_data import TO_OWN, Crumb
from app.rules.figures import EQUALITY, FIGURES


@dataclass(frozen=True)
class Line:
    """`is_in` says that the person counts in it now. `correct` is the kind of data to have corrected, if there is one."""

    key: str
    title: str
    what: str
    is_in: bool
    is_out: bool
    correct: str


@dataclass(frozen=True)
class Own:
    lines: Sequence[Line]
    title: str = N_("The counts that you are in")
    crumb: Crumb = TO_OWN


def own(work: Work) -> Own:
    me = work.actor.person_id
    states = set(work.db.scalars(select(Application.status).where(col(Application.person_id) == me)))
    out = set(work.db.scalars(select(WithheldFigure.figure).where(col(WithheldFigure.person_id) == me)))
    answered = work.db.scalars(select(MonitoringAnswer.id).where(col(MonitoringAnswer.person_id) == me)).first()
    lines = []
    for key, figure in FIGURES.items():
        fits = bool(states & figure.states) and (key != EQUALITY or answered is not None)
        lines.append(Line(key, figure.title, figure.what, fits and key not in out, key in out, figure.correct))
    return Own(lines)
