"""From what was agreed with a person to when they can be planned: which blocks, which days, and with what between them.

Pure, and without a word of why. `days_off` and `blocks_of` are for whoever makes a plan; `faults_in` reads a finished one
on its own, from the same agreement.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from app.models.accommodations import Strength
from app.services.accommodations import AgreedNeed

CODES = ("breaks", "flexible_start", "fixed_hours", "short_days", "gap_between", "work_from_home")
"""The needs that say when somebody works. `breaks` and `gap_between` ask for time between two blocks."""

Block = tuple[time, time]
Cell = tuple[date, int]
ONE_DAY = timedelta(days=1)
ALONE = 1
"""No two days in a row: a rule that the solver keeps by itself, and better than days that are fixed before."""


def blocks_of(agreed: Sequence[AgreedNeed], blocks: Sequence[Block]) -> frozenset[int]:
    """The blocks of a day in which somebody can be planned: those that begin in their window, or the one that is theirs."""
    allowed = set(range(len(blocks)))
    for earliest, latest in _windows(agreed, "flexible_start"):
        allowed &= {number for number, (start, _) in enumerate(blocks) if earliest <= start <= latest}
    for first, last in _windows(agreed, "fixed_hours"):
        most = max((_overlap(block, first, last) for block in blocks), default=0.0)
        same = [number for number, block in enumerate(blocks) if most and _overlap(block, first, last) == most]
        allowed &= set(same[:1])
    return frozenset(allowed)


def most_blocks_a_day(agreed: Sequence[AgreedNeed], blocks: Sequence[Block]) -> int:
    """One, where two blocks of a day would follow each other too closely."""
    least = minutes_between(agreed)
    gaps = (_minutes(end, start) for (_, end), (start, _) in pairwise(blocks))
    return len(blocks) if all(gap >= least for gap in gaps) else 1


def minutes_between(agreed: Sequence[AgreedNeed]) -> float:
    """The shortest time that has to lie between two things that somebody does."""
    asked = [*_numbers(agreed, "gap_between", "minutes"), *_numbers(agreed, "breaks", "length")]
    return max(asked, default=0.0)


def days_off(agreed: Sequence[AgreedNeed], days: Iterable[date]) -> frozenset[date]:
    """Of the days on which somebody could come, those that stay free: days at home, and the one after enough in a row."""
    coming = sorted(set(days))
    free = set(_at_home(agreed, coming))
    most, row, before = _most_in_a_row(agreed), 0, date.min
    if most == ALONE:
        return frozenset(free)
    for day in (each for each in coming if each not in free):
        row = row + 1 if day - before == ONE_DAY else 1
        before = day
        if most is not None and row > most:
            free.add(day)
            row = 0
    return frozenset(free)


def faults_in(
    agreed: Sequence[AgreedNeed], blocks: Sequence[Block], cells: Iterable[Cell], coming: Iterable[date]
) -> Iterator[str]:
    """What a finished plan breaks for one person, for the log. Reads only the plan and what was agreed.

    `coming` are the days on which this person could come at all, so that days at home are counted among them.
    """
    by_day: dict[date, set[int]] = defaultdict(set)
    for day, block in cells:
        by_day[day].add(block)
    allowed, least = blocks_of(agreed, blocks), minutes_between(agreed)
    for day, held in sorted(by_day.items()):
        if held - allowed:
            yield f"is outside the hours on {day}"
        if any(_minutes(blocks[one][1], blocks[two][0]) < least for one, two in pairwise(sorted(held))):
            yield f"has too little time between on {day}"
    yield from _rows_too_long(agreed, by_day)
    yield from _weeks_too_full(agreed, by_day, coming)


def _rows_too_long(agreed: Sequence[AgreedNeed], by_day: Mapping[date, object]) -> Iterator[str]:
    most = _most_in_a_row(agreed)
    for day in sorted(by_day):
        if most is not None and most > ALONE and all(day + ONE_DAY * ahead in by_day for ahead in range(most + 1)):
            yield f"has too many days in a row from {day}"


def _weeks_too_full(
    agreed: Sequence[AgreedNeed], by_day: Mapping[date, object], coming: Iterable[date]
) -> Iterator[str]:
    home = _days_at_home(agreed)
    possible, held = Counter(map(_monday, {*coming, *by_day})), Counter(map(_monday, by_day))
    yield from (f"has too few days at home from {week}" for week in held if held[week] > max(0, possible[week] - home))


def _at_home(agreed: Sequence[AgreedNeed], days: Sequence[date]) -> Iterator[date]:
    """The last days of each week on which they could come, so that it is the same days each week."""
    home = _days_at_home(agreed)
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in days:
        weeks[_monday(day)].append(day)
    for coming in weeks.values():
        yield from coming[len(coming) - home :] if home else ()


def _days_at_home(agreed: Sequence[AgreedNeed]) -> int:
    return int(max(_numbers(agreed, "work_from_home", "days"), default=0.0))


def _most_in_a_row(agreed: Sequence[AgreedNeed]) -> int | None:
    asked = _numbers(agreed, "short_days", "days")
    return int(min(asked)) if asked else None


def _windows(agreed: Sequence[AgreedNeed], code: str) -> Iterator[tuple[time, time]]:
    for values in _musts(agreed, code):
        yield time.fromisoformat(str(values["from"])), time.fromisoformat(str(values["to"]))


def _numbers(agreed: Sequence[AgreedNeed], code: str, parameter: str) -> list[float]:
    return [float(values[parameter]) for values in _musts(agreed, code)]  # type: ignore[arg-type]  # numbers by the vocabulary


def _musts(agreed: Sequence[AgreedNeed], code: str) -> Iterator[dict[str, object]]:
    for need in agreed:
        if need.need.code == code and need.strength is Strength.MUST:
            given = need.parameters
            yield {name: given.get(name, each.default) for name, each in need.need.parameters.items()}


def _overlap(block: Block, first: time, last: time) -> float:
    return max(0.0, _minutes(max(block[0], first), min(block[1], last)))


def _minutes(start: time, end: time) -> float:
    """Of one day; below nothing where the end comes first."""
    return (datetime.combine(date.min, end) - datetime.combine(date.min, start)) / timedelta(minutes=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
