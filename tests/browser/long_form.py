"""A whole application to post-production: what one person answers, in the words of the pages, and what is then stored."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image
from pypdf import PdfReader
from sqlmodel import col, select

from app.models.applications import Answer, Application, ApplicationStatus
from app.models.files import File
from app.models.people import Person
from app.rules.answers import Value
from app.rules.blueprints import blueprint_of
from tests.browser.serving import Server

PROGRAMME = "post-production"


@dataclass(frozen=True)
class Said:
    """What is typed or chosen for one question, and what the database holds of it afterwards."""

    typed: Sequence[str]
    stored: Value


def words(text: str) -> Said:
    return Said([text], text)


def chosen(**labels: str) -> Said:
    """One of a list: its value and the label that is on the page."""
    value, label = next(iter(labels.items()))
    return Said([label], value)


def marked(**labels: str) -> Said:
    return Said(list(labels.values()), list(labels))


def listed(*things: str) -> Said:
    return Said(things, list(things))


ANSWERS: Mapping[str, Said] = {
    "name": words("Marlow Achterberg-Ní Dhuibhne"),
    "contact": chosen(message="Text message"),
    "phone": words("+91 22 5550 0142"),
    "age": Said(["Yes"], stored=True),
    "town": words("Navi Mumbai"),
    "craft": marked(technical="Technical", managerial="Managerial"),
    "draws_you": words(
        "I keep lists of cuts. In one film I counted every cut for a week, and I drew how long each shot is. "
        "I want to learn why a cut is where it is. Three of them felt too early, and I could say why."
    ),
    "seen_this_way": words(
        "A clock on a wall goes from ten past four to four. Nobody else saw it, “not even” my sister."
    ),
    "watched": listed("Pather Panchali", "A series about trains", "夜のゲーム"),
    "has_worked": Said(["Yes"], stored=True),
    "what_work": words("I named all the files of a short film, and I put the sound back in time with the picture."),
    "months": words("7"),
    "doing_now": chosen(both="Both"),
    "employer": words("A copy shop"),
    "about_work": words("I made the street empty. Next I would match the grain."),
    "work_link": words("https://films.example/rain?shot=12"),
    "software": marked(resolve="DaVinci Resolve", sheets="A spreadsheet for plans or costs"),
    "first_day": Said(["6 May 2027"], "2027-05-06"),
    "hours": words("18"),
    "days": marked(mon="Monday", tue="Tuesday", thu="Thursday"),
    "in_mumbai": Said(["Yes"], stored=True),
    "stay": chosen(not_sure="I am not sure yet"),
    "cannot_talk": marked(wed_morning="Wednesday morning", fri_afternoon="Friday afternoon"),
    "dates_away": listed("3 April 2027", "All of the second week of May"),
    "costs": chosen(some="Some of them could"),
    "which_costs": words("The way to Mumbai, and a chair"),
}

FILES = ("piece", "notes")
DESCRIPTIONS = {"piece": "An empty street in the rain.", "notes": "A list of shots with their lengths."}
LEFT_TO_ADVISERS = "adjustments"


@dataclass(frozen=True)
class Kept:
    """One stored file, with its bytes."""

    name: str
    description: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Stored:
    """What the database and the storage hold of one person's application."""

    status: ApplicationStatus
    answers: Mapping[str, Value]
    drafts: Sequence[str]
    files: Mapping[str, Kept]


def stored_by(server: Server, email: str) -> Stored:
    with server.reading() as db:
        person = select(Person.id).where(col(Person.email) == email)
        application = db.scalars(select(Application).where(col(Application.person_id).in_(person))).one()
        answers = db.scalars(select(Answer).where(col(Answer.application_id) == application.id)).all()
        files = db.scalars(select(File).where(col(File.application_id) == application.id)).all()
        return Stored(
            status=application.status,
            answers={answer.question: answer.value for answer in answers},
            drafts=[answer.question for answer in answers if answer.draft is not None],
            files={
                file.question: Kept(
                    file.name, file.description, (server.folder / "files" / file.stored_as).read_bytes()
                )
                for file in files
            },
        )


def every_question() -> set[str]:
    return {question.key for question in blueprint_of(PROGRAMME).questions}


def a_street(path: Path) -> Path:
    """A picture of four colours, in a kind that loses none of them."""
    picture = Image.new("RGB", (64, 48), "#335577")
    for number, colour in enumerate(("#aa7733", "#113311", "#ddddee")):
        picture.paste(colour, (number * 20, 8, number * 20 + 12, 40))
    picture.save(path)
    return path


def is_kept_whole(kept: Kept, path: Path) -> bool:
    """A PDF comes as it was; of a video the notes are taken out and not its pictures; a picture is drawn anew."""
    given = path.read_bytes()
    if path.suffix == ".mp4":
        start = given.index(b"mdat")
        return len(kept.content) == len(given) and kept.content[start:] == given[start:]
    return _same_picture(kept.content, path) if path.suffix == ".png" else kept.content == given


def _same_picture(content: bytes, path: Path) -> bool:
    """Every point is the same; the bytes around them are not."""
    with Image.open(io.BytesIO(content)) as kept, Image.open(path) as given:
        return kept.size == given.size and kept.convert("RGB").tobytes() == given.convert("RGB").tobytes()


def pages_in(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)
