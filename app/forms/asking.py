"""How a form field is asked: label, hint, kind of control. One macro draws what is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from app.core.words import N_, Sentence

Kind = Literal[
    "text",
    "email",
    "tel",
    "url",
    "password",
    "code",
    "number",
    "date",
    "long_text",
    "one_of",
    "some_of",
    "yes_no",
    "things",
    "file",
    "hidden",
]


@dataclass(frozen=True)
class Option:
    """One answer to choose. `label` is a message id."""

    value: str
    label: str
    hint: str = ""


YES_AND_NO = (Option("yes", N_("Yes")), Option("no", N_("No")))


@dataclass(frozen=True)
class Ask:
    """What the person reads at one field. Put it in `Annotated[str, Ask(…)]`; all words are message ids or sentences."""

    label: str | Sentence
    hint: str | Sentence = ""
    kind: Kind = "text"
    autocomplete: str = ""
    options: Sequence[Option] = ()
    missing: str | Sentence = N_("Answer this question")
    who_reads: str | Sentence = ""
    rows: int = 5
    longest: int | None = None
    most: int = 1

    @property
    def choices(self) -> Sequence[Option]:
        return YES_AND_NO if self.kind == "yes_no" else self.options


class Form(BaseModel):
    """The base of every form: frozen, and nothing is accepted that was not asked."""

    asked_about: ClassVar[Sequence[str]] = ()
    """Fields for what to provide or what happened. A word in them that may say why is asked about once, and never barred."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


KEPT_WORDS = "kept_words"
"""The name under which a form says, the second time, which fields the person was asked about and keeps as they are."""


def ask_of(field: FieldInfo) -> Ask:
    """How this field is asked. Every field of a form has exactly one `Ask`."""
    return next(part for part in field.metadata if isinstance(part, Ask))
