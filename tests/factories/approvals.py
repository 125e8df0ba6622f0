"""A second person's yes, as a manager needs it to take lists as a file."""

from sqlmodel import col, select

from app.forms.sign_ins import Nothing
from app.models.approvals import Approval, ApprovalStatus
from app.services import approvals
from tests.asking import WorkAs


def may_export(work_as: WorkAs, *, who: str = "mei", by: str = "ola") -> None:
    """Asked for by one, agreed to by the other."""
    with work_as(who) as work:
        approvals.ask_export(work, Nothing())
    with work_as(by) as work:
        asked = select(Approval).where(col(Approval.status) == ApprovalStatus.ASKED)
        approvals.agree(work, work.db.scalars(asked.order_by(col(Approval.id).desc())).first(), Nothing())  # type: ignore[arg-type]  # it was just asked
