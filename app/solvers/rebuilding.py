"""Plans large groups: a few trainees at a time are taken out and settled anew, and missing blocks are repaired by weeks."""

import math
from collections.abc import Sequence
from random import Random

from app.solvers.figures import Count
from app.solvers.goals import Goal, cost, missing_of
from app.solvers.ground import Diary
from app.solvers.models import Model
from app.solvers.progress import Phase
from app.solvers.promises import Promises
from app.solvers.settling import CELL, SEAT
from app.solvers.stages import Climb, Effort
from app.solvers.standings import Standing
from app.solvers.sums import Sum
from app.solvers.windows import Window, missing_in

TOGETHER = (2, 3, 4, 5)
"""How many trainees are taken out at once."""

WARMTH = 25.0
"""How much worse a plan may become for a while at the beginning; it falls to almost nothing."""

REPAIR_SELDOM, REPAIR_OFTEN, MANY_SHORT = 15, 3, 20
"""After how many rounds a missing block is repaired with a model, when there are few and when there are many."""

REPAIR_GROUP, REPAIR_WORK, FEW_MISSING = 8, 0.05, 2
"""Over how many trainees, with how much work, and up to how many missing blocks prices are simplified."""

CALM = {Goal.SEATS: SEAT, Goal.CELLS: CELL, Goal.WISHES: 1}

WORK_PER_WEEK_WEIGHED = 4e-7
"""What it costs to weigh one week of one trainee, so that work is counted the same on every machine."""


WORK_PER_SETTLING = 1e-4


class Rebuilding:
    def __init__(self, promises: Promises, effort: Effort) -> None:
        self.promises, self.ground, self.effort = promises, promises.ground, effort
        self.standing = Standing(promises)
        self.chance = Random(effort.seed)  # noqa: S311 - a search, not a secret; the seed makes it repeatable
        self.hopeless = [each.missing_alone(self.standing.occupancy) for each in self.standing.settlers]
        self.room = [self._room(who) for who in self.ground.trainees]

    def plan(self) -> Diary:
        standing = self.standing
        self._settle(sorted(self.ground.trainees, key=lambda who: (self.room[who], who)))
        best, lowest, rounds = standing.diary, standing.total, 0
        self.effort.watch.tell(Phase.SEARCHING, best, 0)
        while self.effort.is_left:
            self.effort.watch.tell_now_and_then(best, self.effort.share_spent)
            rounds += 1
            if not self._repair_now_and_then(rounds):
                self._rebuild(self._some_together())
            if standing.total < lowest:
                best, lowest = standing.diary, standing.total
        return best

    def _repair_now_and_then(self, rounds: int) -> bool:
        if rounds % REPAIR_OFTEN:
            return False
        short = self._short()
        is_time = short and (len(short) >= MANY_SHORT or rounds % REPAIR_SELDOM == 0)
        if is_time:
            self._repair(*self.chance.choice(short))
        return bool(is_time)

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
        standing.take_out(who)
        self._settle(who)
        worse = standing.total - before
        warmth = WARMTH * max(0.0, 1 - self.effort.spent / self.effort.work) + 0.1
        if worse > 0 and self.chance.random() >= math.exp(-worse / warmth):
            standing.take_out(who)
            for each, own in zip(who, was, strict=True):
                standing.put(each, own)

    def _some_together(self) -> list[int]:
        """Somebody whose plan costs much, and people who sit where they could sit, in a new order."""
        everybody, chance = self.ground.trainees, self.chance
        first = chance.choices(everybody, [price + 1 for price in self.standing.prices])[0]
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
        return [who for who, own in enumerate(self.standing.added) if seat in own.values()]

    def _repair(self, first: int, week: int) -> None:
        """Solves one week of somebody who misses blocks in it, with people who sit where they could sit."""
        diary, who = self.standing.diary, sorted([first, *self._rivals(first, week)])
        others = [each for each in self.ground.weeks if each != week]
        model = Model(Window(self.promises, diary, who, [week], missing_in(self.ground, diary, others)))
        climb = Climb(model, self.effort, diary, REPAIR_WORK)
        calm = (cost(model, goal).times(price) for goal, price in CALM.items())
        climb.lower(Goal.MISSING, Sum.joined([self._price_of_missing(model, each) for each in who] + list(calm)))
        self.standing.take_over(climb.diary, who)

    def _price_of_missing(self, model: Model, who: int) -> Sum:
        """As the settler prices it; for few missing blocks one straight line is near enough, and solved much sooner."""
        prices, missing = self.standing.settlers[who].missing_prices, missing_of(model, who)
        now = self.standing.settlers[who].hoped - len(self.standing.added[who])
        if now <= FEW_MISSING:
            return missing.times(prices[max(1, now)] - prices[max(1, now) - 1])
        price = model.helper(prices[-1], lambda values: prices[missing.value(values)])
        for blocks in range(missing.constant - len(missing.variables), missing.constant):
            if blocks >= 0:
                line = missing.times(prices[blocks + 1] - prices[blocks])
                at = prices[blocks] - blocks * (prices[blocks + 1] - prices[blocks])
                model.cp.add(price >= line.expression() + at)
        return Sum.of([price])

    def _rivals(self, first: int, week: int) -> list[int]:
        suits, cells = set(self.ground.suits[first]), self.ground.cells_of(week)
        added = self.standing.added
        rivals = [
            who for who, own in enumerate(added) if who != first and any(own.get(cell) in suits for cell in cells)
        ]
        return self.chance.sample(rivals, min(len(rivals), REPAIR_GROUP - 1))
