"""Who answers questions on a page: the contact of the actor's programme, else of the one they apply to, else of the first."""

from dataclasses import dataclass

from sqlalchemy import bindparam, case
from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.applications import Application
from app.models.people import Person
from app.models.programmes import Programme


@dataclass(frozen=True)
class NamedContact:
    """`role` and `replies` are message ids; `replies` takes the name."""

    name: str
    email: str
    phone: str = ""
    role: str = N_("Programme manager")
    replies: str = N_("%(name)s replies within 2 working days")


NOBODY_KNOWN = NamedContact("", "")
"""For a page that is drawn while the database does not answer, and for a product without programmes."""


_APPLIED = select(Application.programme_id).where(col(Application.person_id) == bindparam("person_id"))
_ANYBODYS = (
    select(Person.name, Person.email, Person.phone)
    .join(Programme, col(Programme.contact_id) == Person.id)
    .order_by(case((col(Programme.id).in_(_APPLIED), 0), else_=1), col(Programme.key))
    .limit(1)
)
_OF_PROGRAMMES = _ANYBODYS.where(col(Programme.id).in_(bindparam("programmes", expanding=True)))
"""Every page asks this, and to write it down anew takes longer than to ask it."""


def contact_of(work: Work) -> NamedContact:
    asked = {"person_id": work.actor.person_id}
    if mine := {grant.programme_id for grant in work.actor.grants if grant.programme_id}:
        row = work.db.execute(_OF_PROGRAMMES, {**asked, "programmes": list(mine)}).one_or_none()
    else:
        row = work.db.execute(_ANYBODYS, asked).one_or_none()
    return NamedContact(*row) if row else NOBODY_KNOWN
