"""Check-ins: trainees and mentors write, and each reader has a page that holds only what is open to them."""

from fastapi import Response

from app.core.words import N_
from app.forms.paging import Older
from app.models.checkins import Checkin
from app.models.cohorts import Cohort
from app.models.matches import Match
from app.pages import checkins as views
from app.pages import checkins_writing as desks
from app.rules.checkins import MENTOR, OWN, PROGRAMME, READ_OWN
from app.rules.consents import CHECKINS
from app.services import checkins
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("checkins")

KEPT = N_("Your check-in is kept. Only the people you chose can read it.")


@pages.get("/checkins", policy=OWN)
def mine(visit: Visit) -> Response:
    asked = visit.asked(Older).form or Older()
    return visit.page("checkins/mine.html", views.mine(visit.work, asked.older))


@pages.get("/checkins/new", policy=OWN)
def writing(visit: Visit) -> Response:
    view = desks.writing(visit.work)
    return visit.page("checkins/writing.html", view, form=view.form)


@pages.post("/checkins/new", policy=OWN)
def write(visit: Visit) -> Response:
    view = desks.writing(visit.work)
    filled = visit.read_with_yes(view.kind, CHECKINS)
    if filled.accepted_by(checkins.write, visit.work):
        return visit.to("checkins.mine", notice=KEPT)
    return visit.page("checkins/writing.html", view, form=filled)


@pages.post("/checkins/new/skipped", policy=OWN)
def skip(visit: Visit) -> Response:
    checkins.skip(visit.work)
    return visit.to("checkins.mine", notice=N_("You skip this week. Nobody is told."))


@pages.get("/checkins/{checkin_id}/readers", policy=READ_OWN)
def readers(visit: Visit, checkin: Checkin) -> Response:
    view = desks.readers(visit.work, checkin)
    return visit.page("checkins/readers.html", view, form=view.form)


@pages.post("/checkins/{checkin_id}/readers", policy=READ_OWN)
def choose_readers(visit: Visit, checkin: Checkin) -> Response:
    view = desks.readers(visit.work, checkin)
    filled = visit.read_with_yes(view.kind, CHECKINS)
    if filled.accepted_by(checkins.choose_readers, visit.work, checkin):
        return visit.to("checkins.mine", notice=N_("The readers are changed from now on."))
    return visit.page("checkins/readers.html", view, form=filled)


@pages.get("/matches/{match_id}/checkins", policy=MENTOR, writes=True)
def shared(visit: Visit, match: Match) -> Response:
    asked = visit.asked(Older).form or Older()
    return visit.page("checkins/shared.html", views.shared(visit.work, match, asked.older))


@pages.get("/matches/{match_id}/checkins/new", policy=MENTOR)
def noting(visit: Visit, match: Match) -> Response:
    view = desks.noting(visit.work, match)
    return visit.page("checkins/noting.html", view, form=view.form)


@pages.post("/matches/{match_id}/checkins/new", policy=MENTOR)
def note(visit: Visit, match: Match) -> Response:
    view = desks.noting(visit.work, match)
    filled = visit.read(view.kind)
    if filled.accepted_by(checkins.note, visit.work, match):
        return visit.to("mentors.desk", notice=N_("Your check-in is kept. The trainee gets a copy."))
    return visit.page("checkins/noting.html", view, form=filled)


@pages.get("/cohorts/{cohort_id}/checkins", policy=PROGRAMME, writes=True)
def programme(visit: Visit, cohort: Cohort) -> Response:
    asked = visit.asked(Older).form or Older()
    return visit.page("checkins/programme.html", views.for_programme(visit.work, cohort, asked.older))
