"""The details of a need as questions: one field for each parameter, in the words of the needs library."""

from collections.abc import Mapping
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from accessibility.vocabulary import Kind, Need, Parameter
from accessibility.vocabulary.values import Scale
from app.forms.asking import Ask, Option
from app.forms.asking import Kind as AskedAs
from app.forms.times import sensible_time
from app.models.accommodations import Parameters

LONGEST_TEXT = 200
PREFIX = "detail_"
"""Keeps the codes of the library apart from the other questions of a form."""


def parameter_fields(need: Need) -> dict[str, Any]:
    """Field definitions for `create_model`, named after the parameters."""
    return {f"{PREFIX}{code}": _field(parameter) for code, parameter in need.parameters.items()}


def typed_parameters(parameters: Mapping[str, object]) -> dict[str, object]:
    """Parameters by the names of their fields, to draw a form with what is known."""
    return {f"{PREFIX}{code}": value for code, value in parameters.items()}


def defaults_of(need: Need) -> Parameters:
    """What the library proposes for a need until the person says otherwise."""
    known = {code: each.default for code, each in need.parameters.items() if each.default is not None}
    return {code: value if isinstance(value, str | int | float) else list(value) for code, value in known.items()}


def clock_time(value: object) -> object:
    """A time of day as the library keeps it: 09:30."""
    moment = sensible_time(value)
    return f"{moment:%H:%M}" if isinstance(moment, time) else moment


KINDS: Mapping[Kind, AskedAs] = {
    Kind.STEPS: "one_of",
    Kind.ONE_OF: "one_of",
    Kind.SOME_OF: "some_of",
    Kind.YES_NO: "yes_no",
    Kind.NUMBER: "number",
}


def _field(parameter: Parameter) -> tuple[Any, Any]:
    """A parameter with a default is asked for; one without may be left empty."""
    scale = parameter.scale
    ask = Ask(
        label=parameter.label,
        hint=scale.unit,
        kind=KINDS.get(parameter.kind, "text"),
        options=tuple(Option(choice.value, choice.label) for choice in scale.choices),
    )
    answer = _answer(scale)
    if not parameter.is_optional:
        return Annotated[answer, ask], ...
    if parameter.kind is Kind.SOME_OF:
        return Annotated[answer, ask], []
    return Annotated[answer | None, ask], None


def _answer(scale: Scale) -> Any:
    """The type of an answer on this scale."""
    codes: Any = Literal[scale.codes] if scale.codes else str
    match scale.kind:
        case Kind.SOME_OF:
            return list[codes]
        case Kind.YES_NO:
            return bool
        case Kind.NUMBER:
            return Annotated[int, Field(ge=scale.least, le=scale.most)]
        case Kind.TIME:
            return Annotated[str, BeforeValidator(clock_time)]
        case Kind.TEXT:
            return Annotated[str, StringConstraints(max_length=round(scale.most or LONGEST_TEXT))]
        case _:
            return codes
