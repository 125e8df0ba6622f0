"""Papers for an adviser: added, kept, removed, and gone by themselves once there is a decision.

The bytes are sealed before they come into storage, each paper with a key of its own. Opening is in `evidence_opening`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from app.adapters import sealed_files
from app.adapters.storage import Storage
from app.core.errors import Refused, TooLarge
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.evidence import Coming, Paper
from app.forms.files import Fit
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.models.files import FileStatus
from app.rules.accommodations import BEFORE_DECISION
from app.rules.evidence import MOST_PAPERS, takes_papers
from app.services.files import room_of
from app.services.files_looking import NO_ROOM

TABLE = "evidence"
NOT_NOW = N_("No paper can be added here now, and none is needed")
FULL = N_("There are %(most)s papers here already. Remove one first, then add the new one")
DECIDED_ALREADY = N_("There is a decision already. If you do not want this paper here, remove it.")


def add(work: Work, storage: Storage, accommodation: Accommodation, coming: Coming, form: Paper) -> None:
    """Keep a paper for the named adviser. The sealed bytes are stored first, then the row (UPL-06).

    The row of the adjustment is read again and held, because the file was looked into outside the transaction.
    """
    work.db.refresh(accommodation, with_for_update=True)
    if coming.fit is None:
        raise Refused(N_("Choose a paper"), field="file")
    _refuse_where_none_fits(work, accommodation, coming.fit)
    paper_id, stored_as = work.new_id(), work.entropy.token()
    key = work.entropy.random_bytes(sealed_files.KEY_BYTES)
    bytes_long = _store(storage, coming.fit, stored_as, key)
    paper = Evidence(
        id=paper_id, person_id=accommodation.person_id, accommodation_id=accommodation.id,
        sealed_name=_sealed(work, paper_id, "sealed_name", coming.fit.name),
        sealed_words=_sealed(work, paper_id, "sealed_words", form.words),
        sealed_key=_sealed(work, paper_id, "sealed_key", key.hex()),
        media_type=coming.fit.media_type, bytes_long=bytes_long, stored_as=stored_as,
        status=FileStatus.WAITING if coming.waits else FileStatus.CLEAN, added_at=work.now,
    )  # fmt: skip
    work.db.add(paper)
    work.record(Event("evidence.added", paper.id, about=paper.person_id))


def keep(work: Work, paper: Evidence, _form: Nothing) -> None:
    """The person keeps it for themselves once there is a decision. Twice does nothing more."""
    paper.is_kept = True
    work.audit(Event("evidence.kept", paper.id, about=paper.person_id))


def let_go(work: Work, paper: Evidence, _form: Nothing) -> None:
    """It goes with the decision again. After a decision that would be a removal, which has a page of its own."""
    accommodation = work.db.get_one(Accommodation, paper.accommodation_id)
    if accommodation.status not in BEFORE_DECISION:
        raise Refused(DECIDED_ALREADY)
    paper.is_kept = False
    work.audit(Event("evidence.let_go", paper.id, about=paper.person_id))


def remove(work: Work, paper: Evidence, _form: Nothing) -> None:
    """Take the row out now, and with it the only key; the bytes follow once this is committed."""
    _remove_all(work, [paper])


def remove_after(work: Work, accommodation_id: UUID, decided_at: datetime) -> None:
    """What was shown for a decision goes with it, unless its owner keeps it. May be run twice.

    A second look may begin before this runs; what was added for that one is newer and stays.
    """
    shown = (col(Evidence.accommodation_id) == accommodation_id, col(Evidence.added_at) <= decided_at)
    _remove_all(work, work.db.scalars(select(Evidence).where(*shown, ~col(Evidence.is_kept))).all())


def remove_decided(work: Work) -> None:
    """The same by the clock, for whatever a reaction did not come to."""
    decided = (
        select(Evidence)
        .join(Accommodation, col(Accommodation.id) == Evidence.accommodation_id)
        .where(col(Accommodation.status).not_in(BEFORE_DECISION), ~col(Evidence.is_kept))
    )
    _remove_all(work, work.db.scalars(decided.order_by(col(Evidence.id))).all())


def remove_all_of(work: Work, accommodation_ids: Collection[UUID]) -> None:
    """Kept ones too: nobody needs these adjustments any more, and their time is over."""
    of = select(Evidence).where(col(Evidence.accommodation_id).in_(accommodation_ids))
    _remove_all(work, work.db.scalars(of.order_by(col(Evidence.id))).all())


def _remove_all(work: Work, papers: Iterable[Evidence]) -> None:
    for paper in papers:
        work.record(Event("evidence.removed", paper.id, about=paper.person_id, facts={"stored_as": paper.stored_as}))
        work.db.delete(paper)


def _refuse_where_none_fits(work: Work, accommodation: Accommodation, fit: Fit) -> None:
    if not takes_papers(accommodation):
        raise Refused(NOT_NOW, field="file")
    here = select(func.count()).where(col(Evidence.accommodation_id) == accommodation.id)
    if (work.db.scalar(here) or 0) >= MOST_PAPERS:
        raise Refused(sentence(FULL, most=MOST_PAPERS), field="file")
    if room_of(work.db, accommodation.person_id) < fit.path.stat().st_size:
        raise TooLarge(NO_ROOM, field="file")


def _store(storage: Storage, fit: Fit, stored_as: str, key: bytes) -> int:
    """Returns how long the plain bytes are. No plain byte comes into storage."""
    sealed = fit.path.with_name(stored_as)
    bytes_long = sealed_files.seal(fit.path, sealed, key)
    storage.keep(stored_as, sealed)
    sealed.unlink()
    return bytes_long


def _sealed(work: Work, paper_id: UUID, column: str, text: str) -> str:
    return work.vault.seal(text, table=TABLE, column=column, row=paper_id) if text else ""
