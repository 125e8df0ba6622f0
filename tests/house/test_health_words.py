"""No field outside the adviser's area can hold a diagnosis without a kind question; the first press asks, the second keeps."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import pytest

import app.forms
from app.forms.asking import KEPT_WORDS, Form, ask_of
from app.forms.checkins import mentor_checkin_form, trainee_checkin_form
from app.forms.filling import Filled
from app.forms.sessions import SessionForm
from app.rules.health_words import HEALTH_WORDS
from app.services.casting import Stage
from tests.asking import AsMember
from tests.routes.test_sessions import TYPED

OWN_WORDS = "the person's own words about themselves, with the readers named beside it"
NO_TEXT = "words to search or sign in with; nothing is kept for others to read"

LEFT_ALONE: Mapping[str, str] = MappingProxyType(
    {
        "roles.Giving.name": "a name",
        "productions_managing.CoordinatorWish.name": "a name",
        "accommodations.OwnWords.words": OWN_WORDS,
        "accommodations.RemarkForm.words": OWN_WORDS,
        "accommodations.Details.words": OWN_WORDS,
        "accommodations_advising.Agreement.provide": "asked about by its own service, with a button of its own",
        "accommodations_advising.Instruction.provide": "asked about by its own service, with a button of its own",
        "accommodations_advising.Agreement.answer": "the adviser's area, sealed",
        "accommodations_advising.Refusal.reason": "the adviser's area, sealed",
        "accommodations_advising.Refusal.instead": "the adviser's area, sealed",
        "accommodations_advising.Reply.words": "the adviser's area, sealed",
        "accommodations_advising.TalkNote.words": "the adviser's area, sealed",
        "accommodations_advising.Spoken.words": "the adviser's area, sealed",
        "applications.Reminder.email": NO_TEXT,
        "corrections.CorrectionForm.words": OWN_WORDS,
        "own_questions.AnswerForm.reply": "an answer to one person in the product, sealed and read by nobody else",
        "own_questions.QuestionForm.words": OWN_WORDS,
        "decisions_board.BoardFilter.words": NO_TEXT,
        "delays.NewDay.reason": "goes out by mail to many, so such a word is refused by its service",
        "emergencies.EmergencyReason.reason": "sealed, for the person and the auditor; nobody is slowed in an emergency",
        "emergencies.PartsWanted.reason": "sealed, for the person and the auditor; nobody is slowed in an emergency",
        "emergencies.NameWanted.name": NO_TEXT,
        "evidence.Paper.words": OWN_WORDS,
        "files.Attachment.description": OWN_WORDS,
        "inquiries.Reply.reply": OWN_WORDS,
        "inquiries.NeededReply.reply": OWN_WORDS,
        "measurements.MeasurementForm.at_hour": "a time of day",
        "measurements.MeasurementForm.measured_by": "a name",
        "openings.MoreTime.words": OWN_WORDS,
        "redactions.Redacting.words": "the applicant's own text with passages left out; nothing new is written",
        "reviews._Draft.note": "kept while somebody types; the question comes when it is sent",
        "reviews_searching.ReviewSearch.words": NO_TEXT,
        "resets.ColleagueWanted.name": NO_TEXT,
        "sign_ins.PersonWanted.name": NO_TEXT,
        "sign_ins.Invitation.name": "a name",
        "sign_ins.Invitation.programme": "the key of a programme",
        "supporters.Asking.name": "a name",
        "supporters.Spoken.words": "sealed, for the person who is helped and their adviser alone",
        "checkins.TraineeCheckinForm.answer_help": OWN_WORDS,
    }
)


def _forms() -> Iterator[type[Form]]:
    for module in pkgutil.iter_modules(app.forms.__path__):
        importlib.import_module(f"app.forms.{module.name}")
    yield from _below(Form)
    yield from (trainee_checkin_form("lumina"), mentor_checkin_form("lumina"))


def _below(kind: type[Form]) -> Iterator[type[Form]]:
    """Every form a module of `app.forms` names; forms made while other tests ran are theirs to check."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("app.forms.") and _is_named(each):
            yield each
            yield from _below(each)


def _is_named(kind: type[Form]) -> bool:
    return getattr(importlib.import_module(kind.__module__), kind.__name__, None) is kind


def _free_texts() -> Iterator[tuple[str, str, type[Form]]]:
    for kind in _forms():
        for name, field in kind.model_fields.items():
            if field.annotation is str and ask_of(field).kind in {"text", "long_text", "things"}:
                yield f"{kind.__module__.removeprefix('app.forms.')}.{kind.__name__}.{name}", name, kind


def test_n09_every_free_text_is_asked_about_or_left_alone_for_a_reason() -> None:
    texts = {path: name in kind.asked_about for path, name, kind in _free_texts()}

    forgotten = [path for path, is_asked in texts.items() if not is_asked and path not in LEFT_ALONE]
    assert len(texts) > 40
    assert sorted(forgotten) == []
    assert [path for path in LEFT_ALONE if texts.get(path)] == []


def test_n09_what_is_asked_about_is_a_field() -> None:
    wrong = [
        f"{kind.__name__}.{name}" for kind in _forms() for name in kind.asked_about if name not in kind.model_fields
    ]

    assert wrong == []


@pytest.mark.parametrize("word", HEALTH_WORDS)
def test_n09_each_word_is_asked_about_once_and_then_kept(word: str) -> None:
    typed = {"place": [f"The room of the {word} group"]}

    first = Filled.read(SessionForm, typed)
    second = Filled.read(SessionForm, {**typed, KEPT_WORDS: ["place"]})

    assert f"The word “{word}” may say why" in str(first.errors["place"])
    assert first.field("place").value == typed["place"][0]
    assert "place" not in second.errors


def test_n09_the_second_press_of_the_same_button_goes_through(as_: AsMember, stage: Stage) -> None:
    mei, path = as_("mei"), f"/cohorts/{stage.cohorts['lumina'].id}/sessions/new"
    typed = {**TYPED, "what_happens": "You meet people with dyslexia."}

    asks = mei.post(path, typed)
    kept = asks.soup.select_one(f'input[name="{KEPT_WORDS}"]')
    again = mei.post(path, {**typed, KEPT_WORDS: kept["value"] if kept else ""})

    assert (asks.status, len(asks.errors)) == (422, 1)
    assert "The word “dyslexia” may say why somebody needs something." in asks.errors[0]
    assert "You meet people with dyslexia." in asks.text
    assert again.status == 303
