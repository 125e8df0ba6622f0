"""A person's own messages."""

from fastapi import Response

from app.forms.paging import Older
from app.models.messages import Message
from app.pages import messages as views
from app.rules.messages import READ
from app.rules.sign_ins import OWN_PAGES
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("messages")


@pages.get("/messages", policy=OWN_PAGES)
def listing(visit: Visit) -> Response:
    asked = visit.asked(Older).form or Older()
    return visit.page("messages/listing.html", views.listing(visit.work, asked.older))


@pages.get("/messages/{message_id}", policy=READ)
def show(visit: Visit, message: Message) -> Response:
    return visit.page("messages/show.html", views.one(visit.work, message))
