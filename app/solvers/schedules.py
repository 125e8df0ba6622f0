"""What is asked about workstations and what is answered, as frozen values; reading them from JSON is for `contract`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.solvers.places import Measured, PlaceRule
from app.solvers.runs import Rule, Run


@dataclass(frozen=True)
class Location:
    id: str
    closed_days: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Supervision:
    """How many trainees the supervisor on shift may hold; where nothing is said, nobody is on shift."""

    location: str
    day: int
    block: int
    capacity: int


@dataclass(frozen=True)
class LicencesAt:
    """How many licences there are in one block, where that is another number than usual."""

    day: int
    block: int
    capacity: int


@dataclass(frozen=True)
class Licence:
    """On how many workstations with this software somebody may be in one block, wherever they are."""

    software: str
    capacity: int
    at: tuple[LicencesAt, ...] = ()


@dataclass(frozen=True)
class Workstation:
    id: str
    location: str
    software: frozenset[str]
    attributes: Mapping[str, Measured] = field(default_factory=dict)
    adjacent: str | None = None
    out_of_service_days: frozenset[int] = frozenset()
    taken: frozenset[tuple[int, int]] = frozenset()
    """Days with blocks in which somebody has it of whom the problem knows nothing."""


@dataclass(frozen=True)
class Must:
    """Rules that have no price: a booking that breaks one does not exist."""

    place: tuple[PlaceRule, ...] = ()
    not_before_block: int = 0
    max_blocks_per_day: int = 1
    no_consecutive_days: bool = False
    adjacent_seat: bool = False


@dataclass(frozen=True)
class BlockWish:
    value: int
    weight: int


@dataclass(frozen=True)
class Prefer:
    place: tuple[PlaceRule, ...] = ()
    block_at_most: BlockWish | None = None


@dataclass(frozen=True)
class Trainee:
    id: str
    software: str
    blocks_per_week: int
    available: frozenset[tuple[int, int]]
    must: Must = field(default_factory=Must)
    prefer: Prefer = field(default_factory=Prefer)
    notice_days: int | None = None
    """How many days this person is promised without changes, where that is another number than the problem's."""


@dataclass(frozen=True, order=True)
class Assignment:
    trainee: str
    day: int
    block: int
    workstation: str


@dataclass(frozen=True)
class Pin:
    """A time that must be kept, and with `workstation` also the seat."""

    trainee: str
    day: int
    block: int
    workstation: str | None = None


@dataclass(frozen=True)
class ScheduleProblem:
    """Days and blocks count from 0; `today` is the first day that may still be planned."""

    days: int
    days_per_week: int
    blocks: int
    locations: tuple[Location, ...]
    supervision: tuple[Supervision, ...]
    workstations: tuple[Workstation, ...]
    trainees: tuple[Trainee, ...]
    today: int | None = None
    notice_days: int = 0
    published: tuple[Assignment, ...] | None = None
    pins: tuple[Pin, ...] = ()
    licences: tuple[Licence, ...] = ()
    """Software that is not named here has no limit."""


@dataclass(frozen=True)
class ScheduleFigures:
    """`worst_off_percent` is the largest share of wanted blocks that one trainee misses."""

    blocks: int
    wanted: int
    missing: int
    missing_at_least: int
    worst_off_percent: float
    seats_per_trainee: float
    extra_cells: int
    changed: int
    people: int
    inside_notice: int
    unavoidable: int


class Status(StrEnum):
    PROVED = "proved"
    WITHIN = "within"


@dataclass(frozen=True)
class Proof:
    """No plan can be below `bound` at this stage, given the stages before it; `value` is what the plan has."""

    stage: str
    status: Status
    value: int
    bound: int


@dataclass(frozen=True)
class Explanation:
    """Why one more block does not fit for this trainee in this week, with everybody else where the plan has them."""

    trainee: str
    week: int
    missing: int
    conflict: tuple[Rule, ...]
    relaxations: tuple[tuple[Rule, ...], ...]
    checked: bool


@dataclass(frozen=True)
class SchedulePlan:
    assignments: tuple[Assignment, ...]
    figures: ScheduleFigures
    proof: tuple[Proof, ...]
    explanations: tuple[Explanation, ...]
    run: Run
