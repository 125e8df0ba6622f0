"""Mei made one link for a school that asked for more time, and ended another."""

from datetime import timedelta

from sqlmodel import col

from app.demonstration.theatre import Theatre
from app.forms.late_links import LateLinkForm
from app.forms.sign_ins import Nothing
from app.models.late_links import LateLink
from app.rules.late_links import visible_to
from app.services import late_links


def play(theatre: Theatre) -> None:
    cohort = theatre.stage.cohorts["lumina"]
    with theatre.at(days=-2), theatre.as_("mei") as work:
        until = theatre.today + timedelta(days=28)
        for label, people in (("Students of the Norwood film school", 4), ("A test of the link", 1)):
            late_links.make(work, cohort, [], LateLinkForm(label=label, until=until, most_people=people))
            work.db.flush()
        newest: LateLink = work.db.scalars(visible_to(work.actor).order_by(col(LateLink.id).desc()).limit(1)).one()
        late_links.end(work, newest, Nothing())
