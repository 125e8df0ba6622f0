"""Spans of one day as people write them, such as "9:30am to 12:30pm", and the blocks of a day."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from app.core.words import N_
from app.forms.mistakes import mistake
from app.forms.times import sensible_time, time_as_written

Span = tuple[time, time]

_BETWEEN = re.compile(r"\s*(?:\bto\b|\buntil\b|-|–)\s*")  # noqa: RUF001 - people do write that dash
LONGEST_SHOWN = 40
MOST_BLOCKS = 4


def sensible_span(value: object) -> object:
    """Two times of the same day with "to" or a dash between them. The end is later than the beginning."""
    if not isinstance(value, str):
        return value
    parts = _BETWEEN.split(value.strip())
    try:
        start, end = map(sensible_time, parts)
    except (ValueError, PydanticCustomError) as problem:
        raise mistake(
            N_("“%(typed)s” is no span of time. Write it like 9:30am to 12:30pm"), typed=value[:LONGEST_SHOWN]
        ) from problem
    if end <= start:  # type: ignore[operator]  # both are times
        raise mistake(
            N_("“%(typed)s” ends before it begins. Write an end that is later on the same day"),
            typed=value[:LONGEST_SHOWN],
        )
    return start, end


def span_as_written(span: Span) -> str:
    return f"{time_as_written(span[0])} to {time_as_written(span[1])}"


def as_stored(spans: Sequence[Span]) -> list[list[str]]:
    return [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in spans]


def _in_order(spans: list[Span]) -> list[Span]:
    spans = sorted(spans)
    for one, two in pairwise(spans):
        if two[0] < one[1]:
            raise mistake(
                N_("Two blocks overlap: %(one)s and %(two)s. End one before the next begins"),
                one=span_as_written(one),
                two=span_as_written(two),
            )
    return spans


AnySpan = Annotated[Span | None, BeforeValidator(sensible_span)]
DayBlocks = Annotated[list[Annotated[Span, BeforeValidator(sensible_span)]], AfterValidator(_in_order)]
