"""What is not there and what is somebody else's answer alike, to the byte, on every route and for every role."""

from collections.abc import Sequence
from functools import cache, partial
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.core.actors import ANYBODY, Role
from app.core.policy import VisibleTo
from app.rules.cast import BY_ROLE
from app.services.sign_ins import actor_of
from app.web.router import Page
from tests.house.conftest import Demonstration
from tests.house.visiting import NOBODYS_ID
from tests.journeys.spying import unchanging

NOT_THERE = UUID(NOBODYS_ID)
COMPARED = "both answers are held to be the same, whatever they are"
FURTHER = {"kind": "csv", "question": "work_sample", "part": "your_interest", "token": "nobodys"}


@pytest.mark.parametrize("role", Role)
def test_f28_what_is_not_yours_answers_as_what_is_not_there(demonstration: Demonstration, role: Role) -> None:
    key = BY_ROLE.get(role, "")
    hidden = cache(partial(hidden_from, demonstration, key))
    told, compared = [], set()
    for page in demonstration.pages:
        if subject_id := one_of(hidden(page.policy.subject, page.policy.visible_to), page, key):
            compared.add(page.policy.subject)
            if asked(demonstration, key, page, subject_id) != asked(demonstration, key, page, NOT_THERE):
                told.append(f"{page.method} {path_of(page, subject_id)}")

    assert told == []
    assert len(compared) >= 15


def hidden_from(
    demonstration: Demonstration, key: str, kind: type | None, visible_to: VisibleTo | None
) -> Sequence[UUID]:
    """What there is of this kind and this person does not see, the oldest first."""
    if kind is None or visible_to is None:
        return []
    with demonstration.parts.work(writes=False) as work:
        actor = actor_of(work.db, demonstration.people[key]) if key else ANYBODY
        mine = set(work.db.scalars(visible_to(actor).with_only_columns(kind.id)).all())  # type: ignore[attr-defined]  # each subject has an id
        every = work.db.scalars(select(kind.id).order_by(col(kind.id))).all()  # type: ignore[attr-defined]  # each subject has one
    return [each for each in every if each not in mine]


def one_of(hidden: Sequence[UUID], page: Page, key: str) -> UUID | None:
    """The oldest or the newest to read, as the turn of the person comes, one between to act upon."""
    if not hidden:
        return None
    if page.method != "GET":
        return hidden[len(hidden) // 2]
    is_first = list(BY_ROLE.values()).index(key) % 2 == 0 if key else True
    return hidden[0] if is_first else hidden[-1]


def path_of(page: Page, subject_id: UUID) -> str:
    own = {page.subject_parameter or "": subject_id}
    names = [part.partition("}")[0] for part in page.path.split("{")[1:]]
    return page.path.format(**{name: own.get(name, FURTHER.get(name, str(NOT_THERE))) for name in names})


def asked(demonstration: Demonstration, key: str, page: Page, subject_id: UUID) -> object:
    """All that is answered, in a browser of its own, so that no answer leaves anything behind for the next question."""
    client, address = demonstration.client(key), path_of(page, subject_id)
    with demonstration.undone():
        if page.method == "GET":
            shown = client.get(address, unchecked_because=COMPARED)
        else:
            shown = client.post(address, {}, unchecked_because=COMPARED)
    assert shown.status != 500, address
    return unchanging(shown.answer)
