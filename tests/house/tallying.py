"""How many pairs of a word and an answer were looked at, added up over every worker and said once at the end of the run."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pytest

PROPERTY = "canary pairs"


class Tally:
    """What one test tried. It travels with the report of the test, so that it also comes back from another process."""

    def __init__(self, properties: list[tuple[str, object]]) -> None:
        self._properties = properties

    def tried(self, answers: Mapping[str, int], *, words: int) -> None:
        """Each word was looked for in each of these answers."""
        self._properties.append((PROPERTY, {way: words * count for way, count in answers.items()}))


def said(reports: Iterable[pytest.TestReport]) -> str:
    """One line for the end of the run, empty where nothing was tried."""
    pairs = Counter[str]()
    for tried in _tried(reports):
        pairs.update(tried)
    ways = ", ".join(f"{way} {pairs[way]:,}" for way in sorted(pairs))
    return f"Canaries: {pairs.total():,} pairs of a word and an answer tried ({ways})." if pairs else ""


def _tried(reports: Iterable[pytest.TestReport]) -> Iterator[Mapping[str, int]]:
    for report in reports:
        for name, tried in report.user_properties:
            if name == PROPERTY and isinstance(tried, Mapping):
                yield tried
