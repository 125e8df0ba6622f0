"""An application that waits for the quick yes or no, in the programme that asks for it before points."""

from app.demonstration.applications import Applicant, apply
from app.demonstration.reviews import application_of, ask
from app.demonstration.theatre import Theatre

TARA = Applicant.model_validate({"key": "tara", "name": "Tara Iyengar", "began": 3, "left": 2, "as": "received"})
NUMBER = 1
"""Which of the story's answers she gives."""


def play(theatre: Theatre) -> None:
    apply(theatre, "post-production", NUMBER, TARA)
    application = application_of(theatre, TARA.key)
    if application is not None:
        with theatre.at(days=-1):
            ask(theatre, application.id, "asha", ("kit",))
