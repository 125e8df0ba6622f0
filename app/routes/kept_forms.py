"""A form that arrived after its sign-in had ended: look it through, and send it."""

from fastapi import Response

from app.models.kept_forms import KeptForm
from app.pages import kept_forms as views
from app.rules.kept_forms import OPEN
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("kept_forms")


@pages.get("/kept/{kept_form_id}", policy=OPEN)
def show(visit: Visit, kept: KeptForm) -> Response:
    return visit.page("kept_forms/show.html", views.show(visit.work, kept))
