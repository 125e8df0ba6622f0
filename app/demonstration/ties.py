"""Fair reading in the story: somebody is known, a reader is named, and one answer and one file are kept from readers."""

from sqlmodel import col, select

from app.demonstration.reviews import application_of
from app.demonstration.theatre import Theatre
from app.forms.redactions import Redacting, Withholding
from app.forms.ties import KnowPerson, NameReaders
from app.models.files import File
from app.models.reviews import Tie
from app.rules.redactions import HIDDEN
from app.services import redactions, ties

DAYS_AGO = 6


def play(theatre: Theatre) -> None:
    with theatre.at(days=-DAYS_AGO):
        _know(theatre)
        _name(theatre, "oskar", "sol")
        _leave_out(theatre, "amelia")
        _withhold(theatre, "kwame")


def _know(theatre: Theatre) -> None:
    """Whoever it is did not apply, which the page tells nobody."""
    with theatre.as_("ravi") as work:
        ties.know(work, KnowPerson(words="olive.harcourt@example.com", tie=Tie.FRIEND))


def _name(theatre: Theatre, key: str, reader: str) -> None:
    application = application_of(theatre, key)
    if application is not None:
        with theatre.as_(key) as work:
            ties.name_readers(work, application, NameReaders(readers=[theatre.stage.id_of(reader)]))


def _leave_out(theatre: Theatre, key: str) -> None:
    """The first sentence of an answer, as if it named somebody."""
    application = application_of(theatre, key)
    if application is None:
        return
    with theatre.as_("mei") as work:
        passage = redactions.passage_of(work, application, "draws_you")
        words = HIDDEN + passage.original[passage.original.find(".") + 1 :]
        redactions.redact(work, passage, Redacting(words=words, answer_version=passage.answer.version))


def _withhold(theatre: Theatre, key: str) -> None:
    application = application_of(theatre, key)
    if application is None:
        return
    with theatre.as_("mei") as work:
        file = work.db.scalars(select(File).where(col(File.application_id) == application.id)).first()
        if file is not None:
            redactions.withhold(work, application, file, Withholding(is_withheld=True))
