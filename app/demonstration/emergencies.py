"""The demonstration's readers: they read what Noor shares, Jun confirms it, and Mei opens it once in an emergency.

Pia, the privacy auditor, opens parts about two people: of each of them only what she needs.
"""

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.forms.emergencies import EmergencyReason, PartsWanted
from app.forms.passports import Confirmation
from app.models.accommodations import Accommodation
from app.models.emergencies import Emergency, Part
from app.models.passports import ProposalReason
from app.pages.passports_reading import shared_as
from app.rules.accommodations import holding
from app.rules.sightings import CASE, COORDINATOR, MENTOR
from app.services import emergencies, emergencies_parts, passports_carrying, passports_confirming, sightings

ANSWERS_OUT = "A laptop with answers on it was stolen. I need to know what was in them, so that I can warn people."
PAPER_OUT = "A letter with papers may have gone to a wrong address. I need to see what was in them before I write."
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
        emergencies_parts.read(work, work.db.scalars(select(Emergency)).one(), Part.PROVIDE)


def look_into(theatre: Theatre) -> None:
    """After Bea showed a paper to her adviser."""
    noor, bea = (theatre.stage.people[key] for key in ("noor", "bea"))
    with theatre.at(days=-0.005), theatre.as_("pia") as work:
        parts = [Part.CONTACT, Part.ANSWERS, Part.MENTOR_NOTES]
        emergencies.open_for(work, noor, PartsWanted(parts=parts, reason=ANSWERS_OUT))
        emergencies.open_for(work, bea, PartsWanted(parts=[Part.REQUESTS, Part.PAPERS], reason=PAPER_OUT))
