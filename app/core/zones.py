"""The time zones of a country. The table that knows them comes with the package of the zones themselves."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


def zones_of(country: str) -> Sequence[str]:
    """The zones that people live in there, in the order of the table, which begins with the best known where it says so."""
    return [zone for zone in _by_country().get(country, ()) if not zone.startswith(UNPEOPLED)]


UNPEOPLED = "Antarctica/"
"""Stations that belong to a country, where no production is made."""


@cache
def _by_country() -> Mapping[str, Sequence[str]]:
    """zone.tab of the tz database: country, coordinates and zone, with tabs between them."""
    found: dict[str, list[str]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        country, _, rest = line.partition("\t")
        if not line.startswith("#") and rest:
            found.setdefault(country, []).append(rest.split("\t")[1])
    return found
