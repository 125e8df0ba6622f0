"""Hosts: who comes to the sessions that somebody holds."""

from fastapi import Response

from app.pages import hosts as views
from app.rules.hosts import LIST
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("hosts")


@pages.get("/hosting", policy=LIST, writes=True)
def listing(visit: Visit) -> Response:
    return visit.page("hosts/listing.html", views.listing(visit.work))
