"""When a place can be used on one day: its blocks, inside its hours, with the minutes around them that stay free.

Intervals hold their beginning and not their end, so that one block may end at the moment at which the next begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.models.productions import Blocks

Window = tuple[time, time]


class Block(NamedTuple):
    """The number of a block, counted from 0, and the instants at which it begins and ends."""

    number: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class DayHours:
    """What one place keeps on one day. Every window has to hold a block whole, or the block is closed."""

    day: date
    zone: str
    blocks: Blocks
    windows: Sequence[Window] = ()
    buffer_minutes: int = 0
    is_later: bool = False

    def open(self) -> tuple[Block, ...]:
        """The open blocks. A block gives up minutes of its own where those around it would not stay free."""
        opened: list[Block] = []
        for number, (start, end) in enumerate(self.blocks):
            if not all(opens <= start and end <= closes for opens, closes in self.windows):
                continue
            first, last = self._room(opened)
            block = Block(number, max(self._at(start), first), min(self._at(end), last))
            if block.starts_at < block.ends_at:
                opened.append(block)
        return tuple(opened)

    def _room(self, before: Sequence[Block]) -> tuple[datetime, datetime]:
        """The earliest beginning and the latest end that keep the minutes around a block free."""
        buffer = timedelta(minutes=self.buffer_minutes)
        firsts = [self._at(opens) + buffer for opens, _ in self.windows]
        lasts = [self._at(closes) - buffer for _, closes in self.windows]
        firsts += [before[-1].ends_at + buffer] if before and buffer else []
        return (
            max(firsts, default=datetime.min.replace(tzinfo=UTC)),
            min(lasts, default=datetime.max.replace(tzinfo=UTC)),
        )

    def _at(self, moment: time) -> datetime:
        return instant(self.day, moment, self.zone, is_later=self.is_later)


def instant(day: date, moment: time, zone: str, *, is_later: bool = False) -> datetime:
    """The instant of a time of day. Of an hour that comes twice `is_later` means the second."""
    return datetime.combine(day, moment, tzinfo=ZoneInfo(zone)).replace(fold=int(is_later)).astimezone(UTC)


def times_it_happens(day: date, moment: time, zone: str) -> int:
    """How often a clock in this zone shows this time on this day: 0 or 2 when it is put forward or back, else 1 (REL-14)."""
    written = datetime.combine(day, moment)
    first, second = (written.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return 1
    return 2 if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == written else 0
