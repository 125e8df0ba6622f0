"""Programmes as everybody may read them, before signing in."""

from collections.abc import Mapping

from fastapi import Response
from sqlalchemy.orm import Session

from app.pages import programmes as views
from app.pages.programmes_questions import questions as all_questions
from app.rules.programmes import LOOK
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("programmes")


def example_programme(_db: Session, _subject: object) -> Mapping[str, str]:
    return {"key": "lumina"}


@pages.get("/programmes", policy=LOOK)
def listing(visit: Visit) -> Response:
    return visit.page("programmes/listing.html", views.listing(visit.work))


@pages.get("/programmes/{key}", policy=LOOK, examples=example_programme)
def show(visit: Visit, key: str) -> Response:
    return visit.page("programmes/show.html", views.show(visit.work, key))


@pages.get("/programmes/{key}/questions", policy=LOOK, examples=example_programme)
def questions(visit: Visit, key: str) -> Response:
    return visit.page("programmes/questions.html", all_questions(visit.work, key))
