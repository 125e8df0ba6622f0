"""Who answers questions on a page: the contact of the actor's programme, or of the first programme there is."""

from sqlmodel import col, select

from app.core.words import N_
from app.core.work import Work
from app.models.people import Person
from app.models.programmes import Programme

REPLIES = N_("%(name)s replies within 2 working days")


def contact_of(work: Work) -> dict[str, str | None]:
    """Name, role, email, phone and the promised reply time of the named person for this actor."""
    mine = {grant.programme_id for grant in work.actor.grants if grant.programme_id}
    wanted = select(Person.name, Person.email, Person.phone).join(Programme, col(Programme.contact_id) == Person.id)
    if mine:
        wanted = wanted.where(col(Programme.id).in_(mine))
    row = work.db.execute(wanted.order_by(col(Programme.key)).limit(1)).one_or_none()
    name, email, phone = row or ("", "", "")
    return {"name": name, "role": N_("Programme manager"), "email": email, "phone": phone or None, "replies": REPLIES}
