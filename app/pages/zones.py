"""Zones of time on pages that list several things."""

from collections.abc import Iterable


def one_zone(zones: Iterable[str]) -> str:
    """The zone that all of these share, to be named once above them; empty when they differ, so that each line says it."""
    found = set(zones)
    return found.pop() if len(found) == 1 else ""
