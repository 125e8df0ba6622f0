"""The demonstration's readers: they read what Noor shares, Jun confirms it, and Mei opens it once in an emergency."""

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.forms.emergencies import EmergencyReason
from app.forms.passports import Confirmation
from app.models.accommodations import Accommodation
from app.models.emergencies import Emergency
from app.models.passports import ProposalReason
from app.pages.passports_reading import shared_as
from app.rules.accommodations import holding
from app.rules.sightings import CASE, COORDINATOR, MENTOR
from app.services import emergencies, passports_carrying, passports_confirming, sightings

REASON = "Noor feels unwell at the desk and cannot answer. I need to know what helps her now."


def play(theatre: Theatre) -> None:
    """After Noor shared from her passport."""
    noor = theatre.stage.people["noor"]
    for days, who, kind in (
        (-0.4, "tom", COORDINATOR),
        (-0.3, "jun", MENTOR),
        (-0.29, "jun", MENTOR),
        (-0.2, "ida", CASE),
    ):
        with theatre.at(days=days), theatre.as_(who) as work:
            sightings.note(work, kind, [noor.id])
    with theatre.at(days=-0.28), theatre.as_("jun") as work:
        shared = shared_as(work, work.actor, noor)
        if shared.lines:
            passports_confirming.confirm(work, noor, Confirmation(words=shared.words))
    with theatre.at(days=-0.1), theatre.by_system() as work:
        passports_confirming.ask_again(work)
    _propose(theatre)
    _open(theatre)


def _propose(theatre: Theatre) -> None:
    """What Noor shares at her desk, for her mentor too."""
    noor, jun = theatre.stage.id_of("noor"), theatre.stage.id_of("jun")
    with theatre.at(days=-0.05), theatre.by_system() as work:
        items = work.db.scalars(
            select(Accommodation.id).where(
                col(Accommodation.person_id) == noor, col(Accommodation.need) == "back_to_wall", holding()
            )
        ).all()
        passports_carrying.propose(
            work,
            noor,
            items,
            reader=f"person:{jun}",
            because=ProposalReason.MENTOR,
            until=theatre.stage.cohorts["lumina"].ends_on,
        )


def _open(theatre: Theatre) -> None:
    noor = theatre.stage.people["noor"]
    with theatre.at(days=-0.01), theatre.as_("mei") as work:
        emergencies.open_for(work, noor, EmergencyReason(reason=REASON))
        work.db.flush()
        emergencies.note_read(work, work.db.scalars(select(Emergency)).one())
