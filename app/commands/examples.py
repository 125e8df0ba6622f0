"""A working path of every route for each role that may, found in the demonstration data by asking the policies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.actors import ANYBODY, Actor, Role
from app.core.policy import Allowed
from app.models.people import Person
from app.rules.cast import BY_ROLE, CAST
from app.services.sign_ins import actor_of
from app.web.router import Page

MOST_SUBJECTS = 200

ALSO: Mapping[Role, Sequence[str]] = {
    Role.APPLICANT: ("ari", "bea", "sam", "kit"),
    Role.REVIEWER: ("sol",),
    Role.MENTOR: ("una",),
    Role.MANAGER: ("asha",),
}
"""Further members of the cast to try where the first one has nothing that fits. Everybody who is signed in applies too."""

NOT_IN_STORY: Mapping[tuple[str, Role], str] = {
    ("applications.start_with_earlier", Role.APPLICANT): (
        "Only somebody with an application to an earlier intake can do this, and in the story nobody of the cast has one."
    ),
}
"""Why somebody who may has no example: said where the example would stand."""


@dataclass(frozen=True)
class Example:
    """`person` is the address to sign in with, empty for nobody."""

    person: str
    path: str


def examples_of(db: Session, page: Page, actors: Mapping[str, Actor]) -> dict[Role, Example]:
    """For each role that may use the page: one person of that role and a path that works for them.

    Without the demonstration's cast only pages that need no further values have an example.
    """
    if len(actors) == 1 and page.examples:
        return {}
    found = {}
    for role in sorted(page.policy.roles):
        candidates = ("",) if role is Role.ANONYMOUS else (BY_ROLE[role], *ALSO.get(role, ()))
        example = next(
            (made for key in candidates if key in actors and (made := _example(db, page, key, actors[key]))), None
        )
        if example:
            found[role] = example
    return found


def cast_actors(db: Session) -> dict[str, Actor]:
    """Everybody of the cast as an actor, and nobody under the empty key."""
    emails = {member.email: key for key, member in CAST.items()}
    people = db.scalars(select(Person).where(col(Person.email).in_(emails))).all()
    return {"": ANYBODY, **{emails[person.email]: actor_of(db, person) for person in people}}


def _example(db: Session, page: Page, key: str, actor: Actor) -> Example | None:
    for subject in _subjects(db, page, actor):
        further = page.examples(db, subject) if page.examples else {}
        if further is not None:
            own = {page.subject_parameter: str(subject.id)} if page.subject_parameter else {}
            return Example(CAST[key].email if key else "", page.path.format(**own, **further))
    return None


def _subjects(db: Session, page: Page, actor: Actor) -> Iterator[Any]:
    """What this actor may use the page on; a page without a subject has the one subject None."""
    policy = page.policy
    if policy.visible_to is None:
        return iter([None])
    oldest_first = policy.visible_to(actor).order_by(policy.subject.id)  # type: ignore[union-attr]  # a policy that is visible to somebody has a subject
    visible = db.scalars(oldest_first.limit(MOST_SUBJECTS)).all()
    return (subject for subject in visible if isinstance(policy.permits(actor, subject), Allowed))
