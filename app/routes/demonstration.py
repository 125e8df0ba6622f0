"""The demonstration's own pages: who can be signed in as, and the mail that was sent. Absent in production."""

from uuid import UUID

from fastapi import Response

from app.core.policy import public
from app.core.words import N_
from app.pages import demonstration as views
from app.services import entrances
from app.web.entering import entered
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("demonstration", only_demonstration=True)

TRY_IT = public(
    "demonstration.try", why=N_("The demonstration holds no real person's data, and anybody may look around.")
)


@pages.get("/demonstration", policy=TRY_IT)
def cast(visit: Visit) -> Response:
    return visit.page("demonstration/cast.html", views.cast(visit.work))


@pages.post("/demonstration/sign-ins/{person_id}", policy=TRY_IT, examples=views.example_member)
def sign_in(visit: Visit, person_id: UUID) -> Response:
    return entered(visit, entrances.as_cast(visit.work, person_id))


@pages.get("/demonstration/mail", policy=TRY_IT)
def mail(visit: Visit) -> Response:
    return visit.page("demonstration/mail.html", views.mail(visit.work))
