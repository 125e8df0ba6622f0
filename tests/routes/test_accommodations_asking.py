"""Asking for adjustments: choosing, detailing, sending, and what a person can take off the list."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from accessibility.vocabulary import NEED_GROUPS
from app.models.accommodations import Accommodation, AccommodationRequest, AccommodationStatus, Strength
from app.models.people import Preferences
from app.services import applications
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.accommodations import a_draft, asked
from tests.looking import address_of

CANARY = "kestrel-lantern"


def an_application(work_as: WorkAs, of: str) -> UUID:
    with work_as(of) as work:
        return applications.start(work, "lumina").id


def only_row(work_as: WorkAs, of: str) -> Accommodation:
    with work_as(of) as work:
        return work.db.scalars(select(Accommodation).where(col(Accommodation.person_id) == work.actor.person_id)).one()


def test_the_list_begins_empty_and_says_who_reads_it(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_application(work_as, "noor")

    shown = as_("noor").get(f"/applications/{application_id}/adjustments")

    assert shown.status == 200
    assert "Who reads this: you, and after you send it the adviser Ida Brandt." in shown.main
    assert "Gil Prasad" not in shown.text


def test_f43_help_is_asked_for_inside_the_application(as_: AsMember, work_as: WorkAs) -> None:
    """From the list of parts on by what stands on each page, and what is asked belongs to this application."""
    application_id = an_application(work_as, "noor")
    noor, inside = as_("noor"), f"/applications/{application_id}"

    part = noor.get(f"{inside}/parts/what_helps/questions/adjustments")
    asking = noor.get(address_of(part, "Choose what helps you"))
    details = noor.post(f"{inside}/adjustments?group=place", {"place": ["quiet_seat"]}).location
    noor.post(details, {"strength": "must", "words": CANARY, "detail_band": "2", "detail_sudden": "never"})
    sent = noor.follow(noor.post(f"{inside}/adjustments/sending"))

    assert address_of(part, "Choose what helps you") == f"{inside}/adjustments"
    assert asking.status == 200
    assert "Sent. It waits for an adviser" in sent.main
    row = only_row(work_as, "noor")
    assert (row.application_id, row.status, row.need) == (application_id, AccommodationStatus.SENT, "quiet_seat")
    with work_as(None) as work:
        assert work.db.scalars(select(AccommodationRequest.application_id)).all() == [application_id]


@pytest.mark.parametrize("is_inside", [True, False], ids=["inside an application", "at any time"])
def test_n09_asking_begins_with_the_library_and_no_field_to_write_in(
    as_: AsMember, work_as: WorkAs, is_inside: bool
) -> None:
    application_id = an_application(work_as, "noor")

    shown = as_("noor").get(f"/applications/{application_id}/adjustments" if is_inside else "/adjustments/new")

    labels = [label.get_text(" ", strip=True) for label in shown.soup.select("main fieldset label")]
    assert shown.soup.select("main :is(textarea, input[type=text])") == []
    assert labels[: len(NEED_GROUPS)] == list(NEED_GROUPS.values())


def test_n09_a_need_is_said_by_what_to_provide_how_and_when_before_any_words(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")
    noor = as_("noor")

    shown = noor.follow(noor.post("/adjustments/new?group=place", {"place": ["quiet_seat"]}))

    named = [str(field["name"]) for field in shown.soup.select("main :is(input, textarea)[name]:not([type=hidden])")]
    assert list(dict.fromkeys(named)) == ["strength", "detail_band", "detail_sudden", "words"]
    assert "(optional)" in shown.soup.select_one("label[for=field-words]").get_text()  # type: ignore[union-attr]


def test_a_need_is_chosen_detailed_and_sent(as_: AsMember, work_as: WorkAs) -> None:
    noor, path = as_("noor"), f"/applications/{an_application(work_as, 'noor')}/adjustments"

    details = noor.follow(noor.post(f"{path}?group=place", {"place": ["quiet_seat"]}))
    back = noor.post(
        f"/adjustments/{only_row(work_as, 'noor').id}/details",
        {"strength": "must", "detail_band": "2", "detail_sudden": "never", "words": CANARY},
    )
    chosen = noor.follow(back)
    sent = noor.follow(noor.post(f"{path}/sending"))

    assert details.title.startswith("A quiet seat")
    assert back.location == path
    assert "Loudest usual sound: 35 to 40 dB(A)." in chosen.main
    assert "Sent. It waits for an adviser" in sent.main
    row = only_row(work_as, "noor")
    assert (row.strength, row.parameters) == (Strength.MUST, {"band": "2", "sudden": "never"})


def test_several_needs_are_detailed_one_after_the_other(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")
    noor = as_("noor")

    first = noor.post("/adjustments/new?group=meetings", {"meetings": ["camera_off", "agenda"]})
    second = noor.post(first.location, {"strength": "nice", "words": ""})
    done = noor.post(second.location, {"strength": "nice", "detail_hours": "24", "words": ""})

    assert noor.get(first.location).title.startswith("Camera off")
    assert noor.get(second.location).title.startswith("Agenda and finish time beforehand")
    assert done.location == "/adjustments/new"


def test_the_whole_library_stands_on_one_page(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")

    shown = as_("noor").get("/adjustments/new?group=all")

    assert len(shown.soup.select("main fieldset")) == 9


def test_who_likes_one_page_gets_the_whole_library_at_once(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    an_application(work_as, "noor")
    with work_as(None) as work:
        work.db.get_one(Preferences, stage.id_of("noor")).questions = "all"
    noor = as_("noor")

    page = noor.get("/adjustments/new")
    nothing = noor.post("/adjustments/new?group=all", {})
    chosen = noor.follow(
        noor.post(noor.post("/adjustments/new?group=all", {"place": ["back_to_wall"]}).location, {"strength": "must"})
    )

    assert len(page.soup.select("main fieldset")) == 9
    assert nothing.errors == ["Choose at least one, or go back"]
    assert "Your list My back to a wall" in chosen.main
    assert "Send to my adviser" in chosen.main


def test_a_choice_without_its_group_is_drawn_again(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")

    assert as_("noor").post("/adjustments/new", {}).errors == ["Choose at least one, or go back"]


def test_own_words_are_an_equal_choice(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")
    noor = as_("noor")

    page = noor.get("/adjustments/new?group=other")
    done = noor.follow(noor.post("/adjustments/own-words", {"words": CANARY, "strength": "prefer"}))

    assert page.title.startswith("Say it in your own words")
    assert "Anything else" in done.main


def test_own_words_twice_can_be_told_apart(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")
    noor = as_("noor")
    for words in ("A plant", "A lamp"):
        noor.post("/adjustments/own-words", {"words": words, "strength": "prefer"})

    assert "Anything else, number 2" in noor.get("/adjustments/new").main


def test_choosing_nothing_is_said_kindly(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")

    shown = as_("noor").post("/adjustments/new?group=place", {})

    assert (shown.status, shown.errors) == (422, ["Choose at least one, or go back"])


def test_going_on_without_a_group_is_said_kindly(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")

    shown = as_("noor").get("/adjustments/new?look=yes")

    assert (shown.status, shown.errors) == (422, ["Choose what it is about"])


def test_missing_words_keep_the_rest(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")

    shown = as_("noor").post("/adjustments/own-words", {"words": "", "strength": "nice"})

    assert (shown.status, shown.errors) == (422, ["Write what would help you"])
    assert shown.soup.select_one('input[value="nice"]').has_attr("checked")  # type: ignore[union-attr]


def test_wrong_details_keep_what_was_typed(as_: AsMember, work_as: WorkAs) -> None:
    draft = a_draft(work_as, of="noor", need="breaks")

    shown = as_("noor").post(
        f"/adjustments/{draft}/details",
        {"strength": "must", "detail_minutes": "often", "detail_length": "5", "words": "x"},
    )

    assert (shown.status, shown.errors) == (422, ["Use a whole number, such as 3"])
    assert 'value="often"' in shown.text


def test_sending_an_empty_list_is_refused(as_: AsMember, work_as: WorkAs) -> None:
    an_application(work_as, "noor")

    shown = as_("noor").post("/adjustments/sending")

    assert shown.errors == ["Nothing is on your list yet. Choose what helps first."]


def test_f44_without_any_application_a_programme_is_chosen_and_asked(as_: AsMember) -> None:
    sam = as_("sam")
    choice = sam.get("/adjustments/new")
    place = address_of(choice, "Ask an adviser of Lumina")

    listed = sam.follow(sam.post(f"{place}/own-words", {"words": "A quiet call", "strength": "nice"}))
    sent = sam.follow(sam.post(f"{place}/sending"))

    assert "Anything else" in listed.main
    assert "Your adviser: Ida Brandt." in sent.main
    assert "Sam Adeyemi" in as_("ida").get("/adviser/adjustments").main
    assert "Ask an adviser of" not in sam.get("/adjustments/new").main
    assert as_("tom").post("/adjustments/own-words", {"words": "x", "strength": "nice"}).status == 422


def test_a_draft_is_taken_off_the_list(as_: AsMember, work_as: WorkAs) -> None:
    draft = a_draft(work_as, of="noor")
    noor = as_("noor")

    confirm = noor.get(f"/adjustments/{draft}/removal")
    done = noor.follow(noor.post(f"/adjustments/{draft}/removal"))

    assert "off your list" in confirm.main
    assert "A quiet seat" not in done.main


def test_what_is_sent_is_no_longer_changed(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor")

    shown = as_("noor").get(f"/adjustments/{sent}/details")

    assert shown.status == 422
    assert "This is sent already." in shown.main


@pytest.mark.parametrize("who", ["bea", "zoe", "mei", "ida", "gil"])
def test_nobody_asks_in_the_application_of_another(as_: AsMember, work_as: WorkAs, who: str) -> None:
    path = f"/applications/{an_application(work_as, 'noor')}/adjustments"

    assert as_(who).get(path).status == 404
    assert as_(who).post(f"{path}/own-words", {"words": "x", "strength": "nice"}).status == 404


def test_asking_is_not_repeated(as_: AsMember, work_as: WorkAs) -> None:
    asked(work_as, of="noor", need="quiet_seat")

    shown = as_("noor").get("/adjustments/new?group=place")

    assert shown.soup.select_one('input[value="back_to_wall"]') is not None
    assert shown.soup.select_one('input[value="quiet_seat"]') is None
