"""The adviser's desk: what waits, one case, and every step with it."""

from uuid import UUID

import pytest

from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import agreed, asked, talked_about

CANARY = "kestrel-lantern"


def row_of(work_as: WorkAs, accommodation_id: UUID) -> Accommodation:
    with work_as(None) as work:
        return work.db.get_one(Accommodation, accommodation_id)


def test_late_promises_stand_first(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    asked(work_as, of="noor", need="quiet_seat")
    clock.advance(days=4)
    asked(work_as, of="bea", need="fixed_seat")

    shown = as_("ida").get("/adviser/adjustments")

    heads = [head.get_text() for head in shown.soup.select("tbody th")]
    assert heads == ["Noor Haddad: A quiet seat", "Bea Lindqvist: The same seat each time"]
    assert "1 adjustment is later than we promised." in shown.main


def test_the_desk_knows_only_its_own_programme(as_: AsMember, work_as: WorkAs) -> None:
    asked(work_as, of="zoe", programme="post-production")

    assert "Nothing waits for you." in as_("ida").get("/adviser/adjustments").main
    assert "Zoe Castellano" in as_("gil").get("/adviser/adjustments").main


@pytest.mark.parametrize("who", ["noor", "mei", "tom", "jun", "ravi", "ola"])
def test_the_desk_is_for_advisers(as_: AsMember, who: str) -> None:
    shown = as_(who).get("/adviser/adjustments")

    assert shown.status == 403
    assert "This list is for accommodation advisers." in shown.main


def test_the_case_shows_the_words_and_the_chosen_channel(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor", words=CANARY)

    shown = as_("ida").get(f"/adviser/adjustments/{sent}")

    assert CANARY in shown.main
    assert "Noor Haddad wants to be reached this way: By e-mail, noor@example.com." in shown.main


def test_nobody_advises_themselves(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="ida")

    assert as_("ida").get(f"/adviser/adjustments/{sent}").status == 403
    assert "Nothing waits for you." in as_("ida").get("/adviser/adjustments").main


def test_all_the_way_to_being_in_place(as_: AsMember, work_as: WorkAs) -> None:
    ida, path = as_("ida"), f"/adviser/adjustments/{asked(work_as, of='noor', need='back_to_wall')}"

    for step in ("acknowledgement", "talk"):
        ida.follow(ida.post(f"{path}/{step}"))
    proposed = ida.get(f"{path}/agreement")
    ida.follow(
        ida.post(f"{path}/agreement", {"how": "as_asked", "provide": "Back to a wall", "holds_for_place": "yes"})
    )
    ida.follow(ida.post(f"{path}/arranging"))
    done = ida.follow(ida.post(f"{path}/place"))

    assert "Seat them with" in proposed.text
    assert "In place" in done.main


def test_agreeing_to_something_else_needs_words(as_: AsMember, work_as: WorkAs) -> None:
    path = f"/adviser/adjustments/{talked_about(work_as, asked(work_as, of='noor', need='back_to_wall'))}"

    shown = as_("ida").post(f"{path}/agreement", {"how": "differently", "provide": "A screen", "holds_for_place": "no"})

    assert (shown.status, shown.errors) == (422, ["Say what is different, and why"])
    assert "A screen" in shown.text


def test_a_health_word_is_asked_about_once_and_never_barred(as_: AsMember, work_as: WorkAs) -> None:
    ida = as_("ida")
    path = f"/adviser/adjustments/{talked_about(work_as, asked(work_as, of='noor', need='back_to_wall'))}"
    typed = {"how": "as_asked", "provide": "A wall, because of autism", "holds_for_place": "yes", "keep": ""}

    asks = ida.post(f"{path}/agreement", typed)
    kept = ida.post(f"{path}/agreement", {**typed, "keep": "yes"})

    assert "The word “autism” may say why." in asks.errors[0]
    assert asks.soup.select_one('button[name="keep"]') is not None
    assert kept.status == 303


def test_a_refusal_needs_reason_and_offer(as_: AsMember, work_as: WorkAs) -> None:
    path = f"/adviser/adjustments/{talked_about(work_as, asked(work_as, of='noor'))}"

    shown = as_("ida").post(f"{path}/refusal", {"reason": "There is one room only.", "instead": ""})

    assert (shown.status, shown.errors) == (422, ["Write what you offer instead"])
    assert "There is one room only." in shown.text


def test_a_step_out_of_order_is_refused_politely(as_: AsMember, work_as: WorkAs) -> None:
    shown = as_("ida").post(f"/adviser/adjustments/{asked(work_as, of='noor')}/arranging")

    assert shown.status == 422
    assert "This has moved on since you opened it." in shown.main


def test_words_can_be_changed_and_something_given_meanwhile(as_: AsMember, work_as: WorkAs) -> None:
    ida = as_("ida")
    waiting = f"/adviser/adjustments/{asked(work_as, of='bea')}"
    settled = f"/adviser/adjustments/{agreed(work_as, asked(work_as, of='noor'))}"

    assert "Give them a quiet seat." in ida.get(f"{settled}/wording").text
    assert "A desk by the door" in ida.follow(ida.post(f"{settled}/wording", {"provide": "A desk by the door"})).main
    assert "Give them a quiet seat." in ida.get(f"{waiting}/meanwhile").text
    assert "Headphones" in ida.follow(ida.post(f"{waiting}/meanwhile", {"provide": "Headphones"})).main
    assert ida.post(f"{settled}/meanwhile", {"provide": "Headphones"}).status == 422


def test_the_adviser_of_another_programme_meets_nothing(as_: AsMember, work_as: WorkAs) -> None:
    path = f"/adviser/adjustments/{asked(work_as, of='noor', words=CANARY)}"
    gil = as_("gil")

    for page in ("", "/agreement", "/refusal", "/wording", "/meanwhile"):
        assert gil.get(f"{path}{page}").status == 404
    for press in ("acknowledgement", "talk", "arranging", "place", "remarks", "agreement", "refusal"):
        assert gil.post(f"{path}/{press}").status == 404
    assert row_of(work_as, UUID(path.rpartition("/")[2])).status is Status.SENT
