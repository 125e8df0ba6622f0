"""What a desk is like."""

from fastapi import Response

from app.models.workstations import Workstation
from app.pages import workstations as views
from app.rules.workstations import READ
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("workstations")


@pages.get("/workstations/{workstation_id}", policy=READ)
def show(visit: Visit, workstation: Workstation) -> Response:
    return visit.page("workstations/show.html", views.show(visit.work, workstation))
