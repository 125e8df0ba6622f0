"""The law of a breach: by when whom to tell, counted from the moment that somebody became aware of it (PRIV-09).

These are the clocks of the General Data Protection Regulation and of the Australian Privacy Act 1988, Part IIIC. They are
no advice: which of them holds, a lawyer says. Templates for each letter are in docs/breach.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """`within` is None where the law names no number and says only that nobody may wait."""

    title: str
    source: str
    within: timedelta | None
    letter: str

    def due(self, noticed: datetime) -> datetime | None:
        return noticed + self.within if self.within else None


CLOCKS: Sequence[Clock] = (
    Clock(
        "Tell the supervisory authority, unless nobody is likely to be harmed",
        "GDPR 33(1)", timedelta(hours=72), "Letter 1",
    ),
    Clock("Tell the people, where the risk for them is high", "GDPR 34(1): without undue delay", None, "Letter 2"),
    Clock(
        "Finish the assessment whether serious harm is likely",
        "Privacy Act 1988 s 26WH(2)", timedelta(days=30), "The record",
    ),
    Clock(
        "Where it is likely, tell the Information Commissioner and the people",
        "Privacy Act 1988 s 26WK, 26WL: as soon as practicable", None, "Letter 3",
    ),
)  # fmt: skip
