"""Licences of a production: how many desks can use a program at once."""

from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_
from app.core.work import Work
from app.forms.licences import LicencesForm
from app.forms.workstations import things_in
from app.models.licences import Licences
from app.models.productions import Production

CHANGED = N_(
    "Somebody changed this list since you opened this page. What you typed is below. Check it, then save again."
)


def say(work: Work, production: Production, form: LicencesForm) -> None:
    """The whole list at once. The row of the production is held, so that of two the second reads what the first said."""
    known = of(work, production)
    if form.version != known.version:
        raise Refused(CHANGED)
    known.counts = things_in(form.counts)
    known.version += 1
    work.db.add(known)
    work.record(Event("licences.said", production.id))


def of(work: Work, production: Production) -> Licences:
    """What is known; a row that is not stored yet where nobody said anything."""
    return work.db.get(Licences, production.id) or Licences(production_id=production.id)
