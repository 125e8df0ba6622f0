"""A plan that is taken apart and put together again many times, with its price kept up to date."""

from collections.abc import Iterable, Sequence

from app.solvers.ground import Diary
from app.solvers.masks import Occupancy, Seating, Tempo, TempoKey, seating_of, seats_by_cell
from app.solvers.promises import Promises
from app.solvers.settling import Settler

WORST_OFF = 20_000
"""What the whole of one trainee's hours weighs for whoever is worst off."""


class Standing:
    def __init__(self, promises: Promises) -> None:
        self.promises, self.ground = promises, promises.ground
        shared: dict[TempoKey, Tempo] = {}
        self.settlers = [Settler(self.ground, who, own, shared) for who, own in enumerate(promises.start)]
        self.occupancy = Occupancy(promises)
        for who, own in enumerate(promises.start):
            self.occupancy.book(who, seating_of(own))
        self.added: list[Seating] = [{} for _ in self.ground.trainees]
        self.prices = [each.price_of({}) for each in self.settlers]
        self.shares = [each.share_missing({}) for each in self.settlers]
        self.weeks_weighed = 0

    @property
    def diary(self) -> Diary:
        return [own | seats_by_cell(added) for own, added in zip(self.promises.start, self.added, strict=True)]

    @property
    def total(self) -> float:
        return sum(self.prices) + WORST_OFF * max(self.shares, default=0.0)

    def prices_alone(self) -> list[int]:
        """For each trainee what a plan costs in which nobody else has a seat; about the least that it can cost."""
        nobody = Occupancy(self.promises)
        for who, own in enumerate(self.promises.start):
            nobody.book(who, seating_of(own))
        return [each.price_of(each.settle(nobody)) for each in self.settlers]

    def settle(self, who: Iterable[int]) -> None:
        """Books each of them anew, in this order."""
        for each in who:
            self.put(each, self.settlers[each].settle(self.occupancy))
            self.weeks_weighed += self.settlers[each].weeks_weighed
            self.settlers[each].weeks_weighed = 0

    def put(self, who: int, own: Seating) -> None:
        self.added[who] = own
        self.occupancy.book(who, own)
        self.prices[who] = self.settlers[who].price_of(own)
        self.shares[who] = self.settlers[who].share_missing(own)

    def take_out(self, who: Iterable[int]) -> None:
        """Frees their seats; what they had is still written in `added` until something else is put there."""
        for each in who:
            self.occupancy.book(each, self.added[each], step=-1)

    def take_over(self, diary: Diary, who: Sequence[int]) -> None:
        """Puts what another plan has for these trainees, who have no effect on anybody else in it."""
        self.take_out(who)
        for each in who:
            fixed = self.promises.start[each]
            self.put(each, seating_of({cell: seat for cell, seat in diary[each].items() if cell not in fixed}))
