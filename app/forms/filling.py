"""A form as somebody filled it: values and errors together, so that it can be drawn again with nothing lost."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, TypeVarTuple, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.core.errors import Refused
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.asking import KEPT_WORDS, Ask, Form, Option, ask_of
from app.rules.health_words import first_health_word

F = TypeVar("F", bound=Form)
Subject = TypeVarTuple("Subject")

Typed = Mapping[str, Sequence[str]]

HIDDEN_CHARACTERS = N_("We took hidden characters out of this answer. Check it, then send it again")

DID_YOU_MEAN_TO = N_(
    "The word “%(word)s” may say why somebody needs something. Others will read this. "
    "Write only what to do, or press again to keep your words"
)

FEWEST_LINES = 3

WHOLE_FORM = ""
"""The key of an error that belongs to no single field."""


@dataclass(frozen=True)
class FilledField:
    """One field, ready to draw."""

    name: str
    ask: Ask
    is_optional: bool
    values: Sequence[str]
    error: Sentence | None
    was_asked_about: bool = False

    @property
    def id(self) -> str:
        return f"field-{self.name}"

    @property
    def value(self) -> str | Sequence[str]:
        if self.ask.kind in {"some_of", "things"}:
            return self.values
        return self.values[0] if self.values else ""

    @property
    def options(self) -> Sequence[Option]:
        return self.ask.choices

    @property
    def lines(self) -> Sequence[str]:
        """A list that the person makes: what is in it, and empty lines to go on with. Without script, saving adds more."""
        spare = max(FEWEST_LINES - len(self.values), 1)
        return [*self.values, *[""] * spare][: max(self.ask.most, len(self.values))]

    def __getattr__(self, name: str) -> Any:
        """Label, hint, kind and the rest of the question, so that templates read `field.label`."""
        return getattr(self.ask, name)


@dataclass(frozen=True)
class SummaryLine:
    """One line of the error summary; it links to the field."""

    field_id: str
    sentence: Sentence


@dataclass
class Filled(Generic[F]):
    """What was typed, the form it made (when it made one), and the errors."""

    kind: type[F]
    typed: Typed
    form: F | None = None
    errors: dict[str, Sentence] = field(default_factory=dict)
    refusal: Refused | None = None
    """What the service said, when it is the service that did not take the form."""
    asked_about: set[str] = field(default_factory=set)
    """Fields in which a word was asked about, so that the next press keeps it."""

    @classmethod
    def blank(cls, kind: type[F], /, **known: object) -> "Filled[F]":
        """A form to draw for the first time, with what is known already filled in."""
        return cls(kind, {name: _as_typed(value) for name, value in known.items()})

    @classmethod
    def read(cls, kind: type[F], typed: Typed) -> "Filled[F]":
        """Check what was typed. Never raises for anything that a person or a program may send."""
        asked = {name: ask_of(info) for name, info in kind.model_fields.items()}
        tidy = {
            name: [_tidy(value, asked[name]) for value in values] for name, values in typed.items() if name in asked
        }
        filled = cls(kind, tidy)
        hidden = {name for name, values in tidy.items() if any(map(_has_control_characters, values))}
        if hidden:
            filled.typed = {name: [_without_control_characters(value) for value in tidy[name]] for name in tidy}
            filled.errors = dict.fromkeys(hidden, Sentence(HIDDEN_CHARACTERS))
            return filled
        try:
            filled.form = kind.model_validate(_given(kind, tidy))
        except ValidationError as problem:
            for detail in problem.errors(include_url=False):
                name = str(detail["loc"][0]) if detail["loc"] else WHOLE_FORM
                filled.errors.setdefault(name, _say(kind, name, detail))
        filled._ask_about_words(typed.get(KEPT_WORDS, ()))
        return filled

    def _ask_about_words(self, kept: Sequence[str]) -> None:
        """Ask once whether a word that may say why was meant. Pressing again keeps what was typed."""
        for name in self.kind.asked_about:
            word = first_health_word(" ".join(self.typed.get(name, ())))
            if word and name not in kept:
                self.errors.setdefault(name, sentence(DID_YOU_MEAN_TO, word=word))
            if word:
                self.asked_about.add(name)

    @property
    def fields(self) -> list[FilledField]:
        return [self.field(name) for name in self.kind.model_fields]

    @property
    def summary(self) -> list[SummaryLine]:
        """Every error in the order of the fields; what cannot be seen has no link of its own."""
        names = [*self.kind.model_fields]
        seen = [name for name in names if ask_of(self.kind.model_fields[name]).kind != "hidden"]
        where = {name: f"field-{name}" if name in seen else "main" for name in names}
        lines = [SummaryLine(where[name], self.errors[name]) for name in names if name in self.errors]
        if WHOLE_FORM in self.errors:
            lines.insert(0, SummaryLine(f"field-{seen[0]}" if seen else "main", self.errors[WHOLE_FORM]))
        return lines

    def text(self, name: str) -> str:
        """What was typed in this field, tidied; empty when nothing was."""
        return next(iter(self.typed.get(name, ())), "")

    def field(self, name: str) -> FilledField:
        info = self.kind.model_fields[name]
        values, error = self.typed.get(name, ()), self.errors.get(name)
        return FilledField(name, ask_of(info), not info.is_required(), values, error, name in self.asked_about)

    def accepted_by(self, service: Callable[[Work, *Subject, F], object], work: Work, *subject: *Subject) -> bool:
        """Whether the service took the form. A refusal undoes what the service began and becomes an error to draw.
        Only what lasts, such as a counted try, is done again.

        The form is passed as the last positional argument: `filled.accepted_by(withdraw, work, application)` calls
        `withdraw(work, application, form)`.
        """
        if self.form is None or self.errors:
            return False
        savepoint = work.db.begin_nested()
        recorded, lasting = len(work.events), len(work.lasting)
        try:
            service(work, *subject, self.form)
            work.db.flush()
        except Refused as refusal:
            savepoint.rollback()
            del work.events[recorded:]
            for again in work.lasting[lasting:]:
                again()
            known = refusal.field in self.kind.model_fields
            self.refusal = refusal
            self.errors[refusal.field if known and refusal.field else WHOLE_FORM] = refusal.sentence
            return False
        if savepoint.is_active:
            savepoint.commit()
        return True


def _as_typed(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, (list, tuple, set, frozenset)):
        return [str(item) for item in value]
    return [str(value)]


def _tidy(value: str, ask: Ask) -> str:
    """One way to write lines and accents, nothing around it. A password keeps the spaces that belong to it."""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return text if ask.kind == "password" else text.strip()


def _has_control_characters(value: str) -> bool:
    return any(map(_is_control_character, value))


def _without_control_characters(value: str) -> str:
    return "".join(char for char in value if not _is_control_character(char))


def _is_control_character(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t"


def _given(kind: type[Form], typed: Mapping[str, Sequence[str]]) -> dict[str, object]:
    given: dict[str, object] = {}
    for name, info in kind.model_fields.items():
        values = [value for value in typed.get(name, ()) if value]
        if get_origin(info.annotation) in {list, tuple, frozenset}:
            given[name] = values
        elif values:
            given[name] = {"yes": True, "no": False}.get(values[0], values[0]) if info.annotation is bool else values[0]
    return {name: value for name, value in given.items() if value != [] or kind.model_fields[name].is_required()}


def _say(kind: type[Form], name: str, detail: ErrorDetails) -> Sentence:
    """Our own sentence for each mistake; a library's wording never reaches a page."""
    context = detail.get("ctx", {})
    if name in kind.model_fields and detail["type"] in {"missing", "too_short", "string_too_short"}:
        least = context.get("min_length", 1)
        if detail["type"] == "string_too_short" and detail["input"] and least > 1:
            return sentence(N_("Use at least %(least)s characters"), least=least)
        missing = ask_of(kind.model_fields[name]).missing
        return missing if isinstance(missing, Sentence) else Sentence(missing)
    if detail["type"] == "string_too_long":
        return sentence(
            N_("Use %(longest)s characters or fewer. You have used %(used)s"),
            longest=context["max_length"],
            used=len(str(detail["input"])),
        )
    if detail["type"] in _RANGE:
        bound = context.get("le", context.get("ge", context.get("max_length")))
        return sentence(_RANGE[detail["type"]], bound=bound)
    if detail["type"] == "house":
        return Sentence(str(context["sentence"]), context.get("facts", {}))
    return Sentence(_BY_TYPE.get(detail["type"], N_("Check this answer")))


_RANGE = {
    "too_long": N_("Write %(bound)s of them or fewer"),
    "less_than_equal": N_("Use a number that is %(bound)s or less"),
    "greater_than_equal": N_("Use a number that is %(bound)s or more"),
}

_BY_TYPE = {
    "enum": N_("Choose one of the answers in the list"),
    "literal_error": N_("Choose one of the answers in the list"),
    "bool_parsing": N_("Choose yes or no"),
    "bool_type": N_("Choose yes or no"),
    "int_parsing": N_("Use a whole number, such as 3"),
    "int_parsing_size": N_("Use a smaller number"),
    "date_from_datetime_parsing": N_("Write the date as day, month, year, such as 6 May 2027"),
    "date_parsing": N_("Write the date as day, month, year, such as 6 May 2027"),
    "time_parsing": N_("Write the time with its minutes, such as 10:30am or 14:30"),
    "float_parsing": N_("Use a number, such as 3 or 3.5"),
    "finite_number": N_("Use a number, such as 3 or 3.5"),
    "uuid_parsing": N_("Choose one of the answers in the list"),
    "extra_forbidden": N_("This form changed. Check your answers and send it again"),
}
