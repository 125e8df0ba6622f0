"""One's own data: the notice, what is held, and the file with all of it."""

from collections.abc import Mapping
from functools import partial

from fastapi import Response
from sqlalchemy.orm import Session

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.own_data import OwnFile
from app.pages import own_data as views
from app.rules.own_data import FETCH, NOTICE, OWN
from app.services import own_data, own_data_making
from app.web.ranges import Content, answered
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("own_data")

ASKED = N_("We are making your file. You can leave this page. We write to you when it is ready.")
ZIP = "application/zip"


def example_entry(_db: Session, _nothing: None) -> Mapping[str, str]:
    return {"entry": "account"}


@pages.get("/about/data", policy=NOTICE)
def notice(visit: Visit) -> Response:
    return visit.page("own_data/notice.html", views.notice())


@pages.get("/my-data", policy=OWN)
def show(visit: Visit) -> Response:
    return visit.page("own_data/show.html", views.show(visit.work, visit.me))


@pages.get("/my-data/kinds/{entry}", policy=OWN, examples=example_entry)
def entry(visit: Visit, entry: str) -> Response:
    return visit.page("own_data/entry.html", views.entry_page(visit.work, visit.me, entry))


@pages.get("/my-data/file", policy=OWN, proves=True)
def asking(visit: Visit) -> Response:
    return visit.page("own_data/asking.html", views.AskingForFile(), form=Filled.blank(Nothing))


@pages.post("/my-data/file", policy=OWN, proves=True)
def ask(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(own_data.ask, visit.work):
        return visit.to("own_data.show", notice=ASKED)
    return visit.page("own_data/asking.html", views.AskingForFile(), form=filled)


@pages.get("/my-data/files/{own_file_id}", policy=FETCH, proves=True, writes=True)
def fetch(visit: Visit, file: OwnFile) -> Response:
    opened = own_data_making.opened(visit.work, visit.parts.storage, file)
    answer = answered(Content(opened.bytes_long, ZIP, partial(opened.stream)), {})
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@pages.post("/my-data/files/{own_file_id}/removal", policy=FETCH)
def remove(visit: Visit, file: OwnFile) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(own_data.remove, visit.work, file):
        return visit.to("own_data.show", notice=N_("The file is gone. You can ask for a new one at any time."))
    return visit.page("own_data/show.html", views.show(visit.work, visit.me), form=filled)
