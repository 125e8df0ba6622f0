"""People apply: some are in the middle of it, most have sent, two withdrew. The reviewing goes on in another story."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from app.adapters.sample_pictures import sample_picture
from app.core.work import Work
from app.demonstration.theatre import Theatre
from app.forms.applications import Answers, Withdrawal, read_answers
from app.forms.files import Arrived, Attachment, Fit
from app.forms.uploads import Beginning, Piece
from app.models.applications import Application
from app.rules.blueprints import Question
from app.rules.files import MEGABYTE
from app.services import applications, applications_answering, files, uploads
from app.services.applications_reading import Case, case_of
from app.services.files import Place
from app.services.files_looking import hash_of

STORY = Path(__file__).with_name("applicants.yaml")
HALF_WAY = ("name", "contact", "age", "craft", "draws_you")
"""What somebody has answered who stopped in the middle."""

VIDEO = Path(__file__).with_name("sample_video.webm")
WITH_VIDEO = 3
"""Who of the applicants sends a video instead of a picture, counted from the first."""


class Applicant(BaseModel):
    """One line of the story. `began` and `left` are days before today."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    name: str
    began: float
    left: float
    ended_as: Literal["received", "withdrawn", "draft"] = Field(alias="as")
    file: bool = False
    breaks: bool = False
    """Whether a file of theirs is here in part."""


class Story(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    people: Sequence[Applicant]
    other_programme: Sequence[Applicant]
    answers: dict[str, list[Any]]


@cache
def story() -> Story:
    return Story.model_validate(yaml.safe_load(STORY.read_text(encoding="utf-8")))


def play(theatre: Theatre) -> None:
    """Leaves the keys of the people in `theatre.notes`, under `received`, `withdrawn` and `draft`, oldest first."""
    for number, applicant in enumerate(story().people):
        apply(theatre, "lumina", number, applicant)
        theatre.notes.setdefault(applicant.ended_as, []).append(applicant.key)
    for number, applicant in enumerate(story().other_programme):
        apply(theatre, "post-production", number, applicant)


def apply(theatre: Theatre, programme: str, number: int, applicant: Applicant) -> None:
    if applicant.key not in theatre.stage.people:
        with theatre.at(days=-applicant.began):
            theatre.person(applicant.key, applicant.name, f"{applicant.key}@example.com")
    with theatre.at(days=-applicant.began), theatre.as_(applicant.key) as work:
        application = applications.start(work, programme)
    with theatre.at(days=-applicant.left), theatre.as_(applicant.key) as work:
        _answer(work, application, number, applicant)
        if applicant.file:
            _add_work(theatre, work, application, number)
        if applicant.breaks:
            _begin_a_file(theatre, work, application)
        if applicant.ended_as != "draft":
            applications.send(work, case_of(work, application), Answers())
    if applicant.ended_as == "withdrawn":
        with theatre.at(days=-applicant.left / 2), theatre.as_(applicant.key) as work:
            applications.withdraw(work, application, Withdrawal(reasons=["dates"]))


def _answer(work: Work, application: Application, number: int, applicant: Applicant) -> None:
    """Twice, because the second time asks what the first answers made relevant."""
    for _ in range(2):
        case = case_of(work, application)
        questions = [question for question in case.asked if _is_answered(question, applicant)]
        typed = {f"answer_{question.key}": _typed(question, number, applicant) for question in questions}
        versions = {f"version_{question.key}": [str(case.version(question.key))] for question in questions}
        form = read_answers(questions, {**typed, **versions}, may_be_empty=True).form
        assert form is not None  # noqa: S101 - the story is ours
        applications_answering.answer_until(work, case, _stopped_at(case, applicant), form)
        work.db.flush()


def _is_answered(question: Question, applicant: Applicant) -> bool:
    return applicant.ended_as != "draft" or question.key in HALF_WAY


def _stopped_at(case: Case, applicant: Applicant) -> str:
    is_asked = any(question.key == "seen_this_way" for question in case.asked)
    return "seen_this_way" if applicant.ended_as == "draft" and is_asked else ""


def _typed(question: Question, number: int, applicant: Applicant) -> list[str]:
    if question.purpose == "name":
        return [applicant.name]
    if question.kind == "yes_no":
        return ["yes"]
    known = _pick(question.key, number)
    fits = [text for text in known if not question.choices or text in {c.value for c in question.choices}]
    return fits or [choice.value for choice in question.choices[:1]]


def _pick(key: str, number: int) -> list[str]:
    """The next answer of the list under this key: one, several, or none at all."""
    given = story().answers.get(key, [None])
    picked = given[number % len(given)]
    if picked is None:
        return []
    return picked if isinstance(picked, list) else [picked]


def _add_work(theatre: Theatre, work: Work, application: Application, number: int) -> None:
    case = case_of(work, application)
    name, media_type, seconds, about = f"work-{number + 1}.png", "image/png", 0, "about_file"
    content = sample_picture(number)
    if number == WITH_VIDEO:
        name, media_type, seconds, about = "walk.webm", "video/webm", 4, "about_video"
        content = VIDEO.read_bytes()
    with _written(content) as path:
        form = Attachment(file=name, description=_pick(about, number)[0])
        place = Place(case, case.question("work_sample"))
        files.attach(work, theatre.parts.storage, place, Fit(name, media_type, path, seconds), form)


def _begin_a_file(theatre: Theatre, work: Work, application: Application) -> None:
    """A file that broke after its first megabyte."""
    case = case_of(work, application)
    place = Place(case, case.question("work_sample"))
    uploads.begin(work, place, Beginning(name="showreel.mp4", media_type="video/mp4", bytes_long=3 * MEGABYTE))
    work.db.flush()
    with _written(bytes(MEGABYTE)) as path:
        arrived = Arrived("showreel.mp4", "video/mp4", MEGABYTE, hash_of(path), path)
        uploads.take(work, theatre.parts.storage, uploads.begun(work, place), arrived, Piece(offset=0))


@contextmanager
def _written(content: bytes) -> Iterator[Path]:
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        yield Path(file.name)
