"""Supporters as people make them: asked, invited and helping. Each step goes through the services."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from app.forms.sign_ins import Nothing
from app.forms.supporters import Asking, Sharing
from app.models.supporters import Supporter
from app.rules.supporters_sections import answers_key
from app.services import supporters
from tests.asking import WorkAs

UNTIL = date(2027, 4, 1)


def part_of(application_id: UUID, part: str = "your_interest") -> str:
    return answers_key(application_id, part)


def prepared(
    work_as: WorkAs,
    *,
    of: str = "ari",
    email: str = "sam@example.com",
    reads: Sequence[str] = (),
    fills: Sequence[str] = (),
    speaks: bool = False,
    until: date = UNTIL,
) -> UUID:
    made: list[UUID] = []
    with work_as(of) as work:
        supporters.prepare(work, made, Asking(name="Sam", email=email, until=until))
        work.db.flush()
        support = work.db.get_one(Supporter, made[0])
        if reads or fills or speaks:
            chosen = Sharing(
                reading=list(reads or fills), filling=list(fills), speaking=speaks, version=support.version
            )
            supporters.share(work, support, chosen)
    return made[0]


def invited(work_as: WorkAs, *, of: str = "ari", email: str = "sam@example.com", reads: Sequence[str] = ("schedule",), fills: Sequence[str] = (), speaks: bool = False, until: date = UNTIL) -> UUID:  # fmt: skip
    made = prepared(work_as, of=of, email=email, reads=reads, fills=fills, speaks=speaks, until=until)
    with work_as(of) as work:
        supporters.invite(work, work.db.get_one(Supporter, made), Nothing())
    return made


def helping(work_as: WorkAs, *, of: str = "ari", by: str = "sam", reads: Sequence[str] = ("schedule",), fills: Sequence[str] = (), speaks: bool = False, until: date = UNTIL) -> UUID:  # fmt: skip
    made = invited(work_as, of=of, email=f"{by}@example.com", reads=reads, fills=fills, speaks=speaks, until=until)
    with work_as(by) as work:
        supporters.accept(work, work.db.get_one(Supporter, made), Nothing())
    return made


def ended(work_as: WorkAs, support: UUID, *, of: str = "ari") -> None:
    with work_as(of) as work:
        supporters.end(work, work.db.get_one(Supporter, support), Nothing())
