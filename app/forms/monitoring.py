"""Equality questions: none has to be answered, and none has an answer already."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.choosing import known
from app.rules.monitoring import QUESTIONS

NOBODY = N_("nobody but you. It is only counted")


def _options(key: str) -> tuple[Option, ...]:
    return tuple(Option(value, label) for value, label in QUESTIONS[key].all_choices.items())


def _ask(key: str) -> Ask:
    return Ask(label=QUESTIONS[key].label, kind="one_of", options=_options(key), who_reads=NOBODY)


class EqualityForm(Form):
    age: Annotated[str, AfterValidator(known(_options("age"))), _ask("age")] = ""
    gender: Annotated[str, AfterValidator(known(_options("gender"))), _ask("gender")] = ""
    first_nations: Annotated[str, AfterValidator(known(_options("first_nations"))), _ask("first_nations")] = ""
    language: Annotated[str, AfterValidator(known(_options("language"))), _ask("language")] = ""

    @property
    def answers(self) -> Mapping[str, str]:
        given: dict[str, str] = self.model_dump()
        return given
