"""A form whose choices are known only when it is asked: the same fields, with the options of today."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import create_model

from app.forms.asking import Ask, Form, Option

F = TypeVar("F", bound=Form)


def offering(kind: type[F], **options: Sequence[Option]) -> type[F]:
    """`kind` with these options at the named fields. Whether a choice stands is for the service to say."""
    return _asking(kind, {name: {"options": tuple(choices)} for name, choices in options.items()})


def unseen(kind: type[F], name: str) -> type[F]:
    """`kind` for a page that has nothing to choose from any more, so that no error points at a field that is gone."""
    return _asking(kind, {name: {"kind": "hidden"}})


def _asking(kind: type[F], changes: Mapping[str, Mapping[str, Any]]) -> type[F]:
    changed: dict[str, Any] = {}
    for name, how in changes.items():
        field = copy(kind.model_fields[name])
        field.metadata = [replace(part, **how) if isinstance(part, Ask) else part for part in field.metadata]
        changed[name] = (field.annotation, field)
    return create_model(kind.__name__, __base__=kind, **changed)
