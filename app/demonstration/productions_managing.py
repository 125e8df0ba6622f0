"""Mei makes a production that begins next month, and asks that somebody new coordinates it, which waits for a second person."""

from datetime import timedelta

from app.demonstration.theatre import Theatre
from app.forms.productions_managing import CoordinatorWish, NewProduction
from app.services import productions_managing


def play(theatre: Theatre) -> None:
    programme = theatre.stage.programmes["lumina"]
    first = theatre.today + timedelta(weeks=4)
    with theatre.at(days=-0.03), theatre.as_("mei") as work:
        wanted = NewProduction(
            programme=programme.id,
            title="Salt Lake Road",
            region=f"{programme.country}-{programme.region}",
            zone=programme.time_zone,
            first_day=first,
            last_day=first + timedelta(weeks=20),
        )
        made = productions_managing.make(work, wanted)
        productions_managing.ask_to_coordinate(
            work, made, CoordinatorWish(email="nina@example.com", name="Nina Castle")
        )
