"""What signing in must never allow: a code used again, an old cookie beside a new one, tries without end."""

import pytest
from sqlmodel import col, select

from app.adapters import codes
from app.adapters.parts import Parts
from app.core.errors import Refused, TooMany
from app.models.sign_ins import Method, SignIn
from app.rules.sign_ins import BY_LINK, Limit
from app.services import rates, sign_ins
from app.services.casting import Stage
from app.web.networks import network_of
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.routes.test_sign_ins import PASSWORD, SECRET, ask_for_link, give_password, newest_link


def test_an_earlier_code_is_refused_after_a_later_one(work_as: WorkAs, stage: Stage, clock: MovableClock) -> None:
    """It would still be inside its minute of grace."""
    give_password(work_as, stage.people["mei"], with_code=True)
    earlier = codes.current_code(SECRET, clock())
    clock.advance(seconds=30)
    later = codes.current_code(SECRET, clock())

    with work_as(None) as work:
        sign_ins.check_password(work, "mei@example.com", PASSWORD, later)

    for used in (earlier, later):
        with pytest.raises(Refused), work_as(None) as work:
            sign_ins.check_password(work, "mei@example.com", PASSWORD, used)


def test_signing_in_again_ends_the_older_sign_in_of_this_browser(as_: AsMember, parts: Parts, stage: Stage) -> None:
    client = as_("noor")

    client.post(f"/demonstration/sign-ins/{stage.id_of('mei')}")

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(SignIn.person_id)).all() == [stage.id_of("mei")]


def test_too_many_links_say_when_to_try_again_and_keep_the_address(as_: AsMember) -> None:
    client = as_(None)
    for _ in range(BY_LINK.tries):
        assert ask_for_link(client, "noor@example.com").status == 200

    shown = ask_for_link(client, "noor@example.com")

    assert shown.status == 429
    assert int(shown.answer.headers["retry-after"]) > 0
    assert 'value="noor@example.com"' in shown.text
    assert shown.errors


def test_counting_is_per_window_and_per_person(work_as: WorkAs, clock: MovableClock) -> None:
    twice = Limit("test", 2, 60)
    with work_as(None) as work:
        rates.count(work, twice, "noor")
        rates.count(work, twice, "noor")
        rates.count(work, twice, "zoe")
        with pytest.raises(TooMany):
            rates.count(work, twice, "noor")
    clock.advance(seconds=60)

    with work_as(None) as work:
        rates.count(work, twice, "noor")


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_a_household_is_counted_together(host: str, network: str) -> None:
    assert network_of(host) == network


def test_a_link_leads_back_to_the_page_with_its_query(as_: AsMember, parts: Parts) -> None:
    client = as_(None)
    asked = "/messages?older=00000000-0000-7000-8000-000000000000"

    entrance = client.get(asked).location
    ask_for_link(client, "noor@example.com", asked)

    assert entrance == "/sign-in?next=%2Fmessages%3Folder%3D00000000-0000-7000-8000-000000000000"
    assert client.post(newest_link(parts)).location == asked


def test_a_password_keeps_the_spaces_around_it(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        sign_ins.set_password(work, stage.people["noor"], f" {PASSWORD} ")

    right = as_(None).post("/sign-in/password", {"email": "noor@example.com", "password": f" {PASSWORD} "})
    wrong = as_(None).post("/sign-in/password", {"email": "noor@example.com", "password": PASSWORD})

    assert (right.status, wrong.status) == (303, 422)


def test_the_newest_sign_in_is_the_last_by_id(work_as: WorkAs, stage: Stage, parts: Parts) -> None:
    with work_as(None) as work:
        made = [sign_ins.fingerprint(sign_ins.start(work, stage.people["noor"], Method.PASSWORD)) for _ in range(5)]

    with parts.work(writes=False) as work:
        assert work.db.scalars(select(SignIn.token_hash).order_by(col(SignIn.id))).all() == made
