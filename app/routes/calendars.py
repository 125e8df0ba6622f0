"""A private calendar: its own page, making and ending its address, and what a calendar program reads there."""

from fastapi import Response

from app.adapters.calendars import MEDIA_TYPE, calendar_feed
from app.adapters.wordings import spoken
from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.pages import calendars as views
from app.rules.calendars import FEED, OWN, feed_limit
from app.services import calendars
from app.web.router import HASHED, Pages, ended_link
from app.web.visits import Visit

pages = Pages("calendars")

ENDED = N_("The address is ended. Your calendar can no longer read anything from it.")


@pages.get("/my-calendar", policy=OWN)
def mine(visit: Visit) -> Response:
    return visit.page("calendars/mine.html", views.mine(visit.work, visit.me), form=Filled.blank(Nothing))


@pages.post("/my-calendar", policy=OWN, proves=True)
def make(visit: Visit) -> Response:
    filled, made = visit.read(Nothing), list[str]()
    if filled.accepted_by(calendars.make, visit.work, visit.me, made):
        view = views.mine(visit.work, visit.me, visit.public_address("calendars.feed", token=made[0]))
        return visit.page("calendars/mine.html", view, form=Filled.blank(Nothing))
    return visit.page("calendars/mine.html", views.mine(visit.work, visit.me), form=filled)


@pages.post("/my-calendar/end", policy=OWN)
def end(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(calendars.end, visit.work, visit.me):
        return visit.to("calendars.mine", notice=ENDED)
    return visit.page("calendars/mine.html", views.mine(visit.work, visit.me), form=filled)


@pages.get("/calendars/{token}", policy=FEED, limit=feed_limit, examples=ended_link, example_is_over=HASHED)
def feed(visit: Visit, token: str) -> Response:
    owner = calendars.owner_of(visit.work, token)
    held = views.entries(visit.work, owner, visit.parts.settings.public_url)
    return visit.download(calendar_feed(held, name=spoken(views.NAME)), media_type=MEDIA_TYPE, name="cleanplate.ics")
