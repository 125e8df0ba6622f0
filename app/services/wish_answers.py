"""Answering a wish for another day: the day stays, with a reason. An answer is taken back until its person answers it."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.core.errors import Conflict, Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.forms.wish_answers import WishAnswer
from app.models.assignments import Assignment, AssignmentStatus
from app.models.plans import Plan
from app.models.productions import Production
from app.rules.assignments import LIFE, stays

NO_WISH = N_(
    "Nobody waits for this answer now. The person answered, somebody else did, or the plan has a new version. "
    "Nothing was sent."
)
OTHER_WISH = N_("They asked for something else while you had this open. Read it above. Then press again if this fits.")
ANSWERED = N_("The person answered this already, or there is a new version of the plan. The answer stays with them.")


def answer(work: Work, assignment: Assignment, form: WishAnswer) -> None:
    """Keep the whole day as it is and say why. Conflict when nobody waits for it, Refused when the wish is another now."""
    blocks = [each for each in _held(work, assignment) if each.status is AssignmentStatus.ASKED_TO_CHANGE]
    if not blocks:
        raise Conflict(NO_WISH)
    if blocks[0].wish_version != form.version:
        raise Refused(OTHER_WISH, field="words")
    _turn(work, blocks, "answer_wish", form.words)
    _tell(work, assignment, "wish_answers.given")


def take_back(work: Work, assignment: Assignment, _form: Nothing) -> None:
    """The wish waits again. Conflict when its person was faster."""
    blocks = [each for each in _held(work, assignment) if stays(each)]
    if not blocks:
        raise Conflict(ANSWERED)
    _turn(work, blocks, "take_answer_back", "")
    _tell(work, assignment, "wish_answers.taken_back")


def _held(work: Work, assignment: Assignment) -> list[Assignment]:
    """The live blocks of the day as they are stored now, held for this answer: its person may be answering too."""
    day = select(Assignment).where(
        col(Assignment.plan_id) == assignment.plan_id,
        col(Assignment.person_id) == assignment.person_id,
        col(Assignment.on_date) == assignment.on_date,
        col(Assignment.is_live),
    )
    locked = day.order_by(col(Assignment.block)).with_for_update().execution_options(populate_existing=True)
    return list(work.db.scalars(locked))


def _turn(work: Work, blocks: list[Assignment], move: str, words: str) -> None:
    programme = _programme(work, blocks[0].plan_id)
    for each in blocks:
        each.wish_answer = words
        each.wish_version += 1
        LIFE.move(work, each, move, about=each.person_id, programme_id=programme)


def _tell(work: Work, assignment: Assignment, event: str) -> None:
    """No word of either side is in the event."""
    work.record(
        Event(
            event,
            assignment.id,
            about=assignment.person_id,
            programme_id=_programme(work, assignment.plan_id),
            facts={"plan": str(assignment.plan_id), "day": assignment.on_date.isoformat()},
        )
    )


def _programme(work: Work, plan_id: UUID) -> UUID:
    owned = select(col(Production.programme_id)).join(Plan, col(Plan.production_id) == Production.id)
    return work.db.scalars(owned.where(col(Plan.id) == plan_id)).one()
