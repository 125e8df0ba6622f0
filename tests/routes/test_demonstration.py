"""The demonstration's own pages sign in with one press and show all mail; outside the demonstration they do not exist."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlmodel import select

from app.adapters.parts import Parts
from app.core.settings import Settings
from app.main import build
from app.models.people import Channel, Person
from app.models.sign_ins import SignIn
from app.rules.cast import CAST
from app.services import messages
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.pressing import press
from tests.web.plain import plain_browser

PATHS = ["/demonstration", "/demonstration/mail"]


def test_one_press_signs_in_as_anybody_of_the_cast(as_: AsMember) -> None:
    client = as_(None)
    page = client.get("/demonstration")

    entered = press(client, page, "Sign in as Mei Tanaka")

    assert len(page.soup.select("main form")) == len(CAST)
    assert "Mei Tanaka" in client.follow(entered).text
    assert "Applications" in client.get("/").text.partition("<main")[0]


def test_an_ordinary_person_is_nobody_of_the_cast(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    """Whoever looked into the demonstration by their own address keeps it for themselves."""
    with work_as(None) as work:
        nemo = Person(
            id=work.new_id(), name="Nemo", email="nemo@example.com", channel=Channel.EMAIL, created_at=work.now
        )
        work.db.add(nemo)

    assert as_(None).post(f"/demonstration/sign-ins/{nemo.id}").status == 404
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(SignIn)).all() == []


@pytest.mark.parametrize("person_id", [UUID(int=1), "not-an-id"])
def test_somebody_who_is_not_there(as_: AsMember, person_id: object) -> None:
    assert as_(None).post(f"/demonstration/sign-ins/{person_id}").status == 404


def test_mail_can_be_read_with_the_way_in_that_it_holds(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        messages.send_sign_in_link(work, "noor@example.com", "token")
        messages.write(work, "sign_in_link", to=stage.people["zoe"], event_id=UUID(int=1))

    shown = as_(None).get("/demonstration/mail")

    assert "To noor@example.com." in shown.main
    assert "To zoe@example.com." in shown.main
    assert shown.soup.select_one('main a[href="/sign-in/link/token"]')


def test_without_mail_the_page_says_how_some_appears(as_: AsMember) -> None:
    assert "No mail yet." in as_(None).get("/demonstration/mail").main


@pytest.mark.parametrize("path", PATHS)
def test_it_does_not_exist_in_production(settings: Settings, parts: Parts, stage: Stage, path: str) -> None:
    production = settings.model_copy(update={"environment": "production"})
    browser = plain_browser(build(production, replace(parts, settings=production)))

    entrance = browser.get("/sign-in")

    assert browser.get(path).status_code == 404
    assert browser.post(f"/demonstration/sign-ins/{stage.id_of('mei')}").status_code in {403, 404}
    assert "demonstration" not in entrance.text.lower()
