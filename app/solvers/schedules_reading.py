"""Reads `schedule-problem/1`; names that point nowhere and bookings that contradict one another are refused.

A trainee may have `notice_days` of their own, which then stand instead of the problem's. `licences` may be left out:
`[{software, capacity, at?: [{day, block, capacity}]}]`, where `at` names the blocks with another number than usual. So
may `taken` of a workstation: `[[day, block]]`, when somebody has it who is not in the problem.
"""

from app.solvers.places import Comparison, Measured, PlaceRule
from app.solvers.reading import ContractError, Node, from_json
from app.solvers.schedules import (
    Assignment,
    BlockWish,
    Licence,
    LicencesAt,
    Location,
    Must,
    Pin,
    Prefer,
    ScheduleProblem,
    Supervision,
    Trainee,
    Workstation,
)

FORMAT = "schedule-problem/1"
MOST_DAYS = 1000
MOST_BLOCKS = 96
MOST = 100_000
MUST = ("place", "not_before_block", "max_blocks_per_day", "no_consecutive_days", "adjacent_seat")


def read_schedule_problem(source: "str | bytes | dict[str, object]") -> ScheduleProblem:
    """Raises ContractError with the place and one sentence for the first thing that breaks the contract."""
    root = from_json(source).members(
        "format", "days", "days_per_week", "blocks", "today", "notice_days", "locations",
        "supervision", "workstations", "trainees", "published", "pins", optional=["licences"],
    )  # fmt: skip
    if root["format"].value != FORMAT:
        root["format"].refuse(f"The format {FORMAT} is needed here.")
    calendar = _Calendar(
        days=root["days"].whole(1, MOST_DAYS),
        blocks=root["blocks"].whole(1, MOST_BLOCKS),
    )
    return calendar.problem(root)


class _Calendar:
    """Reads everything that lies on a day and in a block, once it is known how many there are."""

    def __init__(self, *, days: int, blocks: int) -> None:
        self.days = days
        self.blocks = blocks

    def problem(self, root: dict[str, Node]) -> ScheduleProblem:
        locations = tuple(self.location(node) for node in root["locations"].items())
        workstations = tuple(self.workstation(node) for node in root["workstations"].items())
        trainees = tuple(self.trainee(node) for node in root["trainees"].items())
        seats = _once(root["workstations"], [each.id for each in workstations])
        people = _once(root["trainees"], [each.id for each in trainees])
        places = _once(root["locations"], [each.id for each in locations])
        _known(root["workstations"], "location", [each.location for each in workstations], places)
        _known(root["workstations"], "adjacent", [each.adjacent for each in workstations], seats)
        _beside_another(root["workstations"], workstations)
        today, published = root["today"].maybe(), root["published"].maybe()
        return ScheduleProblem(
            days=self.days,
            days_per_week=root["days_per_week"].whole(1, MOST_DAYS),
            blocks=self.blocks,
            today=today.whole(0, MOST_DAYS) if today else None,
            notice_days=root["notice_days"].whole(0, MOST_DAYS),
            locations=locations,
            supervision=self.supervision(root["supervision"], places),
            workstations=workstations,
            trainees=trainees,
            published=self.published(published, people, seats) if published else None,
            pins=self.pins(root["pins"], people, seats),
            licences=self.licences(root["licences"]) if "licences" in root else (),
        )

    def location(self, node: Node) -> Location:
        of = node.members("id", "closed_days")
        return Location(of["id"].text(), self.some_days(of["closed_days"]))

    def workstation(self, node: Node) -> Workstation:
        of = node.members(
            "id", "location", "software", "attributes", "adjacent", "out_of_service_days", optional=["taken"]
        )
        beside = of["adjacent"].maybe()
        return Workstation(
            id=of["id"].text(),
            location=of["location"].text(),
            software=frozenset(each.text() for each in of["software"].items()),
            attributes={
                name: _measured(value) for name, value in of["attributes"].pairs().items() if value.value is not None
            },
            adjacent=beside.text() if beside else None,
            out_of_service_days=self.some_days(of["out_of_service_days"]),
            taken=frozenset(self.slot(each) for each in of["taken"].items()) if "taken" in of else frozenset(),
        )

    def trainee(self, node: Node) -> Trainee:
        of = node.members("id", "software", "blocks_per_week", "available", "must", "prefer", optional=["notice_days"])
        notice = of["notice_days"].maybe() if "notice_days" in of else None
        return Trainee(
            id=of["id"].text(),
            software=of["software"].text(),
            blocks_per_week=of["blocks_per_week"].whole(0, MOST),
            available=frozenset(self.slot(each) for each in of["available"].items()),
            must=self.must(of["must"]),
            prefer=self.prefer(of["prefer"]),
            notice_days=notice.whole(0, MOST_DAYS) if notice else None,
        )

    def must(self, node: Node) -> Must:
        of = node.members(*MUST)
        return Must(
            place=tuple(_place_rule(each) for each in of["place"].items()),
            not_before_block=of["not_before_block"].whole(0, MOST_BLOCKS),
            max_blocks_per_day=of["max_blocks_per_day"].whole(0, MOST_BLOCKS),
            no_consecutive_days=of["no_consecutive_days"].flag(),
            adjacent_seat=of["adjacent_seat"].flag(),
        )

    def prefer(self, node: Node) -> Prefer:
        of = node.members("place", "block_at_most")
        place = tuple(_place_rule(each, wished=True) for each in of["place"].items())
        latest = of["block_at_most"].maybe()
        if not latest:
            return Prefer(place)
        wish = latest.members("value", "weight")
        return Prefer(place, BlockWish(wish["value"].whole(0, MOST_BLOCKS), wish["weight"].whole(0, MOST)))

    def supervision(self, node: Node, places: frozenset[str]) -> tuple[Supervision, ...]:
        rows = [(each, each.members("location", "day", "block", "capacity")) for each in node.items()]
        found = tuple(
            Supervision(
                of["location"].text(), self.day(of["day"]), self.block(of["block"]), of["capacity"].whole(0, MOST)
            )
            for _, of in rows
        )
        _known(node, "location", [each.location for each in found], places)
        _distinct(node, [(each.location, each.day, each.block) for each in found])
        return found

    def licences(self, node: Node) -> tuple[Licence, ...]:
        found = tuple(self.licence(each) for each in node.items())
        _distinct(node, [each.software for each in found])
        return found

    def licence(self, node: Node) -> Licence:
        of = node.members("software", "capacity", optional=["at"])
        software, at = of["software"].text(), of["at"].items() if "at" in of else []
        rows = [each.members("day", "block", "capacity") for each in at]
        found = tuple(
            LicencesAt(self.day(row["day"]), self.block(row["block"]), row["capacity"].whole(0, MOST)) for row in rows
        )
        if found:
            _distinct(of["at"], [(software, each.day, each.block) for each in found])
        return Licence(software, of["capacity"].whole(0, MOST), found)

    def published(self, node: Node, people: frozenset[str], seats: frozenset[str]) -> tuple[Assignment, ...]:
        rows = [each.members("trainee", "day", "block", "workstation") for each in node.items()]
        found = tuple(
            Assignment(of["trainee"].text(), self.day(of["day"]), self.block(of["block"]), of["workstation"].text())
            for of in rows
        )
        _known(node, "trainee", [each.trainee for each in found], people)
        _known(node, "workstation", [each.workstation for each in found], seats)
        _distinct(node, [(each.trainee, each.day, each.block) for each in found])
        return found

    def pins(self, node: Node, people: frozenset[str], seats: frozenset[str]) -> tuple[Pin, ...]:
        rows = [each.members("trainee", "day", "block", optional=["workstation"]) for each in node.items()]
        found = tuple(
            Pin(
                of["trainee"].text(),
                self.day(of["day"]),
                self.block(of["block"]),
                _optional_text(of.get("workstation")),
            )
            for of in rows
        )
        _known(node, "trainee", [each.trainee for each in found], people)
        _known(node, "workstation", [each.workstation for each in found], seats)
        _distinct(node, [(each.trainee, each.day, each.block) for each in found])
        return found

    def slot(self, node: Node) -> tuple[int, int]:
        pair = node.items()
        if len(pair) != 2:  # noqa: PLR2004 - a pair
            node.refuse("A day and a block are needed here.")
        return self.day(pair[0]), self.block(pair[1])

    def some_days(self, node: Node) -> frozenset[int]:
        return frozenset(self.day(each) for each in node.items())

    def day(self, node: Node) -> int:
        return node.whole(0, self.days - 1)

    def block(self, node: Node) -> int:
        return node.whole(0, self.blocks - 1)


