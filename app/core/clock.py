"""Time and chance at the edge. Everything below `web` receives both as arguments."""

import random
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

Clock = Callable[[], datetime]
RandomBytes = Callable[[int], bytes]


def system_clock() -> datetime:
    return datetime.now(UTC)


CHANCE_BITS = 74
LARGEST_STEP = 2**32


@dataclass
class _Newest:
    """The last id that was made, so that the next one in the same millisecond comes after it."""

    milliseconds: int = -1
    chance: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Entropy:
    """Where chance comes from: the system outside, a seed in tests and in the demonstration data."""

    random_bytes: RandomBytes = secrets.token_bytes
    _newest: _Newest = field(default_factory=_Newest, repr=False, compare=False)

    @classmethod
    def seeded(cls, seed: int) -> "Entropy":
        return cls(random.Random(seed).randbytes)  # noqa: S311 - repeatable on purpose, never used for secrets

    def new_id(self, now: datetime) -> UUID:
        """A version 7 UUID: ordered by time, and in the order of making within one millisecond (RFC 9562, 6.2)."""
        milliseconds = int(now.timestamp() * 1000)
        with self._newest.lock:
            chance = self._next_chance(milliseconds)
        high, low = chance >> 62, chance & (1 << 62) - 1
        return UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0x2 << 62 | low)

    def _next_chance(self, milliseconds: int) -> int:
        newest = self._newest
        chance = int.from_bytes(self.random_bytes(10)) >> 80 - CHANCE_BITS + 1
        if milliseconds == newest.milliseconds:
            chance = newest.chance + 1 + chance % LARGEST_STEP
        newest.milliseconds, newest.chance = milliseconds, chance
        return chance

    def token(self) -> str:
        """256 bits as hexadecimal, for cookies and links."""
        return self.random_bytes(32).hex()
