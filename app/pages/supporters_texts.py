"""Texts that supporters wrote for an application, as both sides read them: the words, who wrote them, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.core.work import Work
from app.rules import answers as law
from app.services.applications_reading import Case
from app.services.supporters_prepared import Prepared, prepared_in


@dataclass(frozen=True)
class Text:
    """What was written for one question. `on` is the day where the programme is."""

    question: str
    label: str
    words: Sequence[str]
    writer: str
    on: date
    waits: bool


def texts_for(work: Work, case: Case) -> list[Text]:
    """What was written for this application: what waits, and what stands as an answer just as it was written."""
    found = prepared_in(work, case.application.id)
    return [text_of(case, prepared) for prepared in found if is_asked(case, prepared) and _counts(case, prepared)]


def text_for(work: Work, case: Case, key: str) -> Prepared | None:
    return next((found for found in prepared_in(work, case.application.id) if found.row.question == key), None)


def text_of(case: Case, prepared: Prepared) -> Text:
    question = case.question(prepared.row.question)
    words = law.in_words(question, prepared.row.value)
    on = prepared.row.written_at.astimezone(ZoneInfo(case.programme.time_zone)).date()
    return Text(question.key, question.label, words, prepared.writer, on, prepared.waits)


def is_asked(case: Case, prepared: Prepared) -> bool:
    return any(question.key == prepared.row.question for question in case.asked)


def _counts(case: Case, prepared: Prepared) -> bool:
    return prepared.waits or prepared.row.answer_version == case.version(prepared.row.question)