def _place_rule(node: Node, *, wished: bool = False) -> PlaceRule:
    of = node.members("attribute", *(["weight"] if wished else []), optional=list(Comparison))
    said = [each for each in Comparison if each in of]
    if len(said) != 1:
        node.refuse("Exactly one of at_most, at_least, is and one_of is needed here.")
    value = _measured(of[said[0]])
    if (said[0] is Comparison.ONE_OF) != isinstance(value, tuple):
        of[said[0]].refuse("A list of texts belongs to one_of, and to nothing else.")
    return PlaceRule(of["attribute"].text(), said[0], value, of["weight"].whole(0, MOST) if wished else 0)


def _measured(node: Node) -> Measured:
    if isinstance(node.value, list | tuple):
        return tuple(each.text() for each in node.items())
    if not isinstance(node.value, bool | int | float | str):
        node.refuse("A number, a text, true, false or a list of texts is needed here.")
    return node.value


def _optional_text(node: Node | None) -> str | None:
    return node.text() if node and node.maybe() else None


def _once(node: Node, ids: list[str]) -> frozenset[str]:
    _distinct(node, ids)
    return frozenset(ids)


def _distinct(node: Node, keys: "list[str] | list[tuple[str, int, int]]") -> None:
    seen = set()
    for index, key in enumerate(keys):
        if key in seen:
            said = key if isinstance(key, str) else f"{key[0]}, day {key[1]}, block {key[2]}"
            raise ContractError(node.at(index), f"{said} is already in this list.")
        seen.add(key)


def _known(node: Node, name: str, ids: "list[str] | list[str | None]", known: frozenset[str]) -> None:
    for index, each in enumerate(ids):
        if each is not None and each not in known:
            raise ContractError(f"{node.at(index)}.{name}", f"Nothing in this problem has the id {each}.")


def _beside_another(node: Node, workstations: tuple[Workstation, ...]) -> None:
    for index, each in enumerate(workstations):
        if each.adjacent == each.id:
            raise ContractError(f"{node.at(index)}.adjacent", "A seat cannot be beside itself.")
