"""Searching among one's own reviews."""

from fastapi import Response

from app.forms.reviews_searching import ReviewSearch
from app.pages import reviews_searching as views
from app.rules.decisions_board import search_limit
from app.rules.reviews import LISTING
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("reviews_searching")


@pages.get("/reviews/search/results", policy=LISTING, limit=search_limit)
def listing(visit: Visit) -> Response:
    filled = visit.asked(ReviewSearch)
    return visit.page("reviews_searching/listing.html", views.searched(visit.work, filled), form=filled)
