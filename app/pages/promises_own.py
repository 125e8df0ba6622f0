"""An applicant's own promises on the page of their application: what was promised, by when, and whether it held."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.rules.promises import MARKS, OWN_STATES, WORDS, Kind, State, promises_of
from app.services.promises import Told

SHOWN = (Kind.ACKNOWLEDGED, Kind.FIRST_REPLY, Kind.DECIDED, Kind.FEEDBACK, Kind.TIME_TO_ANSWER)
"""Until when answers change and a withdrawal can be undone stands on the page already, beside what it is for."""


@dataclass(frozen=True)
class OwnPromise:
    """`reason` is why a result comes later, in the words of the programme; `is_free` that the person may go elsewhere."""

    what: str
    due_on: date
    state: str
    mark: str
    reason: str
    is_free: bool


def own_promises(told: Told) -> list[OwnPromise]:
    reasons = {each.promised_on: each.reason for each in told.delays if each.told_at}
    lines = []
    for promised in promises_of(told.facts):
        if promised.kind not in SHOWN:
            continue
        is_late = promised.kind is Kind.DECIDED and promised.state is State.MISSED
        local = promised.due_at.astimezone(ZoneInfo(told.programme.time_zone)).date()
        lines.append(
            OwnPromise(
                what=WORDS[promised.kind].own,
                due_on=local,
                state=OWN_STATES[promised.state],
                mark=MARKS[promised.state],
                reason=reasons.get(local, "") if is_late else "",
                is_free=is_late,
            )
        )
    return lines
