"""Spoken counts: an adviser writes it down, it runs in the person's name, and the person has the last word."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import col, select

from app.models.accommodations import Accommodation, AccommodationRequest
from app.models.accommodations import AccommodationStatus as Status
from app.models.consents import Consent, SpokenConsent
from app.models.people import Person
from app.rules.consents import PURPOSES
from app.services import consents
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import agreed
from tests.factories.decisions import a_sent_application

PATH = "/adviser/spoken-requests"
SAID: Mapping[str, Any] = {
    "email": "Noor@Example.com", "said": "phone", "said_on": "26 February 2027", "strength": "must",
    "words": "I need somewhere quiet", "need": "quiet_seat",
    "agreed": "yes", "agreed_how": "in_person", "agreed_on": "25 February 2027",
}  # fmt: skip


def the_one(work_as: WorkAs) -> Accommodation:
    with work_as(None) as work:
        return work.db.scalars(select(Accommodation).where(col(Accommodation.request_id).is_not(None))).one()


def test_f43_what_was_said_runs_as_if_the_person_had_sent_it(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")
    ida = as_("ida")

    about = ida.get(PATH)
    form = ida.get(f"{PATH}?group=place&look=yes")
    done = ida.follow(ida.post(f"{PATH}?group=place", SAID))

    assert "Spoken counts." in about.main
    assert "What did they say?" in form.main
    assert "Noor Haddad: A quiet seat" in done.main
    row = the_one(work_as)
    with work_as(None) as work:
        request = work.db.get_one(AccommodationRequest, row.request_id)
    assert (row.status, request.said, str(request.said_on)) == (Status.SENT, "phone", "2027-02-26")
    shown = as_("noor").get(f"/adjustments/{row.id}").main
    assert "You said this by phone, on Friday 26 February 2027. Ida Brandt wrote it down for you." in shown
    assert "I need somewhere quiet" in shown


def test_f43_the_person_corrects_it_or_takes_it_back(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")
    as_("ida").post(f"{PATH}?group=place", SAID)
    row, noor = the_one(work_as), as_("noor")
    typed = {"strength": "nice", "words": "Quiet in the morning", "detail_band": "3", "detail_sudden": "1_to_5"}

    page = noor.get(f"/adjustments/{row.id}/correction")
    shown = noor.follow(noor.post(f"/adjustments/{row.id}/correction", typed))
    agreed(work_as, row.id)
    late = noor.post(f"/adjustments/{row.id}/correction", typed)

    assert "I need somewhere quiet" in page.text
    assert "Quiet in the morning" in shown.main
    assert "I need somewhere quiet" not in shown.main
    assert late.status == 422
    assert "Quiet in the morning" in late.text
    assert as_("ida").get(f"/adjustments/{row.id}/correction").status == 403
    assert as_("tom").get(f"/adjustments/{row.id}/correction").status == 404
    assert noor.follow(noor.post(f"/adjustments/{row.id}/withdrawal")).status == 200


def test_f43_own_words_that_are_in_no_library_count_as_well(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")

    as_("ida").post(f"{PATH}?group=other", {name: value for name, value in SAID.items() if name != "need"})

    assert the_one(work_as).need == "my_words"


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("email", "zoe@example.com", "Nobody in your programme has this address."),
        ("email", "bea@example.com", "Nobody in your programme has this address."),
        ("email", "ida@example.com", "Nobody in your programme has this address."),
        ("email", "nobody", "Write the e-mail address in full"),
        ("said_on", "9 March 2027", "Write a day that has come"),
        ("said_on", "soon", "Write the date as day, month, year"),
        ("agreed", "", "Choose if they said yes"),
        ("agreed", "no", "Ask them first. Without their yes nothing is sent for them."),
        ("agreed_how", "", "Choose how they said yes"),
        ("agreed_on", "", "Write the day on which they said yes"),
        ("agreed_on", "6 May 2029", "Write a day that has come"),
        ("said", "by pigeon", "Choose one of the answers in the list"),
        ("need", "unheard_of", "Choose one of the answers in the list"),
        ("words", "", "Write what they said"),
        ("words", "a\x00b", "We took hidden characters out of this answer."),
        ("words", "x" * 2501, "Use 2500 characters or fewer."),
    ],
)
def test_what_cannot_be_sent_keeps_the_typing(
    as_: AsMember, work_as: WorkAs, field: str, value: str, error: str
) -> None:
    a_sent_application(work_as, of="noor")

    shown = as_("ida").post(f"{PATH}?group=place", {**SAID, field: value})

    assert shown.status == 422
    assert shown.errors[0].startswith(error)
    assert "26 February 2027" in shown.text or field == "said_on"


def test_it_is_asked_for_once(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")
    as_("ida").post(f"{PATH}?group=place", SAID)

    shown = as_("ida").post(f"{PATH}?group=place", SAID)

    assert (shown.status, shown.errors) == (422, ["They have asked for this already"])


@pytest.mark.parametrize("who", ["noor", "mei", "tom", "jun", "ravi"])
def test_writing_down_is_for_advisers(as_: AsMember, who: str) -> None:
    assert as_(who).get(PATH).status == 403
    assert as_(who).post(PATH, SAID).status == 403


def test_priv_02_their_yes_is_kept_with_its_words_and_how_it_was_said(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")

    form = as_("ida").get(f"{PATH}?group=place&look=yes")
    as_("ida").post(f"{PATH}?group=place", SAID)

    with work_as("noor") as work:
        consent = work.db.scalars(select(Consent)).one()
        spoken = work.db.get_one(SpokenConsent, consent.id)
    words = PURPOSES["adjustments"]
    assert [each for each in words.words if each not in form.main] == []
    assert (consent.person_id, consent.purpose, consent.version) == (work.actor.person_id, "adjustments", words.version)
    assert consent.shown == "\n".join(words.words)
    assert (spoken.said, str(spoken.said_on)) == ("in_person", "2027-02-25")
    shown = as_("noor").get("/consents").main
    assert "on Thursday 25 February 2027. Ida Brandt wrote it down for you. If that is not so, take it back." in shown


def test_priv_02_without_a_yes_nothing_is_sent_and_no_yes_is_kept(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")

    as_("ida").post(f"{PATH}?group=place", {**SAID, "agreed": "no"})

    with work_as(None) as work:
        assert work.db.scalars(select(Consent)).all() == []
        assert work.db.scalars(select(AccommodationRequest)).all() == []


def test_priv_02_the_person_takes_the_spoken_yes_back_and_has_to_be_asked_again(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="noor")
    as_("ida").post(f"{PATH}?group=place", SAID)
    clock.advance(days=1)
    row = the_one(work_as)

    back = as_("noor").post("/consents/adjustments/withdrawal")
    late = as_("ida").post(f"{PATH}?group=place", {**SAID, "need": "back_to_wall"})
    clock.advance(hours=1)
    same_day = as_("ida").post(f"{PATH}?group=place", {**SAID, "need": "back_to_wall", "agreed_on": "2 March 2027"})
    clock.advance(days=1)
    again = as_("ida").post(f"{PATH}?group=place", {**SAID, "need": "back_to_wall", "agreed_on": "3 March 2027"})

    assert back.status == 303
    assert as_("ida").get(f"/adviser/adjustments/{row.id}").status == 404
    refused = (
        "They took their yes back on this day or after it. They can say yes again themselves. Or ask them again on a "
        "later day, then write that day"
    )
    assert (late.errors, same_day.errors) == ([refused], [refused])
    assert again.status == 303


def test_priv_02_on_the_day_it_was_taken_back_a_yes_that_the_person_pressed_counts(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="noor")
    as_("ida").post(f"{PATH}?group=place", SAID)
    clock.advance(days=1)
    as_("noor").post("/consents/adjustments/withdrawal")
    with work_as("noor") as work:
        consents.say_yes(work, "adjustments", work.db.get_one(Person, work.actor.person_id).id)

    done = as_("ida").post(f"{PATH}?group=place", {**SAID, "need": "back_to_wall", "agreed_on": "2 March 2027"})

    assert done.status == 303


def test_priv_02_a_page_with_older_words_says_yes_to_nothing(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")

    shown = as_("ida").post(f"{PATH}?group=place", {**SAID, "yes_to": "0"})

    assert shown.status == 422
    assert "The words changed since you opened this page." in shown.main


def test_priv_02_a_yes_that_was_pressed_stays_as_it_is(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")
    with work_as("noor") as work:
        consents.say_yes(work, "adjustments", work.db.get_one(Person, work.actor.person_id).id)

    as_("ida").post(f"{PATH}?group=place", SAID)

    with work_as(None) as work:
        assert len(work.db.scalars(select(Consent)).all()) == 1
        assert work.db.scalars(select(SpokenConsent)).all() == []
