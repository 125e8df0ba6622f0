"""Where reviews of one application lie apart, and how each reader's scale lies against the others'. Arithmetic alone."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from statistics import mean
from typing import TypeVar

from app.core.words import N_, Sentence, sentence

Case = TypeVar("Case", bound=Hashable)
Reader = TypeVar("Reader", bound=Hashable)

ABOUT_THE_SAME = 5
"""Means that are this near to one another, of 100, are called the same."""

FEW_CASES = 3
"""With fewer shared applications nothing can be said about a scale."""


@dataclass(frozen=True)
class Scale:
    """How far one reader's figures lie from those of the others on the applications that they share, on average."""

    shared: int
    difference: float


def apart(figures: Mapping[Reader, float]) -> float:
    """How far the highest and the lowest lie from one another."""
    return max(figures.values()) - min(figures.values()) if figures else 0.0


def scales(given: Mapping[Case, Mapping[Reader, float]]) -> dict[Reader, Scale]:
    """For each reader: the mean, over shared cases, of their own figure less the mean of everybody else's."""
    differences: dict[Reader, list[float]] = {}
    for figures in given.values():
        for reader, own in figures.items():
            others = [figure for other, figure in figures.items() if other != reader]
            differences.setdefault(reader, [])
            if others:
                differences[reader].append(own - mean(others))
    return {reader: Scale(len(each), mean(each) if each else 0.0) for reader, each in differences.items()}


def in_words(scale: Scale) -> Sentence:
    if scale.shared < FEW_CASES:
        return Sentence(N_("Too few shared applications to say"))
    points = round(abs(scale.difference))
    if points <= ABOUT_THE_SAME:
        return Sentence(N_("About the same as the others"))
    more = N_("About %(points)s of 100 more than the others")
    less = N_("About %(points)s of 100 less than the others")
    return sentence(more if scale.difference > 0 else less, points=points)
