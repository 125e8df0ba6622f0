"""Files wait until a scanner has found nothing in them. One that is down keeps them waiting; none is said by the doctor."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from app.core.events import Event
from app.core.work import Work
from app.models.files import File, FileStatus


def waiting(work: Work) -> Sequence[File]:
    """Every file that nobody has looked into yet, oldest first."""
    return work.db.scalars(select(File).where(col(File.status) == FileStatus.WAITING).order_by(col(File.id))).all()


def clear(work: Work, file_id: UUID, harm: str) -> None:
    """Let the file be read, or take it out when `harm` names something. May be run twice, and after a removal."""
    file = work.db.get(File, file_id, with_for_update=True)
    if file is None or file.status is not FileStatus.WAITING:
        return
    if not harm:
        file.status = FileStatus.CLEAN
        work.record(Event("files.cleared", file.id, about=file.owner_id))
        return
    facts = {"stored_as": file.stored_as, "harm": harm[:80]}
    work.record(Event("files.removed", file.id, about=file.owner_id, facts={"stored_as": file.stored_as}))
    work.record(Event("files.harmful", file.id, about=file.owner_id, facts={**facts, "question": file.question}))
    work.db.delete(file)
