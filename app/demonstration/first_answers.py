"""Ari answered the first questions on a library computer without signing in, and left an address with them."""

from app.demonstration.theatre import Theatre
from app.forms.applications import read_answers
from app.forms.first_answers import FirstAddress
from app.services import first_answers
from app.services.first_answers import first_case

VISITOR = "a browser in the library"
SAID = {"answer_name": ["Ari N."], "answer_contact": ["message"], "answer_age": ["yes"]}


def play(theatre: Theatre) -> None:
    with theatre.at(days=-1), theatre.by_system() as work:
        case = first_case(work, "lumina", VISITOR)
        form = read_answers(case.asked, SAID, may_be_empty=True).form
        assert form is not None  # noqa: S101 - the story is ours
        first_answers.keep(work, case, VISITOR, "library", form)
        work.db.flush()
        kept = first_case(work, "lumina", VISITOR)
        first_answers.send_link(work, kept, "", FirstAddress(email=theatre.stage.people["ari"].email))
