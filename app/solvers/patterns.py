"""Weighs every weekly pattern at once, where a week has few enough cells for that: no better one is overlooked."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from app.solvers.masks import ONE_BLOCK_BITS, Tempo

MOST_CELLS = 10
"""Up to this many cells, weighing all patterns takes no longer than searching among them."""

Numbers = NDArray[np.int64]
"""One number for each pattern, in the order of the patterns as masks."""


class Patterns:
    """All patterns of a week. `missing_prices` says for each number of missing blocks what they cost, from `hoped` down."""

    def __init__(self, width: int, missing_prices: list[int], size_prices: list[int]) -> None:
        self.all = np.arange(1 << width)
        self.size_prices = np.array(size_prices)[np.bitwise_count(self.all)]
        self.given_prices = np.array(missing_prices[::-1])
        self.worths: dict[int, Numbers] = {}
        self.weeks: dict[int, dict[int, Numbers]] = {}

    def best(self, often: Iterable[tuple[Tempo, int, int]]) -> int:
        """The pattern that costs least. `often` has weeks with the same free cells once, and how many there are of each."""
        worth = np.zeros_like(self.all)
        for tempo, free, many in often:
            week = self._of_week(tempo, free)
            worth += week if many == 1 else many * week
        blocks = -(-worth >> ONE_BLOCK_BITS)
        prices = self.given_prices[blocks] + self.size_prices
        prices += (blocks << ONE_BLOCK_BITS) - worth
        return int(prices.argmin())

    def _of_week(self, tempo: Tempo, free: int) -> Numbers:
        """What a week with these free cells is worth under each pattern."""
        weeks = self.weeks.get(id(tempo))
        if weeks is None:
            weeks = self.weeks[id(tempo)] = {}
            self.worths[id(tempo)] = np.array([tempo[free] for free in range(len(self.all))])
        if free not in weeks:
            weeks[free] = self.worths[id(tempo)][self.all & free]
        return weeks[free]
