"""Changes to screens that people know: each has its day, and they are told on a page of their own (a dated promise)."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

FILE = Path(__file__).parents[2] / "accessibility" / "changes.yaml"


class ScreenChange(BaseModel):
    """`screens` are the sealed screens that it is about, by their names in accessibility/screens.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    where: str
    before: str
    now: str
    screens: tuple[str, ...] = ()


@cache
def screen_changes() -> Sequence[ScreenChange]:
    """Every change, the newest day first. A mistake in the file stops the start."""
    found = TypeAdapter(list[ScreenChange]).validate_python(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    return sorted(found, key=lambda change: change.day, reverse=True)
