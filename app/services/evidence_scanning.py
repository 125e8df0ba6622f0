"""Papers wait until a scanner has found nothing in them, as other files do (UPL-08). Until then no adviser sees them."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from app.core.events import Event
from app.core.work import Work
from app.models.evidence import Evidence
from app.models.files import FileStatus


def waiting(work: Work) -> Sequence[Evidence]:
    """Every paper that nobody has looked into yet, oldest first."""
    unseen = select(Evidence).where(col(Evidence.status) == FileStatus.WAITING)
    return work.db.scalars(unseen.order_by(col(Evidence.id))).all()


def clear(work: Work, paper_id: UUID, harm: str) -> None:
    """Let the adviser see it, or take it out when `harm` names something. May be run twice, and after a removal."""
    paper = work.db.get(Evidence, paper_id, with_for_update=True)
    if paper is None or paper.status is not FileStatus.WAITING:
        return
    about = paper.person_id
    if not harm:
        paper.status = FileStatus.CLEAN
        work.record(Event("evidence.cleared", paper.id, about=about))
        return
    work.record(Event("evidence.removed", paper.id, about=about, facts={"stored_as": paper.stored_as}))
    facts = {"accommodation": str(paper.accommodation_id), "harm": harm[:80]}
    work.record(Event("evidence.harmful", paper.id, about=about, facts=facts))
    work.db.delete(paper)
