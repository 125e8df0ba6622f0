"""Plans large groups: a few trainees at a time are taken out and settled anew, and missing blocks are repaired by weeks."""

import math
from collections.abc import Sequence
from random import Random

from app.solvers.figures import Count
from app.solvers.goals import Goal, missing_of
from app.solvers.ground import Diary
from app.solvers.masks import blocks_of, mask_of
from app.solvers.models import Model
from app.solvers.progress import Phase
from app.solvers.promises import Promises
from app.solvers.settling import SEAT
from app.solvers.stages import BY_RELAXATION, Climb, Effort
from app.solvers.standings import Standing
from app.solvers.sums import Sum
from app.solvers.windows import Window, missing_in

TOGETHER = (2, 3, 4, 5)
"""How many trainees are taken out at once."""

WARMTH = 14.0
"""How much worse a plan may become for a while at the beginning."""

AT_THE_END = 0.03
"""What is left of that at the end; it falls by the same share in each part of the search."""

REPAIR_TIMES = (0.1, 0.3, 0.5, 0.7, 0.85, 0.95)
"""After which shares of the work each week is repaired in which blocks are missing."""

REPAIR_GROUP, REPAIR_WORK, FEW_MISSING = 40, 0.3, 2
"""Over how many trainees, with how much work, and up to how many missing blocks prices are simplified."""

WORK_PER_WEEK_WEIGHED = 4e-7
"""What it costs to weigh one week of one trainee, so that work is counted the same on every machine."""


WORK_PER_SETTLING = 1e-4


