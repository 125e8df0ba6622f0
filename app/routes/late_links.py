"""Private links for late applications: made and ended by managers, followed by whoever was given one."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.late_links import LateLinkForm
from app.forms.sign_ins import Nothing
from app.models.cohorts import Cohort
from app.models.late_links import LateLink
from app.pages import late_links as views
from app.rules.late_links import END, FOLLOW, MANAGE, USE
from app.services import late_links
from app.web.router import HASHED, Pages, ended_link
from app.web.visits import Visit

pages = Pages("late_links")

ENDED = N_("The link is ended. Nobody else can use it.")
ENTERED = N_("Your application is open. You can send it until the day on this page.")


@pages.get("/cohorts/{cohort_id}/late-links", policy=MANAGE)
def listing(visit: Visit, cohort: Cohort) -> Response:
    return visit.page("late_links/listing.html", views.of_cohort(visit.work, cohort), form=Filled.blank(LateLinkForm))


@pages.post("/cohorts/{cohort_id}/late-links", policy=MANAGE)
def make(visit: Visit, cohort: Cohort) -> Response:
    filled, made = visit.read(LateLinkForm), list[str]()
    if filled.accepted_by(late_links.make, visit.work, cohort, made):
        view = views.of_cohort(visit.work, cohort, visit.public_address("late_links.follow", token=made[0]))
        return visit.page("late_links/listing.html", view, form=Filled.blank(LateLinkForm))
    return visit.page("late_links/listing.html", views.of_cohort(visit.work, cohort), form=filled)


@pages.get("/late-links/{late_link_id}/ending", policy=END)
def ending(visit: Visit, link: LateLink) -> Response:
    return visit.page("late_links/ending.html", views.ending(visit.work, link), form=Filled.blank(Nothing))


@pages.post("/late-links/{late_link_id}/ending", policy=END)
def end(visit: Visit, link: LateLink) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(late_links.end, visit.work, link):
        return visit.to("late_links.listing", cohort_id=link.cohort_id, notice=ENDED)
    return visit.page("late_links/ending.html", views.ending(visit.work, link), form=filled)


@pages.get("/late/{token}", policy=FOLLOW, examples=ended_link, example_is_over=HASHED)
def follow(visit: Visit, token: str) -> Response:
    view = views.following(visit.work, token, late_links.link_of(visit.work, token))
    return visit.page("late_links/following.html", view, form=Filled.blank(Nothing))


@pages.post("/late/{token}", policy=USE, examples=ended_link, example_is_over=HASHED)
def use(visit: Visit, token: str) -> Response:
    link = late_links.link_of(visit.work, token)
    filled = visit.read(Nothing)
    if filled.accepted_by(late_links.enter, visit.work, link):
        return visit.to_path(late_links.path_of(visit.work, link), notice=ENTERED)
    return visit.page("late_links/following.html", views.following(visit.work, token, link), form=filled)
