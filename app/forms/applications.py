"""What an applicant may type: answers to the questions of a blueprint, and the few forms around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, create_model

from app.core.words import N_, Sentence, sentence
from app.forms.asking import Ask, Form, Kind, Option
from app.forms.dates import sensible_date
from app.forms.filling import Filled, Typed
from app.forms.mistakes import mistake
from app.forms.versions import Mark, Seen, SeenVersion
from app.rules.answers import Value
from app.rules.answers_reading import who_reads
from app.rules.applications import NEXT_INTAKE
from app.rules.blueprints import Question, QuestionKind
from app.rules.blueprints_questions import RATHER_NOT_SAY

ANSWER = "answer_"
VERSION = "version_"
"""Fields are named after their question; `version_…` says which version of the answer the page was drawn with."""

LONGEST_LINK = 500
LARGEST_NUMBER = 1_000_000
ROWS = {True: 10, False: 5}
LONG_TEXT = 2000
LONGEST_THING = 300
MOST_FORMS = 200
"""How many are kept. Who answers one question at a time asks for a form of its own for each, and for one with all of them."""

KINDS: Mapping[QuestionKind, Kind] = {
    "short_text": "text", "long_text": "long_text", "one_of": "one_of", "some_of": "some_of", "yes_no": "yes_no",
    "number": "number", "date": "date", "link": "url", "things": "things", "availability": "some_of",
}  # fmt: skip
"""The kinds that are typed. A file and adjustments are given on pages of their own."""

AUTOCOMPLETE = {"name": "nickname", "phone": "tel"}
PAGE_FIELDS = ("page", "turn")
WRITE_IT = N_("Write an answer, or choose “Save and stop for now”")
CHOOSE_IT = N_("Choose an answer, or choose “Save and stop for now”")


NEXT = Option(NEXT_INTAKE, N_("With the next intake, whenever it is"))


@dataclass(frozen=True)
class Stamp:
    """Which version of an answer a page had, which page it is, and the how-manieth time it saves."""

    version: int
    page: str
    turn: int


@dataclass(frozen=True)
class Draft:
    """What stands in the field of one question while somebody writes, and the stamp of the page that it stands on.

    `answer` is what it would be stored as: a date is written in many ways and stored in one. None is no answer at all.
    """

    texts: Sequence[str]
    stamp: Stamp
    answer: Value | None = None


class Answers(Form):
    """The base of every form that is made from questions. `page` and `turn` say which page sends, and how often it has."""

    page: Mark = ""
    turn: SeenVersion = 0

    def values(self) -> dict[str, Value]:
        """What was answered, by question; an answer left out is an empty text."""
        given = {name.removeprefix(ANSWER): value for name, value in self if name.startswith(ANSWER)}
        return {key: stored(value) for key, value in given.items()}

    def stamp(self, question: str) -> Stamp:
        return Stamp(int(getattr(self, VERSION + question)), self.page, self.turn)


class PartMark(Form):
    complete: Annotated[
        bool,
        Ask(
            label=N_("Is this part complete?"), kind="yes_no", hint=N_("You can change your answers later too."),
            missing=N_("Choose yes or no"),
        ),
    ]  # fmt: skip


WITHDRAWAL_REASONS = (
    Option("dates", N_("The dates do not suit me")),
    Option("elsewhere", N_("I found another place")),
    Option("not_now", N_("It is not the right time for me")),
    Option("different", N_("It is not what I thought it was")),
    Option("rather_not_say", N_("I would rather not say")),
)


class Withdrawal(Form):
    reasons: Annotated[
        list[Literal["dates", "elsewhere", "not_now", "different", "rather_not_say"]],
        Field(max_length=len(WITHDRAWAL_REASONS)),
        Ask(
            label=N_("Why do you withdraw?"), kind="some_of", options=WITHDRAWAL_REASONS,
            hint=N_("Choose any. You can also leave this out."), who_reads=N_("you and programme managers"),
        ),
    ] = []  # fmt: skip


class Deferral(Form):
    """Until when a place is kept. The options are the later cohorts of the programme, and the next intake."""

    kept_for: Annotated[
        str,
        StringConstraints(max_length=40),
        Ask(label=N_("When would you like to start?"), kind="one_of", options=[NEXT]),
    ] = NEXT_INTAKE


class Reminder(Form):
    """Two buttons; whatever is not "yes" is no reminder."""

    wanted: Mark = ""


def typed_questions(questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question.kind in KINDS]


def answers_form(questions: Sequence[Question], *, may_be_empty: bool = False) -> type[Answers]:
    """A form with one field and its version for each question. `may_be_empty` also takes required ones left out."""
    return _form_of(tuple(typed_questions(questions)), may_be_empty)


@lru_cache(MOST_FORMS)
def _form_of(questions: Sequence[Question], may_be_empty: bool) -> type[Answers]:
    """Made once for the same questions: for the fifteen of a programme that takes more than four milliseconds."""
    fields: dict[str, Any] = {}
    for question in questions:
        empty = question.optional or may_be_empty
        default = _empty(question) if empty else ...
        fields[ANSWER + question.key] = (Annotated[(_kind(question, empty=empty), _ask(question))], default)
        fields[VERSION + question.key] = (SeenVersion, 0)
    return create_model("Answers", __base__=Answers, **fields)


def read_answers(questions: Sequence[Question], typed: Typed, *, may_be_empty: bool) -> Filled[Answers]:
    """What was typed, checked as strictly as asked and drawn with the same words either way."""
    checked = Filled.read(answers_form(questions, may_be_empty=may_be_empty), typed)
    return Filled(answers_form(questions), checked.typed, checked.form, checked.errors)


def read_drafts(questions: Sequence[Question], typed: Typed) -> dict[str, Draft]:
    """What was typed so far in the fields that were sent, tidied and not checked."""
    sent = [question for question in typed_questions(questions) if VERSION + question.key in typed]
    marks = Filled.read(Answers, typed).form or Answers()
    return {question.key: _draft(question, typed, marks) for question in sent}


def _draft(question: Question, typed: Typed, marks: Answers) -> Draft:
    filled = Filled.read(answers_form([question], may_be_empty=True), typed)
    seen = Filled.read(Seen, {"version": filled.typed[VERSION + question.key]}).form or Seen()
    return Draft(
        texts=[text for text in filled.typed.get(ANSWER + question.key, ()) if text],
        stamp=Stamp(seen.version, marks.page, marks.turn),
        answer=filled.form.values()[question.key] if filled.form else None,
    )


def field_of(question: Question) -> Any:
    """The type of one needed answer with its label, for somebody else who corrects it: no help, and no who reads."""
    missing = N_("Choose what it should say") if question.choices else N_("Write what it should say")
    ask = replace(_ask(question), hint="", who_reads="", autocomplete="", missing=missing)
    return Annotated[(_kind(question, empty=False), ask)]


def _kind(question: Question, *, empty: bool) -> Any:  # noqa: PLR0911 - one line for each kind of question
    match question.kind:
        case "one_of":
            return Literal[tuple(choice.value for choice in question.choices)]
        case "some_of" | "availability":
            chosen: Any = Literal[tuple(choice.value for choice in question.choices)]
            return Annotated[list[chosen], Field(min_length=0 if empty else 1), AfterValidator(_alone)]
        case "things":
            thing = Annotated[str, StringConstraints(max_length=min(question.longest, LONGEST_THING))]
            return Annotated[list[thing], Field(min_length=0 if empty else 1, max_length=question.most)]
        case "yes_no":
            return bool
        case "number":
            return Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
        case "date":
            return Annotated[date, BeforeValidator(sensible_date)]
        case "link":
            return Annotated[str, StringConstraints(max_length=LONGEST_LINK), AfterValidator(_whole_link)]
        case _:
            return Annotated[str, StringConstraints(max_length=question.longest)]


def _ask(question: Question) -> Ask:
    return Ask(
        label=question.label,
        hint=_hint(question),
        kind=KINDS[question.kind],
        autocomplete=AUTOCOMPLETE.get(question.purpose, ""),
        options=[Option(choice.value, choice.label) for choice in question.choices],
        missing=CHOOSE_IT if question.choices or question.kind == "yes_no" else WRITE_IT,
        who_reads=who_reads(question),
        rows=ROWS[question.longest > LONG_TEXT],
        longest=question.longest,
        most=question.most,
    )


def _hint(question: Question) -> str | Sentence:
    if question.why:
        why = sentence(N_("Why we ask: %(why)s"), why=Sentence(question.why))
        return sentence(N_("%(help)s %(why)s"), help=Sentence(question.help), why=why) if question.help else why
    return question.help


def _empty(question: Question) -> Any:
    return [] if question.kind in {"some_of", "things", "availability"} else None


def stored(value: object) -> Value:
    """What a field gives, as an answer is kept: a day or a number is text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return value
    if isinstance(value, list):
        return list(dict.fromkeys(value))
    return str(value)


def _alone(values: list[str]) -> list[str]:
    """Rather not saying, and saying something, do not go together."""
    if RATHER_NOT_SAY in values and len(set(values)) > 1:
        raise mistake(N_("Choose “I would rather not say” alone, or choose other answers"))
    return values


def _whole_link(value: str) -> str:
    """A web address in full; one without https:// gets it."""
    address = value if "://" in value else f"https://{value}"
    if not _is_web_address(address):
        raise mistake(N_("Write the whole web address, such as https://example.com/my-work"))
    return address


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that never closes
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not any(map(str.isspace, address))
