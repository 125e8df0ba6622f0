"""What would be removed next because its time is over, for managers; and holding one application back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.models.retentions import Hold, PurgedCount
from app.services.retentions import due, open_hold

MOST_LINES = 30


@dataclass(frozen=True)
class Removed:
    """Answers to one question in one cohort. `at` is None for what has not gone yet."""

    cohort: str
    wording: str
    answers: int
    at: datetime | None = None


@dataclass(frozen=True)
class Retention:
    next: Sequence[Removed]
    files: int
    adjustments: int
    earlier: Sequence[Removed]
    zone: str
    title: str = N_("What is removed next")

    @property
    def rows_next(self) -> Sequence[tuple[str, str, int]]:
        return [(each.cohort, each.wording, each.answers) for each in self.next]

    @property
    def rows_gone(self) -> Sequence[tuple[str, str, int]]:
        return [(each.cohort, each.wording, each.answers) for each in self.earlier]


@dataclass(frozen=True)
class Held:
    application_id: UUID
    reason: str
    since: datetime | None
    title: Sentence
    zone: str
    crumb: tuple[str, str, dict[str, object]]


def listing(work: Work, zone: str) -> Retention:
    mine = work.actor.programmes_as(Role.MANAGER)
    found = due(work, programmes=mine)
    newest_first = (col(PurgedCount.purged_at).desc(), col(PurgedCount.id))
    gone = select(PurgedCount, col(Cohort.name)).join(Cohort, col(Cohort.id) == PurgedCount.cohort_id)
    earlier = gone.where(col(PurgedCount.programme_id).in_(mine)).order_by(*newest_first).limit(MOST_LINES)
    return Retention(
        next=[Removed(line.cohort, line.wording, count) for line, count in found.counted.items()],
        files=len(found.files),
        adjustments=len(found.adjustments),
        earlier=[
            Removed(cohort, each.wording, each.answers, each.purged_at) for each, cohort in work.db.execute(earlier)
        ],
        zone=zone,
    )


def holding(work: Work, application: Application) -> Held:
    held: Hold | None = open_hold(work, application.id)
    return Held(
        application_id=application.id,
        reason=held.reason if held else "",
        since=held.set_at if held else None,
        title=sentence(N_("Keep %(reference)s during a dispute"), reference=application.reference),
        zone=work.db.get_one(Programme, application.programme_id).time_zone,
        crumb=(N_("the application"), "decisions.show", {"application_id": application.id}),
    )
