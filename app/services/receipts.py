"""Sending a form twice does it once: the first one leaves a receipt, and the second gets the same answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, text
from sqlmodel import SQLModel, col

from app.core.errors import Conflict, Refused
from app.core.words import N_
from app.core.work import Work
from app.models.receipts import FormReceipt

KEPT_FOR = timedelta(hours=24)
STILL_RUNNING = timedelta(minutes=1)
"""A form that was begun and never finished may be sent anew after this."""

_COLUMNS = SQLModel.metadata.tables["form_receipts"].c
_CLAIM = text(
    "INSERT INTO form_receipts (person_id, mark, content_mark, location, notice, claimed_at) "
    "VALUES (:person_id, :mark, :content_mark, '', '', :claimed_at) ON CONFLICT (person_id, mark) DO NOTHING"
).bindparams(
    bindparam("person_id", type_=_COLUMNS.person_id.type), bindparam("claimed_at", type_=_COLUMNS.claimed_at.type)
)


def claim(work: Work, person_id: UUID, mark: str, content_mark: str) -> FormReceipt:
    """The receipt of this form; it has a location when the form was done before.

    Of two at the same moment the second waits here until the first is committed. Raises `Refused` when the same form
    comes with other content, and `Conflict` when the first one is not finished.
    """
    values = {"person_id": person_id, "mark": mark, "content_mark": content_mark, "claimed_at": work.now}
    outcome: Any = work.db.execute(_CLAIM, values)
    receipt = work.db.get_one(FormReceipt, (person_id, mark))
    if outcome.rowcount == 0:
        _check(work, receipt, content_mark)
    return receipt


def finish(receipt: FormReceipt, location: str, notice: str) -> None:
    """Remember where the answer led."""
    receipt.location, receipt.notice = location, notice


def release(work: Work, receipt: FormReceipt) -> None:
    """Forget a form that was drawn again instead of done."""
    work.db.delete(receipt)


def sweep(work: Work) -> None:
    """Remove every receipt older than a day."""
    work.db.execute(delete(FormReceipt).where(col(FormReceipt.claimed_at) <= work.now - KEPT_FOR))


def _check(work: Work, receipt: FormReceipt, content_mark: str) -> None:
    if receipt.content_mark != content_mark:
        raise Refused(N_("This form was sent before, with other answers. Open the page again to change them."))
    if receipt.location:
        return
    if work.now < receipt.claimed_at + STILL_RUNNING:
        raise Conflict(N_("This is being sent already. Wait a minute, then open the page again."))
    receipt.claimed_at = work.now
