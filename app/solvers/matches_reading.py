"""Reads `match-problem/1`, whose pairs are long columns and are checked column by column."""

from array import array

from app.solvers.matches import MatchProblem, Mode, Pairs
from app.solvers.reading import Node, from_json

FORMAT = "match-problem/1"
MOST_PEOPLE = 1_000_000
MOST_PLACES = 100_000
MOST_FIT = 1000
MOST_LIKING = 1_000_000
MOST_PRICE = 1_000_000
COLUMNS = ("trainee", "mentor", "fit", "trainee_liking", "mentor_liking")


def read_match_problem(source: "str | bytes | dict[str, object]") -> MatchProblem:
    """Raises ContractError with the place and one sentence for the first thing that breaks the contract."""
    root = from_json(source).members("format", "mode", "places", "trainees", "pairs", "published", "price_of_change")
    if root["format"].value != FORMAT:
        root["format"].refuse(f"The format {FORMAT} is needed here.")
    if root["mode"].value not in list(Mode):
        root["mode"].refuse("The mode is one of fair, total and stable.")
    places = tuple(each.whole(0, MOST_PLACES) for each in root["places"].items())
    trainees = root["trainees"].whole(0, MOST_PEOPLE)
    published, price = root["published"].maybe(), root["price_of_change"].maybe()
    return MatchProblem(
        mode=Mode(root["mode"].text()),
        places=places,
        trainees=trainees,
        pairs=_pairs(root["pairs"], trainees, len(places)),
        published=_published(published, trainees, len(places)) if published else None,
        price_of_change=price.whole(0, MOST_PRICE) if price else None,
    )


def _pairs(node: Node, trainees: int, mentors: int) -> Pairs:
    of = node.members(*COLUMNS)
    highest = {"trainee": trainees - 1, "mentor": mentors - 1, "fit": MOST_FIT}
    columns = {name: _column(of[name], highest.get(name, MOST_LIKING)) for name in COLUMNS}
    for name in COLUMNS:
        if len(columns[name]) != len(columns["trainee"]):
            of[name].refuse("The columns of pairs differ in length.")
    pairs = Pairs(**columns)
    _each_once(node, pairs, mentors)
    return pairs


def _column(node: Node, highest: int) -> "array[int]":
    if not isinstance(node.value, list | tuple):
        node.items()
    values = node.value
    assert isinstance(values, list | tuple)  # noqa: S101 - said by items() above, for the reader of types
    if set(map(type, values)) - {int} or (values and not 0 <= min(values) <= max(values) <= highest):
        for each in node.items():
            each.whole(0, highest)
    return array("i", values)


def _each_once(node: Node, pairs: Pairs, mentors: int) -> None:
    keys = [trainee * mentors + mentor for trainee, mentor in zip(pairs.trainee, pairs.mentor, strict=True)]
    if len(set(keys)) == len(keys):
        return
    seen: set[int] = set()
    for index, key in enumerate(keys):
        if key in seen:
            Node(None, node.at(index)).refuse(f"Trainee {key // mentors} and mentor {key % mentors} are here twice.")
        seen.add(key)


def _published(node: Node, trainees: int, mentors: int) -> tuple[int | None, ...]:
    items = node.items()
    if len(items) != trainees:
        node.refuse(f"One entry for each of the {trainees} trainees is needed here.")
    return tuple(each.whole(0, mentors - 1) if each.maybe() else None for each in items)
