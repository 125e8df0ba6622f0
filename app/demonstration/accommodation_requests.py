"""The demonstration's further requests: one that was spoken, and one by somebody who has not applied anywhere."""

from datetime import timedelta

from app.demonstration.theatre import Theatre
from app.forms.accommodations import OwnWords
from app.forms.accommodations_advising import Spoken
from app.forms.sign_ins import Nothing
from app.models.accommodations import Said, Strength
from app.services import accommodations_asking, accommodations_speaking

SPOKEN = "A break after each call would help me."
UNASKED = "I would like to see the questions before I decide to apply."


def play(theatre: Theatre) -> None:
    _bea_said_it_by_phone(theatre)
    _sam_asks_without_applying(theatre)


def _bea_said_it_by_phone(theatre: Theatre) -> None:
    with theatre.at(days=-0.4), theatre.as_("ida") as work:
        said = Spoken(
            email="bea@example.com",
            said=Said.PHONE,
            said_on=theatre.today - timedelta(days=1),
            agreed=True,
            agreed_how=Said.PHONE,
            agreed_on=theatre.today - timedelta(days=1),
            strength=Strength.PREFER,
            words=SPOKEN,
        )
        accommodations_speaking.write_down(work, said)


def _sam_asks_without_applying(theatre: Theatre) -> None:
    with theatre.at(days=-0.3), theatre.as_("sam") as work:
        place = accommodations_asking.asking_of(work, theatre.stage.programmes["lumina"])
        accommodations_asking.say(work, place, OwnWords(words=UNASKED, strength=Strength.NICE))
        work.db.flush()
        accommodations_asking.send(work, place, Nothing())
