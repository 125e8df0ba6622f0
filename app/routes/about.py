"""Pages about the product itself."""

from fastapi import Response

from app.core.policy import public
from app.core.words import N_
from app.pages import about as views
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("about")

READ = public("about.read", why=N_("Promises about access and privacy are for everybody."))


@pages.get("/about/accessibility", policy=READ)
def accessibility(visit: Visit) -> Response:
    return visit.page("about/accessibility.html", views.ACCESSIBILITY)


@pages.get("/about/changes", policy=READ)
def changes(visit: Visit) -> Response:
    return visit.page("about/changes.html", views.changes())


@pages.get("/about/privacy", policy=READ)
def privacy(visit: Visit) -> Response:
    return visit.page("about/privacy.html", views.PRIVACY)
