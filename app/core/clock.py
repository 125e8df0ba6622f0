"""Time and chance at the edge. Everything below `web` receives both as arguments."""

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

Clock = Callable[[], datetime]
RandomBytes = Callable[[int], bytes]


def system_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Entropy:
    """Where chance comes from: the system outside, a seed in tests and in the demonstration data."""

    random_bytes: RandomBytes = secrets.token_bytes

    @classmethod
    def seeded(cls, seed: int) -> "Entropy":
        return cls(random.Random(seed).randbytes)  # noqa: S311 - repeatable on purpose, never used for secrets

    def new_id(self, now: datetime) -> UUID:
        """A version 7 UUID: ordered by time, so that pages by key and indexes stay cheap (RFC 9562, section 5.7)."""
        milliseconds = int(now.timestamp() * 1000)
        chance = int.from_bytes(self.random_bytes(10))
        value = milliseconds << 80 | chance
        value = value & ~(0xF << 76) | 0x7 << 76
        value = value & ~(0x3 << 62) | 0x2 << 62
        return UUID(int=value)

    def token(self) -> str:
        """256 bits as hexadecimal, for cookies and links."""
        return self.random_bytes(32).hex()
