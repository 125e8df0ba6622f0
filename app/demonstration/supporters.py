"""Help among people in the story: Sam helps Ari, Noor and Bea, Ari waits for one answer, and one help is over."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.forms.applications import ANSWER, VERSION, read_answers
from app.forms.sign_ins import Nothing
from app.forms.supporters import Asking, Sharing
from app.models.applications import Application
from app.models.supporters import Supporter
from app.rules.supporters_sections import answers_key
from app.services import supporters, supporters_writing
from app.services.supporters_sight import question_to_fill_in, read_part

ASKED_DAYS_AGO = 6
WROTE_DAYS_AGO = 2
QUESTION = "seen_this_way"
TEXT = "In a film that we saw together, the shadow of one lamp pointed the wrong way. Ari saw it at once."


def play(theatre: Theatre) -> None:
    """Last of all, so that everything before keeps its place."""
    application = _application_of(theatre, "ari")
    if application is None:
        return
    work_part, interest = answers_key(application.id, "your_work"), answers_key(application.id, "your_interest")
    with theatre.at(days=-ASKED_DAYS_AGO):
        theatre.person("petra", "Petra Lund", "petra.lund@example.com")
        over = _ask(
            theatre, "ari", "Petra", "petra.lund@example.com", Sharing(reading=[work_part], speaking=False, version=1)
        )
        _answer(theatre, "petra", over)
        helps = _ask(
            theatre,
            "ari",
            "Sam",
            "sam@example.com",
            Sharing(reading=[work_part], filling=[interest], speaking=False, version=1),
        )
        _answer(theatre, "sam", helps)
        noors = Sharing(reading=["schedule", "sessions", "passport"], speaking=False, version=1)
        _answer(theatre, "sam", _ask(theatre, "noor", "Sam", "sam@example.com", noors))
        _help_bea(theatre)
    with theatre.at(days=-WROTE_DAYS_AGO):
        _write(theatre, helps, application)
        _end(theatre, over)
        _ask(theatre, "ari", "Mo", "mo.varga@example.com", Sharing(reading=["results"], speaking=False, version=1))


def _help_bea(theatre: Theatre) -> None:
    """Here Sam can speak: with the adviser, about what Bea asked for."""
    application = _application_of(theatre, "bea")
    if application is not None:
        choice = Sharing(reading=[answers_key(application.id, "your_work")], speaking=True, version=1)
        _answer(theatre, "sam", _ask(theatre, "bea", "Sam", "sam@example.com", choice))


def _ask(theatre: Theatre, key: str, name: str, email: str, choice: Sharing) -> UUID:
    made: list[UUID] = []
    with theatre.as_(key) as work:
        supporters.prepare(work, made, Asking(name=name, email=email, until=theatre.today + timedelta(days=60)))
        work.db.flush()
        support = work.db.get_one(Supporter, made[0])
        supporters.share(work, support, choice)
        work.db.flush()
        supporters.invite(work, support, Nothing())
    return made[0]


def _answer(theatre: Theatre, key: str, support: UUID) -> None:
    with theatre.as_(key) as work:
        supporters.accept(work, work.db.get_one(Supporter, support), Nothing())


def _write(theatre: Theatre, support_id: UUID, application: Application) -> None:
    with theatre.as_("sam") as work:
        support = work.db.get_one(Supporter, support_id)
        read_part(work, support, application.id, "your_work")
        sight, case, question = question_to_fill_in(work, support, application.id, QUESTION)
        typed = {ANSWER + QUESTION: [TEXT], VERSION + QUESTION: ["0"]}
        form = read_answers([question], typed, may_be_empty=False).form
        if form is not None and case.may_change(question):
            supporters_writing.write(work, sight, case, question, form)


def _end(theatre: Theatre, support: UUID) -> None:
    with theatre.as_("ari") as work:
        supporters.end(work, work.db.get_one(Supporter, support), Nothing())


def _application_of(theatre: Theatre, key: str) -> Application | None:
    mine = (
        select(Application).where(col(Application.person_id) == theatre.stage.id_of(key)).order_by(col(Application.id))
    )
    return theatre.db.scalars(mine).first()
