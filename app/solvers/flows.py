"""A floor under missing blocks that no plan can go below, from the largest flow of trainees through seats and supervisors."""

from dataclasses import dataclass, field

from app.solvers.ground import Ground
from app.solvers.promises import Promises
from app.solvers.rhythm import Rhythm


def missing_at_least(promises: Promises) -> list[int]:
    """For each week. Support seats and licences are left out, and days in a row are looked at for each trainee alone, so
    the true figure may be higher. Licences are because one seat may need several, and a flow cannot take two at once.
    """
    return [_Network(promises, week).floor() for week in promises.ground.weeks]


Node = tuple[str, int, int]
"""What a node stands for, and up to two numbers that say which."""

SOURCE: Node = ("source", 0, 0)
SINK: Node = ("sink", 0, 0)


@dataclass
class _Network:
    """Trainee, day, cell, seat, supervisor: each arc carries no more than the rule it stands for allows."""

    promises: Promises
    week: int
    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    nodes: dict[Node, int] = field(default_factory=dict)

    def floor(self) -> int:
        from ortools.graph.python import max_flow  # noqa: PLC0415 - slow to import, for the worker alone

        for who in self.ground.trainees:
            self._trainee(who)
        self._supervisors()
        flow = max_flow.SimpleMaxFlow()
        for tail, head, capacity in zip(self.tails, self.heads, self.capacities, strict=True):
            flow.add_arc_with_capacity(tail, head, capacity)
        if self.tails:
            flow.solve(self._node(SOURCE), self._node(SINK))
        hoped = sum(each[self.week] for each in self.ground.wanted)
        return max(0, hoped - (flow.optimal_flow() if self.tails else 0))

    @property
    def ground(self) -> Ground:
        return self.promises.ground

    def _trainee(self, who: int) -> None:
        must, choices = self.ground.problem.trainees[who].must, self._choices(who)
        limit, fixed = must.max_blocks_per_day, self.promises.fixed[who]
        rhythm = Rhythm(self.ground, limit, must.no_consecutive_days, frozenset(fixed.keys() & choices.keys()))
        hoped = self.ground.wanted[who][self.week]
        self._arc(SOURCE, ("trainee", who, 0), min(hoped, len(rhythm.most(choices))))
        for cell, seats in choices.items():
            day = ("day", who, self.ground.day(cell))
            if day not in self.nodes:
                self._arc(("trainee", who, 0), day, limit)
            self._arc(day, ("cell", who, cell), 1)
            for seat in seats:
                self._arc(("cell", who, cell), ("seat", seat, cell), 1)

    def _choices(self, who: int) -> dict[int, tuple[int, ...]]:
        fixed, options = self.promises.fixed[who], self.promises.options[who]
        found = {cell: options.get(cell, ()) for cell in self.ground.cells_of(self.week)}
        return {
            cell: (fixed[cell],) if cell in fixed else seats for cell, seats in found.items() if cell in fixed or seats
        }

    def _supervisors(self) -> None:
        """Past bookings may have had a room that is closed now, so each cell has room for what is fixed in it."""
        seats = [key for key in self.nodes if key[0] == "seat"]
        for key in seats:
            _, seat, cell = key
            location = self.ground.location_of[seat]
            self._arc(key, ("room", location, cell), 1)
        for key in [key for key in self.nodes if key[0] == "room"]:
            _, location, cell = key
            fixed = sum(self.ground.location_of[own[cell]] == location for own in self.promises.fixed if cell in own)
            self._arc(key, SINK, max(self.ground.room[location][cell], fixed))

    def _arc(self, tail: Node, head: Node, capacity: int) -> None:
        self.tails.append(self._node(tail))
        self.heads.append(self._node(head))
        self.capacities.append(capacity)

    def _node(self, key: Node) -> int:
        return self.nodes.setdefault(key, len(self.nodes))
