"""Bea shows the adviser who looks after her wish for more time a letter of her school. Nobody asked her for it."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.forms.evidence import Coming, Paper
from app.forms.files import Fit
from app.models.accommodations import Accommodation
from app.rules.files import PAPER
from app.services import evidence

LETTER = Path(__file__).with_name("sample_letter.pdf")
NAME = "letter.pdf"
WORDS = "My school wrote this. It says how much time I had there."


def play(theatre: Theatre) -> None:
    """After she asked for more time, and before there is a decision."""
    bea = theatre.stage.id_of("bea")
    with theatre.at(days=-0.5), theatre.as_("bea") as work, TemporaryDirectory() as folder:
        of = (col(Accommodation.person_id) == bea, col(Accommodation.need) == "extra_time")
        accommodation = work.db.scalars(select(Accommodation).where(*of)).one()
        letter = Path(shutil.copy(LETTER, folder))
        coming = Coming(Fit(NAME, PAPER, letter))
        evidence.add(work, theatre.parts.storage, accommodation, coming, Paper(file=NAME, words=WORDS))
