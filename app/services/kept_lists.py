"""Keeping a list, naming it anew, removing it, and putting it back."""

from urllib.parse import parse_qs

from sqlalchemy import delete, func
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.decisions_board import BoardFilter, query_of
from app.forms.filling import Filled
from app.forms.kept_lists import KeepList, NewName
from app.forms.sign_ins import Nothing
from app.models.kept_lists import LONGEST_QUERY, KeptList
from app.rules.kept_lists import MOST_KEPT, REMOVED_FOR, visible_to


def keep(work: Work, form: KeepList) -> KeptList:
    """Keep what the board lists now. Only what the board itself could be asked is kept of the query."""
    asked = Filled.read(BoardFilter, parse_qs(form.query))
    if asked.form is None or len(form.query) > LONGEST_QUERY:
        raise Refused(N_("This list cannot be saved. Open it again from the applications, then save it."))
    kept = work.db.scalar(
        visible_to(work.actor).with_only_columns(func.count()).where(col(KeptList.removed_at).is_(None))
    )
    if (kept or 0) >= MOST_KEPT:
        raise Refused(sentence(N_("You have %(most)s saved lists. Remove one first."), most=MOST_KEPT))
    _refuse_the_same_name(work, form.name)
    assert work.actor.person_id is not None  # noqa: S101 - the policy lets only managers keep
    new = KeptList(
        id=work.new_id(), person_id=work.actor.person_id, name=form.name, query=query_of(asked.typed), kept_at=work.now
    )  # fmt: skip
    work.db.add(new)
    work.audit(Event("kept_lists.kept", new.id, about=new.person_id))
    return new


def rename(work: Work, kept: KeptList, form: NewName) -> None:
    if form.name != kept.name:
        _refuse_the_same_name(work, form.name)
    kept.name = form.name
    work.audit(Event("kept_lists.renamed", kept.id, about=kept.person_id))


def remove(work: Work, kept: KeptList, _form: Nothing) -> None:
    """It can be put back while it waits; what waited long enough goes for good. Removing twice is no mistake."""
    kept.removed_at = kept.removed_at or work.now
    old = (col(KeptList.person_id) == kept.person_id, col(KeptList.removed_at) <= work.now - REMOVED_FOR)
    work.db.execute(delete(KeptList).where(*old))
    work.audit(Event("kept_lists.removed", kept.id, about=kept.person_id))


def put_back(work: Work, kept: KeptList) -> None:
    kept.removed_at = None
    work.audit(Event("kept_lists.put_back", kept.id, about=kept.person_id))


def _refuse_the_same_name(work: Work, name: str) -> None:
    same = visible_to(work.actor).where(col(KeptList.name) == name, col(KeptList.removed_at).is_(None))
    if work.db.scalars(select(same.exists())).one():
        raise Refused(N_("You have a list of this name. Choose another name"), field="name")
