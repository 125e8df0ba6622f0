"""Every route of the product, asked by a supporter with an address of the person whom they help: which of them answer."""

import pytest
from sqlmodel import col, select

from app.core.actors import Role
from app.core.settings import Settings
from app.main import pages_for
from app.models.supporters import Supporter, SupporterStatus
from app.web.router import Page
from tests.house.conftest import Demonstration

OWN_PAGES = ("/supporting/{supporter_id}",)
"""Where a supporter's own addresses begin. Everything else about the person is closed."""

HELPED = ("ari@example.com", "noor@example.com")
SUPPORTER = "sam"


def subject_pages(settings: Settings) -> list[Page]:
    """Pages about something of somebody's. A page without a subject shows only what is the visitor's own."""
    return [page for page in pages_for(settings) if page.subject_parameter is not None]


def test_f100_no_route_of_the_person_answers_their_supporter(demonstration: Demonstration, settings: Settings) -> None:
    """Send, accept, decline, withdraw, defer, consent, share, export, erase, sign-in, supporters: all are among them."""
    sam = demonstration.client(SUPPORTER)
    answered, asked = {}, []
    for page in subject_pages(settings):
        example = demonstration.examples[page.name].get(Role.APPLICANT)
        if example is None or example.person not in HELPED or page.path.startswith(OWN_PAGES):
            continue
        asked.append(page.name)
        because = "only the status matters here"
        ask = sam.get if page.method == "GET" else sam.post
        status = ask(example.path, unchecked_because=because).status
        if status not in {403, 404}:
            answered[page.name] = status

    assert {"applications.send", "applications.withdraw", "supporters.end", "supporters.take"} <= set(asked)
    assert len(asked) > 60
    assert answered == OF_A_PROGRAMME


OF_A_PROGRAMME = {
    "accommodations.asking_in_programme": 200,
    "accommodations.choose_in_programme": 422,
    "accommodations.say_in_programme": 422,
    "accommodations.send_in_programme": 422,
}
"""Routes that answer a supporter: their address names a programme, and whoever presses asks for themselves."""


@pytest.mark.parametrize("key", ["ari", "noor"])
def test_n30_after_the_end_no_page_of_the_supporter_is_left(
    demonstration: Demonstration, settings: Settings, key: str
) -> None:
    """Whatever page somebody adds for supporters later, it is closed from the next request on."""
    with demonstration.parts.work() as work:
        person = demonstration.people[key]
        mine = (col(Supporter.person_id) == person.id) & (col(Supporter.supporter_id) == demonstration.people["sam"].id)
        support = work.db.scalars(select(Supporter).where(mine)).one()
        support_id = support.id
        support.status = SupporterStatus.ENDED
    sam, found = demonstration.client(SUPPORTER), []
    for page in subject_pages(settings):
        example = demonstration.examples[page.name].get(Role.SUPPORTER)
        inner = page.path.startswith("/supporting/{supporter_id}/") and not page.path.endswith(
            ("/leaving", "/acceptance", "/refusal")
        )
        if example is None or not inner or str(support_id) not in example.path:
            continue
        ask = sam.get if page.method == "GET" else sam.post
        shown = ask(example.path, unchecked_because="only the status matters here")
        found.append(page.name)
        assert (page.name, shown.status) == (page.name, 404)
        assert "You no longer help here, so this page is closed." in shown.main

    assert found
