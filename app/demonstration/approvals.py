"""Mei takes lists as a file, because Ola agreed; and Ola asks that Hal becomes an adviser, which waits for Mei."""

from sqlmodel import select

from app.core.actors import Role
from app.demonstration.theatre import Theatre
from app.forms.roles import Giving
from app.forms.sign_ins import Nothing
from app.models.approvals import Approval
from app.services import approvals, roles


def play(theatre: Theatre) -> None:
    with theatre.at(days=-0.06), theatre.as_("mei") as work:
        approvals.ask_export(work, Nothing())
    with theatre.at(days=-0.05), theatre.as_("ola") as work:
        approvals.agree(work, work.db.scalars(select(Approval)).one(), Nothing())
    with theatre.at(days=-0.04), theatre.as_("ola") as work:
        hal = theatre.stage.people["hal"]
        roles.give(work, Giving(email=hal.email, name=hal.name, role=Role.ADVISER, programme="lumina"))
