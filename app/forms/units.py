"""Naming a unit of a production."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.versions import SeenVersion
from app.models.units import UnitKind
from app.rules.units import KINDS


class UnitForm(Form):
    asked_about = ("name",)

    name: Annotated[
        str,
        StringConstraints(min_length=1, max_length=80),
        Ask(label=N_("Name of the unit"), hint=N_("Such as Main unit or Splinter."), missing=N_("Write a name")),
    ]
    kind: Annotated[
        UnitKind,
        Ask(
            label=N_("What does it do?"),
            kind="one_of",
            options=[Option(kind.value, words) for kind, words in KINDS.items()],
            missing=N_("Choose what it does"),
        ),
    ]
    version: SeenVersion = 0
