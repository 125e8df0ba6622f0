"""Reviewing: the list of what waits, one application without a name, and stepping back."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.reviews import DeclareTie, Remark, ReviewFilter, Screening
from app.forms.sign_ins import Nothing
from app.models.reviews import Review
from app.pages import reviews as views
from app.pages import reviews_leaving as leaving
from app.pages import reviews_talking as talks
from app.rules.reviews import LISTING, READ, SCREEN, WRITE
from app.services import reviews
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("reviews")

SAVED = N_("Your draft is saved. Nobody else sees it.")
SCREENED_IN = N_("Your answer is saved. Now give your points.")
SCREENED_OUT = N_("Your answer is saved. A programme manager reads it. You can change it in this phase.")
GIVEN = N_("Your review is given. You can change it while the application is being read.")


@pages.get("/reviews", policy=LISTING)
def listing(visit: Visit) -> Response:
    filled = visit.asked(ReviewFilter)
    return visit.page("reviews/listing.html", views.listing(visit.work, filled), form=filled)


@pages.get("/reviews/next", policy=LISTING)
def next_one(visit: Visit) -> Response:
    review_id = views.next_to_read(visit.work)
    if review_id is None:
        return visit.to("reviews.listing", notice=N_("No review waits for you."))
    return visit.to("reviews.show", review_id=review_id)


@pages.get("/reviews/{review_id}", policy=READ)
def show(visit: Visit, review: Review) -> Response:
    reading = views.read(visit.work, review)
    filled = views.filled(reading)
    return visit.page("reviews/show.html", views.one(visit.work, reading, filled), form=filled)


@pages.post("/reviews/{review_id}", policy=WRITE)
def write(visit: Visit, review: Review) -> Response:
    reading = views.read(visit.work, review)
    filled = visit.read(reading.form(is_draft=visit.body.one("keep") == "draft"))
    if filled.accepted_by(reviews.save, visit.work, review):
        return visit.to("reviews.show", review_id=review.id, notice=SAVED if filled.kind.is_draft else GIVEN)
    return visit.page("reviews/show.html", views.one(visit.work, reading, filled), form=filled)


@pages.post("/reviews/{review_id}/screening", policy=SCREEN)
def screen(visit: Visit, review: Review) -> Response:
    filled = visit.read(Screening)
    if filled.accepted_by(reviews.screen, visit.work, review):
        return visit.to(
            "reviews.show", review_id=review.id, notice=SCREENED_IN if review.passes_screening else SCREENED_OUT
        )
    return visit.page("reviews/show.html", views.one(visit.work, views.read(visit.work, review), filled), form=filled)


@pages.get("/reviews/{review_id}/remarks", policy=READ)
def talking(visit: Visit, review: Review) -> Response:
    return visit.page("reviews/talking.html", talks.talking(visit.work, review), form=Filled.blank(Remark))


@pages.post("/reviews/{review_id}/remarks", policy=WRITE)
def remark(visit: Visit, review: Review) -> Response:
    filled = visit.read(Remark)
    if filled.accepted_by(reviews.remark, visit.work, review):
        return visit.to("reviews.talking", review_id=review.id, notice=N_("The others can read what you said."))
    return visit.page("reviews/talking.html", talks.talking(visit.work, review), form=filled)


@pages.get("/reviews/{review_id}/abstention", policy=READ)
def abstaining(visit: Visit, review: Review) -> Response:
    return visit.page("reviews/leaving.html", leaving.abstaining(visit.work, review), form=Filled.blank(Nothing))


@pages.post("/reviews/{review_id}/abstention", policy=WRITE)
def abstain(visit: Visit, review: Review) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(reviews.abstain, visit.work, review):
        return visit.to("reviews.listing", notice=N_("You stepped back. You can take it up again from your list."))
    return visit.page("reviews/leaving.html", leaving.abstaining(visit.work, review), form=filled)


@pages.post("/reviews/{review_id}/return", policy=WRITE)
def take_up(visit: Visit, review: Review) -> Response:
    reviews.take_up(visit.work, review)
    return visit.to("reviews.show", review_id=review.id, notice=N_("You take it up again."))


@pages.get("/reviews/{review_id}/conflict", policy=READ)
def declaring(visit: Visit, review: Review) -> Response:
    return visit.page("reviews/leaving.html", leaving.declaring(visit.work, review), form=Filled.blank(DeclareTie))


@pages.post("/reviews/{review_id}/conflict", policy=WRITE)
def declare(visit: Visit, review: Review) -> Response:
    filled = visit.read(DeclareTie)
    if filled.accepted_by(reviews.declare, visit.work, review):
        return visit.to(
            "reviews.listing", notice=N_("Thank you for saying so. This application is no longer shown to you.")
        )
    return visit.page("reviews/leaving.html", leaving.declaring(visit.work, review), form=filled)
