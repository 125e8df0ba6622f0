"""The demonstration's passports: Noor shares what to provide with the people who plan her desk,
her mentor, and the host of a session.
"""

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.forms.passports import ShareForm
from app.models.accommodations import Accommodation
from app.rules.accommodations import holding
from app.services import passports

WITH_COORDINATORS = ("back_to_wall", "quiet_seat", "headphones")
WITH_MENTOR = ("headphones", "written_instructions")
WITH_HOST = ("written_instructions",)
SHARED_DAYS_AGO = 0.5


def play(theatre: Theatre) -> None:
    """After adjustments, and after the match with the mentor."""
    stage = theatre.stage
    with theatre.at(days=-SHARED_DAYS_AGO):
        _share(theatre, WITH_COORDINATORS, f"{passports.PRODUCTION}:{stage.productions['my-brilliant-career'].id}")
        _share(theatre, WITH_HOST, f"{passports.PERSON}:{stage.id_of('hal')}")
        _share(theatre, WITH_MENTOR, f"{passports.PERSON}:{stage.id_of('jun')}")


def _share(theatre: Theatre, needs: tuple[str, ...], reader: str) -> None:
    noor = theatre.stage.id_of("noor")
    with theatre.as_("noor") as work:
        if reader not in {known.key for known in passports.possible_readers(work.db, noor, work.now)}:
            return
        items = work.db.scalars(
            select(Accommodation.id).where(
                col(Accommodation.person_id) == noor, col(Accommodation.need).in_(needs), holding()
            )
        ).all()
        until = theatre.stage.cohorts["lumina"].ends_on
        passports.share(work, ShareForm(items=list(items), reader=reader, until=until))
