"""The audit log as a whole, for privacy auditors."""

from fastapi import Response

from app.pages import audit as views
from app.rules.audit import READ
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("audit")


@pages.get("/audit", policy=READ)
def show(visit: Visit) -> Response:
    return visit.page("audit/show.html", views.show(visit.work, visit.me.time_zone))
