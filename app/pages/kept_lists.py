"""What a manager sees of their kept lists: links on the board, and a page to name and remove them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.kept_lists import KeptList
from app.rules.kept_lists import REMOVED_FOR, visible_to

Crumb = tuple[str, str, dict[str, object]]
TO_BOARD: Crumb = (N_("the applications"), "decisions.board", {})
TO_LISTS: Crumb = (N_("your saved lists"), "kept_lists.listing", {})


@dataclass(frozen=True)
class KeptLink:
    """One kept list; `query` leads to it on the board."""

    kept_list_id: UUID
    name: str
    query: str


@dataclass(frozen=True)
class KeptLists:
    lists: Sequence[KeptLink]
    removed: Sequence[KeptLink]
    days: int = REMOVED_FOR.days
    title: str = N_("Your saved lists")
    crumb: Crumb = TO_BOARD


@dataclass(frozen=True)
class Keeping:
    """The page that asks for a name. `kept_list_id` is None for a list that is not kept yet."""

    title: str | Sentence
    crumb: Crumb
    kept_list_id: UUID | None = None


def kept_links(work: Work) -> Sequence[KeptLink]:
    """The lists that this manager keeps, by name."""
    return [_link(kept) for kept in _of(work) if kept.removed_at is None]


def listing(work: Work) -> KeptLists:
    kept = _of(work)
    return KeptLists(
        [_link(each) for each in kept if each.removed_at is None],
        [_link(each) for each in kept if each.removed_at and each.removed_at > work.now - REMOVED_FOR],
    )


def keeping() -> Keeping:
    return Keeping(N_("Save this list"), TO_BOARD)


def naming(kept: KeptList) -> Keeping:
    return Keeping(sentence(N_("Change the name of “%(name)s”"), name=kept.name), TO_LISTS, kept.id)


def removing(kept: KeptList) -> Keeping:
    return Keeping(sentence(N_("Remove “%(name)s”?"), name=kept.name), TO_LISTS, kept.id)


def _of(work: Work) -> Sequence[KeptList]:
    return work.db.scalars(visible_to(work.actor).order_by(col(KeptList.name), col(KeptList.id))).all()


def _link(kept: KeptList) -> KeptLink:
    return KeptLink(kept.id, kept.name, kept.query)