class Rebuilding:
    """A first plan is there as soon as this is made."""

    def __init__(self, promises: Promises, effort: Effort) -> None:
        self.promises, self.ground, self.effort = promises, promises.ground, effort
        self.standing = Standing(promises)
        self.chance = Random(effort.seed)  # noqa: S311 - a search, not a secret; the seed makes it repeatable
        self.hopeless = [each.missing_alone(self.standing.occupancy) for each in self.standing.settlers]
        self.repairs_due = list(REPAIR_TIMES)
        self.to_repair: list[int] = []
        self.alone = [0 for _ in self.ground.trainees]
        self.room = [self._room(who) for who in self.ground.trainees]
        self._settle(sorted(self.ground.trainees, key=lambda who: (self.room[who], who)))
        effort.watch.tell(Phase.SEARCHING, self.standing.diary, 0)

    def plan(self) -> Diary:
        standing = self.standing
        best, lowest, self.alone = standing.diary, standing.total, standing.prices_alone()
        while self.effort.is_left:
            self.effort.watch.tell_now_and_then(best, self.effort.share_spent)
            if not self._repair_now_and_then():
                self._rebuild(self._some_together())
            if standing.total < lowest:
                best, lowest = standing.diary, standing.total
        return best

    def _repair_now_and_then(self) -> bool:
        if self.repairs_due and self.effort.share_spent >= self.repairs_due[0]:
            self.repairs_due.pop(0)
            self.to_repair = sorted({week for _, week in self._short()})
        if not self.to_repair:
            return False
        self._repair(self.to_repair.pop(0))
        return True

    def _short(self) -> list[tuple[int, int]]:
        """Trainees and weeks with missing blocks that could be given if nobody else were there."""
        missing = Count(self.ground, self.standing.diary).missing
        return [
            (who, week)
            for who in self.ground.trainees
            for week in self.ground.weeks
            if missing[who][week] > self.hopeless[who][week]
        ]

    def _room(self, who: int) -> float:
        """How many free places there are for each block that is wanted."""
        free = sum(self.standing.occupancy.free(who, seat).bit_count() for seat in self.ground.suits[who])
        return free / max(1, sum(self.ground.wanted[who]))

    def _settle(self, who: Sequence[int]) -> None:
        self.standing.settle(who)
        self.effort.spent += self.standing.weeks_weighed * WORK_PER_WEEK_WEIGHED + len(who) * WORK_PER_SETTLING
        self.standing.weeks_weighed = 0

    def _rebuild(self, who: Sequence[int]) -> None:
        """Keeps what comes of it if it is better, and for a while also if it is a little worse."""
        standing = self.standing
        before, was = standing.total, [standing.added[each] for each in who]
        warmth = WARMTH * AT_THE_END**self.effort.share_spent
        most_worse = -warmth * math.log(1 - self.chance.random())
        standing.take_out(who)
        settled = self._settle_within(who, sum(standing.prices[each] for each in who) + most_worse)
        if len(settled) < len(who) or standing.total - before > most_worse:
            standing.take_out(settled)
            for each, own in zip(who, was, strict=True):
                standing.put(each, own)

    def _settle_within(self, who: Sequence[int], most: float) -> Sequence[int]:
        """Settles one after another, and stops where even the best for the others could not be cheap enough."""
        for number, each in enumerate(who):
            if sum(self.alone[other] for other in who[number:]) > most:
                return who[:number]
            self._settle([each])
            most -= self.standing.prices[each]
        return who

    def _some_together(self) -> list[int]:
        """Somebody whose plan costs much, and people who sit where they could sit, in a new order."""
        everybody, chance = self.ground.trainees, self.chance
        first = chance.choices(
            everybody,
            [max(0, price - least) + 1 for price, least in zip(self.standing.prices, self.alone, strict=True)],
        )[0]
        together = [first]
        for _ in range(chance.choice(TOGETHER) - 1):
            seats = self.ground.suits[first]
            near = self._people_at(chance.choice(seats)) if seats else []
            if others := [each for each in near or everybody if each not in together]:
                together.append(chance.choice(others))
        chance.shuffle(together)
        if chance.random() < 0.5:  # noqa: PLR2004 - half of the time whoever has the least room goes first
            together.sort(key=lambda who: self.room[who] * chance.uniform(0.5, 2))
        return together

    def _people_at(self, seat: int) -> list[int]:
        return [who for who, own in enumerate(self.standing.added) if seat in own]

    def _repair(self, week: int) -> None:
        """Solves one week in which blocks are missing, with people who sit where they could sit, and who changes least."""
        diary, who = self.standing.diary, self._involved(week)
        others = [each for each in self.ground.weeks if each != week]
        model = Model(Window(self.promises, diary, who, [week], missing_in(self.ground, diary, others)))
        climb = Climb(model, self.effort, diary, REPAIR_WORK, BY_RELAXATION)
        moved = [book for (each, cell, seat), book in model.books.items() if diary[each].get(cell) != seat]
        climb.lower(
            Goal.MISSING,
            Sum.joined([*(self._price_of_missing(model, each) for each in who), Sum.of(moved).times(SEAT)]),
        )
        self.standing.take_over(climb.diary, who)

    def _involved(self, week: int) -> list[int]:
        """Whoever misses blocks in this week, people who sit where they could sit, and so on."""
        cells, added = mask_of(self.ground.cells_of(week)), self.standing.added
        involved = [who for who, each in self._short() if each == week]
        for who in involved:
            suits = self.ground.suits[who]
            for other, own in enumerate(added):
                sits_there = any(own.get(seat, 0) & cells for seat in suits)
                if len(involved) < REPAIR_GROUP and other not in involved and sits_there:
                    involved.append(other)
        return sorted(involved)

    def _price_of_missing(self, model: Model, who: int) -> Sum:
        """As the settler prices it; for few missing blocks one straight line is near enough, and solved much sooner."""
        prices, missing = self.standing.settlers[who].missing_prices, missing_of(model, who)
        now = self.standing.settlers[who].hoped - blocks_of(self.standing.added[who])
        if now <= FEW_MISSING:
            return missing.times(prices[max(1, now)] - prices[max(1, now) - 1])
        price = model.helper(prices[-1], lambda values: prices[missing.value(values)])
        for blocks in range(missing.constant - len(missing.variables), missing.constant):
            if blocks >= 0:
                line = missing.times(prices[blocks + 1] - prices[blocks])
                at = prices[blocks] - blocks * (prices[blocks + 1] - prices[blocks])
                model.cp.add(price >= line.expression() + at)
        return Sum.of([price])
