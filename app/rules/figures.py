"""Figures: in which counts a person is, as data. Later outcomes are one more line here."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.policy import signed_in
from app.core.words import N_
from app.models.applications import ApplicationStatus as Status

SAID_YES, BEGAN, EQUALITY = "said_yes", "enrolled", "equality"


@dataclass(frozen=True)
class Figure:
    """One count. `states` are those of an application that put somebody into it; `correct` is the kind of data behind it."""

    title: str
    what: str
    states: frozenset[Status]
    correct: str = ""


FIGURES: Mapping[str, Figure] = {
    SAID_YES: Figure(
        N_("People who said yes to a place"),
        N_("Managers and funders see how many people said yes."),
        frozenset({Status.ACCEPTED, Status.ENROLLED}),
        "decisions",
    ),
    BEGAN: Figure(
        N_("People in a cohort"),
        N_("Managers and funders see how many people began."),
        frozenset({Status.ENROLLED}),
        "enrolments",
    ),
    EQUALITY: Figure(
        N_("Equality questions"),
        N_("Managers and funders see how many people chose which answer, and never fewer than 10."),
        frozenset({Status.ACCEPTED, Status.ENROLLED}),
    ),
}

IS_NOT_YOURS = N_("This is not your outcome now, so there is nothing to confirm.")


def corrected_by(entry: str) -> list[str]:
    """The counts behind which this kind of data stands."""
    return [key for key, figure in FIGURES.items() if figure.correct and figure.correct == entry]


OWN = signed_in(
    "figures.own",
    why=N_("Each person sees only in which counts they are themselves."),
    otherwise=N_("Sign in to see in which counts you are."),
)
