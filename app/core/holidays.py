"""The public holidays of a country and its region. The library that knows them is met here and nowhere else.

It stands in the foundation and not among the adapters, because it reads nothing from outside and the rules count by it.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from holidays import country_holidays, list_supported_countries


@dataclass(frozen=True)
class DaysOff:
    """Days on which a programme does not work: public holidays where it is, and its own closed days."""

    country: str
    region: str
    closed: AbstractSet[date] = field(default_factory=frozenset)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self.closed or day in _public(self.country, self.region, day.year))

    def name_of(self, day: date) -> str:
        """How a public holiday is called where it is; empty on every other day."""
        return _public(self.country, self.region, day.year).get(day, "")


def is_known(country: str, region: str) -> bool:
    """Whether the holidays there are known. A country whose holidays are the same everywhere needs no region."""
    regions = list_supported_countries().get(country)
    return regions is not None and (not region or region in regions)


@cache
def regions_of(country: str) -> Mapping[str, str]:
    """The regions of a country that have public holidays of their own, code → name; empty where they are the same everywhere."""
    names = country_holidays(country).get_subdivision_aliases()
    return {code: (known[0] if known else code) for code, known in names.items()}


@cache
def _public(country: str, region: str, year: int) -> Mapping[date, str]:
    """One whole year at a time: the library's own table grows while it is read, and two threads could see half of it."""
    return dict(country_holidays(country, subdiv=region or None, years=year, expand=False))
